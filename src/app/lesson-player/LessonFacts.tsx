/** Beside the hook: what the lesson is good for, what it promises, and what was kept so far. */
import { Check, CircleDashed } from 'lucide-react';
import { CHECK_CLAIMS } from '../dock/index.ts';
import { calibrationOf } from './answers.ts';
import { LESSON_IDS } from './lesson-files.ts';
import { useLesson } from './LessonContext.tsx';
import styles from './LessonFacts.module.css';

export function LessonFacts() {
  const { lesson, progress } = useLesson();
  return (
    <aside className={styles.facts} aria-label="About this lesson">
      <p className={styles.time}>
        <strong>{lesson.minutes} minutes</strong> <span>or 12 by the short way</span>
      </p>
      <section>
        <h2>Afterwards you can</h2>
        <ul className={styles.list}>
          {lesson.objectives.map((objective) => (
            <li key={objective}>{objective}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2>Promises to keep</h2>
        <ul className={styles.promises}>
          {lesson.invariants.map((id) => {
            const isKept = progress.kept.includes(id);
            return (
              <li key={id} data-kept={isKept || undefined}>
                {isKept ? <Check size={16} aria-hidden /> : <CircleDashed size={16} aria-hidden />}
                <span>
                  <span className={styles.check}>{id}</span> {CHECK_CLAIMS[id]}
                  {isKept && <strong> Kept by your design.</strong>}
                </span>
              </li>
            );
          })}
        </ul>
      </section>
      <Calibration />
      {lesson.prerequisites.length > 0 && (
        <p className={styles.before}>
          Best after{' '}
          {lesson.prerequisites.map((id, place) => (
            <span key={id}>
              {place > 0 && ', '}
              {LESSON_IDS.includes(id) ? <a href={`#/lesson/${id}`}>{id}</a> : id}
            </span>
          ))}
          . Nothing is locked.
        </p>
      )}
    </aside>
  );
}

function Calibration() {
  const { progress } = useLesson();
  const { right, decided, sure, sureRight } = calibrationOf(Object.values(progress.predictions));
  if (decided === 0) return null;
  return (
    <section>
      <h2>Your predictions</h2>
      <p>
        {right} of {decided} came true.
        {sure > 0 && ` Of ${sure} that you were certain of, ${sureRight} did.`}
      </p>
    </section>
  );
}
