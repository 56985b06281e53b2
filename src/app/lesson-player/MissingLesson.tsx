/** For an address of a lesson that is not written: what there is instead. */
import { LESSON_IDS } from './lesson-files.ts';
import { FileButton } from './open/FileButton.tsx';
import styles from './LessonPage.module.css';

export function MissingLesson({ id }: { readonly id: string }) {
  return (
    <article className={styles.missing}>
      <h1>There is no lesson {id === '' ? 'at this address' : `“${id}”`} yet</h1>
      <p>These are written:</p>
      <ul className={styles.ways}>
        {LESSON_IDS.map((each) => (
          <li key={each}>
            <a href={`#/lesson/${each}`}>{each}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href="#/">All lessons, and what is planned</a>
      </p>
      <FileButton>Open a lesson file of your own</FileButton>
    </article>
  );
}
