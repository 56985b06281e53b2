/** Stands in until the page itself is written. */
export default function LessonPage() {
  return <h1>LessonPage</h1>;
}
