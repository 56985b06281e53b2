/** Beside the hook: what the lesson is good for, what it promises, and what was kept so far. */
import { Check, CircleDashed } from 'lucide-react';
import { BEAT_TITLES } from '../../lesson/index.ts';
import { CHECK_CLAIMS } from '../dock/index.ts';
import { Segmented } from '../theme/index.ts';
import { calibrationOf } from './answers.ts';
import { beatsOf, CUT_TITLES, CUTS, minutesOf } from './cuts.ts';
import { LESSON_IDS } from './lesson-files.ts';
import { useLesson } from './LessonContext.tsx';
import styles from './LessonFacts.module.css';

export function LessonFacts() {
  const { lesson, progress } = useLesson();
  return (
    <aside className={styles.facts} aria-label="About this lesson">
      <CutChoice />
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

/** How much time there is: the beats of each way, and which of them are left out. */
function CutChoice() {
  const { lesson, cut, chooseCut } = useLesson();
  const beats = beatsOf(lesson, cut);
  return (
    <section className={styles.time}>
      <h2>Your time</h2>
      <Segmented
        label="How much of the lesson"
        value={cut}
        options={CUTS.map((each) => ({ value: each, label: `${minutesOf(lesson, each)} min` }))}
        onChange={chooseCut}
      />
      <p role="status">
        <strong>{CUT_TITLES[cut]}:</strong> {beats.map((name) => BEAT_TITLES[name]).join(', ')}.
      </p>
    </section>
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
