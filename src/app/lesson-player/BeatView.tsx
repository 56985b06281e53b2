/** One beat: its prose and its cards in the order of the file, and the way to the next. */
import { useEffect, useRef } from 'react';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import {
  BEAT_TITLES,
  type Beat,
  type BeatName,
  type BeatPart,
  type LessonBlock,
} from '../../lesson/index.ts';
import { Button } from '../theme/index.ts';
import { keyOf } from './answers.ts';
import { beatsOf, neighboursOf } from './cuts.ts';
import { CompareCard } from './beats/CompareCard.tsx';
import { ExplainCard } from './beats/ExplainCard.tsx';
import { FixCard } from './fix/FixCard.tsx';
import { PredictCard } from './beats/PredictCard.tsx';
import { SayCard } from './beats/SayCard.tsx';
import { useLesson } from './LessonContext.tsx';
import { Prose } from './prose/Prose.tsx';
import { QuizCard } from './quiz/QuizCard.tsx';
import { RunCard } from './run/RunCard.tsx';
import styles from './BeatView.module.css';

/** What is asked of the learner in each beat, in one line. */
const ASKED: Readonly<Record<BeatName, string>> = {
  hook: '',
  predict: 'Say what will happen before you see it. Nothing is counted against you.',
  run: 'The engine runs it now, on this page. It stops just before the surprise.',
  explain: 'Which cause was it? The records decide.',
  investigate: 'Two designs, one seed. Find the moment at which they part.',
  fix: 'Turn only these knobs, until every promise holds on every seed.',
  say: 'Say it aloud in half a minute, as you would in an interview.',
};

export function BeatView({ beat, isDone }: { readonly beat: Beat; readonly isDone: boolean }) {
  const { lesson } = useLesson();
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(document.activeElement === document.body);
  useEffect(() => {
    // A new beat is read from its top, by eye and by ear.
    if (!isFirst.current) heading.current?.focus({ preventScroll: true });
    heading.current?.closest('[data-scrolls]')?.scrollTo(0, 0);
    if (!isFirst.current) window.scrollTo(0, 0);
  }, []);
  const asked = ASKED[beat.name];
  return (
    <article className={styles.beat} data-beat={beat.name}>
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {beat.name === 'hook' ? lesson.question : BEAT_TITLES[beat.name]}
        </h2>
        {asked !== '' && <p className={styles.asked}>{asked}</p>}
      </header>
      {grouped(beat.parts).map((part) =>
        Array.isArray(part) ? (
          <Prose key={`prose${part[0]?.place}`} blocks={part.map(({ prose }) => prose)} />
        ) : (
          <Card key={keyOf(part as LessonBlock)} block={part as LessonBlock} />
        ),
      )}
      <Ways beat={beat.name} isDone={isDone} />
    </article>
  );
}

interface ProseAt {
  readonly place: number;
  readonly prose: Extract<BeatPart, { kind: 'prose' }>['prose'];
}

/** Prose that stands together is one column; each block is a card. */
function grouped(parts: readonly BeatPart[]): readonly (ProseAt[] | LessonBlock)[] {
  const groups: (ProseAt[] | LessonBlock)[] = [];
  parts.forEach((part, place) => {
    if (part.kind !== 'prose') return void groups.push(part);
    const last = groups.at(-1);
    const prose = { place, prose: part.prose };
    if (Array.isArray(last)) last.push(prose);
    else groups.push([prose]);
  });
  return groups;
}

function Card({ block }: { readonly block: LessonBlock }) {
  switch (block.kind) {
    case 'predict':
      return <PredictCard block={block} />;
    case 'run':
      return <RunCard block={block} />;
    case 'explain':
      return <ExplainCard block={block} />;
    case 'compare':
      return <CompareCard block={block} />;
    case 'fix':
      return <FixCard block={block} />;
    case 'say':
      return <SayCard block={block} />;
    case 'quiz':
      return <QuizCard item={block.item} />;
  }
}

function Ways({ beat, isDone }: { readonly beat: BeatName; readonly isDone: boolean }) {
  const { lesson, cut, send } = useLesson();
  const [back, next] = neighboursOf(beatsOf(lesson, cut), beat);
  return (
    <footer className={styles.ways}>
      {back !== undefined && (
        <Button
          look="quiet"
          size="large"
          Icon={ArrowLeft}
          onClick={() => send({ type: 'open', beat: back })}
        >
          {BEAT_TITLES[back]}
        </Button>
      )}
      {next !== undefined ? (
        <Button
          look={isDone || beat === 'hook' ? 'primary' : 'plain'}
          size="large"
          className={styles.next}
          onClick={() => send({ type: 'open', beat: next })}
        >
          {BEAT_TITLES[next]}
          <ArrowRight size={18} aria-hidden />
        </Button>
      ) : (
        <a className={styles.home} href="#/">
          All lessons
        </a>
      )}
    </footer>
  );
}
