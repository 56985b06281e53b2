/** Below the fold: the lessons in their parts, the scenes, the paths through them. */
import { Link } from 'wouter';
import { ArrowRight, CircleCheck } from 'lucide-react';
import {
  ALL_LESSONS,
  CLASS_PATH,
  COURSE,
  EXPRESS_PATH,
  isWritten,
  type LessonEntry,
} from './curriculum.ts';
import { InterviewPlan } from './InterviewPlan.tsx';
import { ProofCards } from './ProofCards.tsx';
import { SceneCards } from './SceneCards.tsx';
import { useLessonStates, type LessonState, type LessonStates } from './use-lesson-states.ts';
import styles from './Contents.module.css';

export function Contents() {
  return (
    <div className={styles.contents}>
      <Lessons />
      <SceneCards />
      <ProofCards />
      <Paths />
      <section className={styles.section} aria-labelledby="plan-title">
        <h2 id="plan-title" className={styles.title}>
          An interview ahead?
        </h2>
        <InterviewPlan />
      </section>
      <p className={styles.later}>
        Planned, not built yet: review deck, mock interview, a place to write lessons. What the
        models leave out is on the <Link href="/about">about page</Link>.
      </p>
    </div>
  );
}

function Lessons() {
  const states = useLessonStates();
  const open = ALL_LESSONS.filter(({ id }) => isWritten(id));
  return (
    <section className={styles.section} aria-labelledby="lessons-title">
      <h2 id="lessons-title" className={styles.title}>
        28 lessons
      </h2>
      <p className={styles.lead}>
        Each asks one question. You predict, run, explain, change the design, and say it in thirty
        seconds. {open.length} are open; the others are planned.
      </p>
      <div className={styles.cards}>
        {open.map((lesson) => (
          <OpenLesson key={lesson.id} lesson={lesson} states={states} />
        ))}
      </div>
      <div className={styles.parts}>
        {COURSE.map((part) => (
          <section key={part.id} className={styles.part} aria-labelledby={`part-${part.id}`}>
            <h3 id={`part-${part.id}`} className={styles.partTitle}>
              <span className={styles.letter}>{part.id}</span> {part.title}
            </h3>
            <ul className={styles.lessons}>
              {part.lessons.map((lesson) => (
                <li key={lesson.id}>
                  <LessonRow lesson={lesson} states={states} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

interface LessonProps {
  readonly lesson: LessonEntry;
  readonly states: LessonStates;
}

function LessonRow({ lesson, states }: LessonProps) {
  const { id, title, minutes } = lesson;
  if (!isWritten(id)) {
    return (
      <div className={styles.lesson} data-state="planned">
        <span className={styles.number}>{id}</span>
        <span className={styles.name}>
          {title} <small>planned</small>
        </span>
        <span className={styles.minutes}>{minutes} min</span>
      </div>
    );
  }
  return (
    <Link href={`/lesson/${id}`} className={styles.lesson} data-state={states.stateOf(id)}>
      <span className={styles.number}>{id}</span>
      <span className={styles.name}>
        {title} <small>{states.stateOf(id)}</small>
      </span>
      <span className={styles.minutes}>{minutes} min</span>
    </Link>
  );
}

function OpenLesson({ lesson, states }: LessonProps) {
  const { id, title, question, minutes } = lesson;
  const state = states.stateOf(id);
  const Icon = state === 'done' ? CircleCheck : ArrowRight;
  return (
    <Link href={`/lesson/${id}`} className={styles.card}>
      <span className={styles.cardTop}>
        {id}, {minutes} min
      </span>
      <strong className={styles.cardTitle}>{title}</strong>
      <span>{question}</span>
      <span className={styles.cardState}>
        {stateText(state, states.beatsOf(id))} <Icon size={18} />
      </span>
    </Link>
  );
}

const stateText = (state: LessonState, beats: number): string =>
  state === 'begun' ? `${beats} of 7 beats done` : state === 'done' ? 'Done' : 'Open';

function Paths() {
  return (
    <section className={styles.section} aria-labelledby="paths-title">
      <h2 id="paths-title" className={styles.title}>
        Two ways through
      </h2>
      <div className={styles.paths}>
        <div className={styles.path}>
          <h3>Express, about 3.5 hours</h3>
          <ol className={styles.steps}>
            {EXPRESS_PATH.map((id) => (
              <PathStep key={id} ids={[id]} />
            ))}
          </ol>
        </div>
        <div className={styles.path}>
          <h3>With a class, 8 times 50 minutes</h3>
          <ol className={styles.steps}>
            {CLASS_PATH.map((ids) => (
              <PathStep key={ids.join()} ids={ids} />
            ))}
          </ol>
        </div>
      </div>
    </section>
  );
}

function PathStep({ ids }: { ids: readonly string[] }) {
  return (
    <li className={styles.step}>
      {ids.map((id) =>
        isWritten(id) ? (
          <Link key={id} href={`/lesson/${id}`}>
            {id}
          </Link>
        ) : (
          <span key={id} className={styles.unwritten}>
            {id}
          </span>
        ),
      )}
    </li>
  );
}
