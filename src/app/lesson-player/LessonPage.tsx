/** One lesson: its seven beats as a rail, each with the stage it needs. In the making: see beats/. */
export default function LessonPage() {
  return <h1>Lesson</h1>;
}
