/** The page on which a lesson file of the reader's own is opened. */
import { useOpenedLesson } from './opened-lesson.ts';
import { FileButton } from './FileButton.tsx';
import styles from './Open.module.css';

export function OpenLesson() {
  const isReading = useOpenedLesson((state) => state.isReading);
  return (
    <article className={styles.opener}>
      <h1>A lesson of your own</h1>
      <p>
        A lesson is one text file. Drop it here, or choose it. It is read on your machine and goes
        nowhere.
      </p>
      <FileButton look="primary">Choose a lesson file</FileButton>
      <p role="status">{isReading ? 'Reading …' : ''}</p>
    </article>
  );
}
