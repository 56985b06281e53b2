/** What a schedule was worth: outside the rules, survived, or broken with a score, against par. */
import { useMemo, useState } from 'react';
import { CircleX, Flag, ShieldCheck, TriangleAlert } from 'lucide-react';
import { TraceView } from '../../kernel/index.ts';
import type { SearchState } from '../engine/index.ts';
import { WatchRun } from '../home/story/WatchRun.tsx';
import { StoryLines } from '../sweep/index.ts';
import { Button } from '../theme/index.ts';
import { againstPar, type Hole } from './holes.ts';
import { faultAt, planOfSchedule, type ScheduledFault } from './schedule.ts';
import styles from './Golf.module.css';

type Golf = SearchState<'golf'>;
type Par = SearchState<'par'>;

export interface GolfResultProps {
  readonly hole: Hole;
  readonly schedule: readonly ScheduledFault[];
  readonly golf: Golf;
  readonly par: Par;
}

export function GolfResult({ hole, schedule, golf, par }: GolfResultProps) {
  return (
    <div className={styles.result}>
      <div role="status">
        {golf.state === 'working' && <p>Running it, and taking away what it does not need …</p>}
        {golf.state === 'failed' && <p>{golf.sentence}</p>}
        {golf.state === 'done' && (
          <Outcome hole={hole} schedule={schedule} found={golf.result} par={par} />
        )}
      </div>
      {golf.state === 'done' && golf.result.score.outcome === 'broken' && (
        <BrokenStory found={golf.result} />
      )}
      {golf.state === 'done' && <ParStory par={par} />}
    </div>
  );
}

type Found = Extract<Golf, { state: 'done' }>['result'];

interface OutcomeProps extends Pick<GolfResultProps, 'hole' | 'schedule' | 'par'> {
  readonly found: Found;
}

function Outcome({ hole, schedule, found, par }: OutcomeProps) {
  const { score } = found;
  if (score.outcome === 'outside') {
    const plan = planOfSchedule(schedule, hole.scenario);
    return (
      <div className={styles.outcome} data-tone="warn">
        <TriangleAlert size={22} aria-hidden />
        <div>
          <p className={styles.verdict}>Outside the rules of this hole; nothing was run.</p>
          <ul>
            {score.problems.map(({ path, message }) => (
              <li key={`${path.join('.')} ${message}`}>
                Fault {faultAt(plan, schedule, path[1])}: {message}.
              </li>
            ))}
          </ul>
        </div>
      </div>
    );
  }
  if (score.outcome === 'survived') {
    return (
      <div className={styles.outcome} data-tone="good">
        <ShieldCheck size={22} aria-hidden />
        <div>
          <p className={styles.verdict}>{hole.check} survived.</p>
          <p>
            {score.verdict === 'not proved'
              ? 'Your faults never put it to the test: strike while a message is on its way.'
              : 'It was put to the test, and held. What must be lost, and when, for it to break?'}
          </p>
        </div>
      </div>
    );
  }
  const strokes = score.score === 1 ? '1 stroke' : `${score.score} strokes`;
  return (
    <div className={styles.outcome} data-tone="bad">
      <CircleX size={22} aria-hidden />
      <div>
        <p className={styles.verdict}>
          Broken in {strokes}
          {par.state === 'done' && par.result !== null
            ? `: ${againstPar(score.score, par.result.par)}.`
            : '.'}
        </p>
        <p>
          A fault with its cure is one stroke, and so is each thing that people do.{' '}
          {par.state === 'working' && 'The engine is still looking for its own best …'}
        </p>
      </div>
    </div>
  );
}

function BrokenStory({ found: { score, records } }: { readonly found: Found }) {
  const view = useMemo(() => {
    const all = new TraceView();
    for (const batch of records) all.appendBatch(batch);
    return all;
  }, [records]);
  if (score.outcome !== 'broken') return null;
  return (
    <section className={styles.story} aria-label="Your shortest story">
      <h3>What is left of your schedule</h3>
      <StoryLines result={score.shrunk} view={view} />
      <div>
        <WatchRun result={score.shrunk} />
      </div>
    </section>
  );
}

/** The engine's way is told only to those who ask. */
function ParStory({ par }: { readonly par: Par }) {
  const [isShown, setShown] = useState(false);
  if (par.state !== 'done') return null;
  if (par.result === null) {
    return <p className={styles.text}>None of the engine’s own schedules has broken this hole.</p>;
  }
  const { par: strokes, shrunk } = par.result;
  return (
    <section className={styles.par} aria-label="Par">
      <p>
        <Flag size={16} aria-hidden /> Par is {strokes}.
      </p>
      {isShown ? (
        <ol className={styles.parLines}>
          {shrunk.story.lines.map((line, place) => (
            <li key={shrunk.story.records[place]}>{line}</li>
          ))}
        </ol>
      ) : (
        <Button look="quiet" onClick={() => setShown(true)}>
          Show how the engine did it
        </Button>
      )}
    </section>
  );
}
