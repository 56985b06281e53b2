/** Stands in until the page itself is written. */
export default function HomePage() {
  return <h1>HomePage</h1>;
}
