/** "My interview is on ...": a plan by day, made of the lessons that are open. */
import { useId, useState } from 'react';
import { ALL_LESSONS, EXPRESS_PATH, isWritten } from './curriculum.ts';
import { takeCut } from '../lesson-player/chosen-cut.ts';
import { studyPlan, type PlanDay, type PlanTask } from './study-plan.ts';
import styles from './InterviewPlan.module.css';

const DAY_MS = 86_400_000;
/** Beyond this a plan by day is a wish. */
const DAYS_MAX = 60;

const isExpress = (id: string) => (EXPRESS_PATH as readonly string[]).includes(id);

/** Open lessons: those of the express path first, in the order of the course. */
const OPEN_LESSONS = [
  ...ALL_LESSONS.filter(({ id }) => isWritten(id) && isExpress(id)),
  ...ALL_LESSONS.filter(({ id }) => isWritten(id) && !isExpress(id)),
];

/** The lesson opens in the way that the plan has time for. */
const WAYS = { full: 'whole', short: 'short' } as const;

const CUT_WORDS: Readonly<Record<PlanTask['cut'], string>> = {
  full: '',
  short: 'short cut, ',
  recall: 'recall, ',
};

/** The date as the control writes it: 2026-11-22, in the reader's own time zone. */
function dateText(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whole days from one date to another, both as the control writes them. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY_MS);
}

export function InterviewPlan() {
  const id = useId();
  const [on, setOn] = useState('');
  const [today] = useState(() => new Date());
  const from = dateText(today);
  const days = on === '' ? NaN : daysBetween(from, on);
  return (
    <div className={styles.plan}>
      <p className={styles.ask}>
        <label htmlFor={id}>My interview is on</label>{' '}
        <input
          id={id}
          type="date"
          className={styles.date}
          min={from}
          value={on}
          onChange={(event) => setOn(event.target.value)}
        />
      </p>
      <div aria-live="polite">
        {days < 0 && <p>That day has passed. Choose one that is still to come.</p>}
        {days >= 0 && (
          <PlanList plan={studyPlan(OPEN_LESSONS, Math.min(days, DAYS_MAX))} today={today} />
        )}
      </div>
    </div>
  );
}

function PlanList({ plan, today }: { plan: readonly PlanDay[]; today: Date }) {
  return (
    <>
      <ol className={styles.days}>
        {plan.map((day) => (
          <li key={day.day} className={styles.day}>
            <span className={styles.when}>{dayName(today, day.day)}</span>
            <span className={styles.tasks}>
              {day.tasks.map((task) => (
                <a
                  key={`${task.lesson.id}${task.cut}`}
                  href={`#/lesson/${task.lesson.id}`}
                  className={styles.task}
                  data-cut={task.cut}
                  onClick={() => task.cut !== 'recall' && takeCut(WAYS[task.cut])}
                >
                  {task.lesson.title}
                  <small>
                    {' '}
                    {CUT_WORDS[task.cut]}
                    {task.minutes} min
                  </small>
                </a>
              ))}
              {day.isRehearsal && (
                <span className={styles.rehearsal}>Say every thirty-second line aloud</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.note}>
        Made of the {OPEN_LESSONS.length} lessons that are open; it grows as more are written.
      </p>
    </>
  );
}

function dayName(today: Date, offset: number): string {
  if (offset === 0) return 'Today';
  const date = new Date(today.getFullYear(), today.getMonth(), today.getDate() + offset);
  return date.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
}
