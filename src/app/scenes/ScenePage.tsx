/** Stands in until the page itself is written. */
export default function ScenePage() {
  return <h1>ScenePage</h1>;
}
