/** A sweep on a page of its own: press, watch the grid of runs by checks fill, open a red cell. */
import { useEffect, useState, type ReactNode } from 'react';
import { Dices, Square } from 'lucide-react';
import { digitsInGroups } from '../../kernel/index.ts';
import { sweepClaim, type SweepOrder, type SweepState } from '../engine/index.ts';
import { WatchRun } from '../home/story/WatchRun.tsx';
import { Button, Segmented } from '../theme/index.ts';
import { CheckGrid } from './CheckGrid.tsx';
import { FailureStory } from './FailureStory.tsx';
import { FailureTable } from './FailureTable.tsx';
import { pairedOf } from './paired.ts';
import { PairedResult } from './PairedResult.tsx';
import { useFailureStory } from './use-failure-story.ts';
import type { PairedSweepHandle } from './use-paired-sweep.ts';
import styles from './SweepBoard.module.css';

export interface SweepBoardProps {
  readonly sweep: PairedSweepHandle;
  /** What is swept when somebody presses; the count is chosen here. */
  readonly order: Omit<SweepOrder, 'count'>;
  readonly counts: readonly number[];
  /** The design has changed since the sweep on screen. */
  readonly isStale: boolean;
  /** What the page says about a sweep, above the grid. */
  readonly children?: (state: SweepState) => ReactNode;
  /** Before the first press. */
  readonly about: string;
}

const FORMS = [
  { value: 'grid', label: 'Grid' },
  { value: 'table', label: 'Table' },
] as const;

export function SweepBoard(props: SweepBoardProps) {
  const { sweep, order, counts, isStale, children, about } = props;
  const [count, setCount] = useState(counts[0]!);
  const story = useFailureStory();
  const { state } = sweep;
  const { told, tell, clear } = story;
  const start = () => {
    clear();
    sweep.start({ ...order, count });
  };
  return (
    <div className={styles.board}>
      <div className={styles.tools}>
        {sweep.isRunning ? (
          <Button size="large" Icon={Square} onClick={sweep.cancel}>
            Cancel
          </Button>
        ) : (
          <Button
            look={state === null || isStale ? 'primary' : 'plain'}
            size="large"
            Icon={Dices}
            onClick={start}
          >
            Run {digitsInGroups(count)} times
          </Button>
        )}
        <Segmented
          label="How many runs"
          value={String(count)}
          options={counts.map((each) => ({
            value: String(each),
            label: digitsInGroups(each),
            disabled: sweep.isRunning,
          }))}
          onChange={(value) => setCount(Number(value))}
        />
        {state !== null && <Progress state={state} />}
      </div>
      {state === null ? (
        <p className={styles.about}>{about}</p>
      ) : (
        <Found state={state} sweep={sweep} isStale={isStale} story={{ told, tell, clear }}>
          {children?.(state)}
        </Found>
      )}
    </div>
  );
}

interface FoundProps {
  readonly state: SweepState;
  readonly sweep: PairedSweepHandle;
  readonly isStale: boolean;
  readonly story: ReturnType<typeof useFailureStory>;
  readonly children: ReactNode;
}

function Found({ state, sweep, isStale, story, children }: FoundProps) {
  const [form, setForm] = useState<'grid' | 'table'>('grid');
  const [isAsked, setAsked] = useState(false);
  const { told, tell } = story;
  const { order, failures } = state;
  const [first] = failures;
  const isDue = first !== undefined && told === null;
  // The first failure is told at once: nobody has to look for it.
  useEffect(() => {
    if (isDue) tell(order, first);
  }, [isDue, order, first, tell]);
  const choose: typeof tell = (of, failure) => {
    setAsked(true);
    tell(of, failure);
  };
  const { against } = sweep;
  const paired = pairedOf(against, state);
  return (
    <>
      {isStale && <p className={styles.stale}>This is about the design as it was.</p>}
      <p className={styles.claim} role="status" aria-busy={state.status === 'running'}>
        {state.done > 0 && sweepClaim(state)}
      </p>
      {state.sentence !== '' && (
        <p className={styles.trouble} role="alert">
          {state.sentence}
        </p>
      )}
      {children}
      <div>
        <Segmented label="Form" value={form} options={FORMS} onChange={setForm} />
      </div>
      {form === 'grid' ? (
        <CheckGrid state={state} onChoose={(failure) => choose(order, failure)} />
      ) : (
        <FailureTable state={state} onChoose={(failure) => choose(order, failure)} />
      )}
      <div className={styles.below}>
        {told !== null && (
          <FailureStory
            told={told}
            isAsked={isAsked}
            deeds={({ result }) => <WatchRun key={result.seed} result={result} />}
          />
        )}
        {paired !== null && against !== null && (
          <PairedResult
            paired={paired}
            state={state}
            against={against}
            onChoose={(failure, of) => choose(of.order, failure)}
          />
        )}
      </div>
    </>
  );
}

function Progress({ state }: { readonly state: SweepState }) {
  const { done, outcomes, elapsedMs, status } = state;
  return (
    <span className={styles.progress}>
      {status === 'running' && (
        <progress value={done} max={outcomes.length} aria-label="Runs made" />
      )}
      <span>
        {digitsInGroups(done)} of {digitsInGroups(outcomes.length)} runs
        {status === 'cancelled' && ', cancelled'} in {(elapsedMs / 1000).toFixed(1)} s
      </span>
    </span>
  );
}
