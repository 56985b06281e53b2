/** Run this design a thousand times: the grid, an honest sentence, and the smallest failing story. */
import { useState } from 'react';
import { Dices, Square } from 'lucide-react';
import type { Failure } from '../../../explore/index.ts';
import { digitsInGroups } from '../../../kernel/index.ts';
import { sweepClaim, type SweepHandle, type SweepState } from '../../engine/index.ts';
import type { Branch } from '../../playback/index.ts';
import { Button, Select } from '../../theme/index.ts';
import { pairedOf } from './paired.ts';
import { RunGrid } from './RunGrid.tsx';
import { ShortStory } from './ShortStory.tsx';
import { SweepResult } from './SweepResult.tsx';
import type { ShrunkHandle } from './use-shrunk.ts';
import styles from './RunsPanel.module.css';

/** All sweeps use these seeds, so that two designs meet the same traffic and the same faults. */
const SEED = 'sweep';
const COUNTS = [100, 1000, 10_000];

export interface RunsPanelProps {
  readonly branch: Branch;
  readonly sweep: SweepHandle;
  readonly shrunk: ShrunkHandle;
}

export function RunsPanel({ branch, sweep, shrunk }: RunsPanelProps) {
  const [count, setCount] = useState(1000);
  const [before, setBefore] = useState<SweepState | null>(null);
  const { state } = sweep;
  const { design } = branch.input;
  // A shrunk story is loaded with its losses written down; the sweep goes on with the whole scenario.
  const scenario =
    state?.order.scenario.id === branch.input.scenario.id
      ? state.order.scenario
      : branch.input.scenario;
  const isRunning = state?.status === 'running';
  const start = () => {
    if (state?.status === 'finished') setBefore(state);
    shrunk.clear();
    sweep.start({ scenario, design, seed: SEED, count });
  };

  return (
    <div className={styles.runs}>
      <div className={styles.tools}>
        {isRunning ? (
          <Button Icon={Square} onClick={sweep.cancel}>
            Cancel
          </Button>
        ) : (
          <Button look="primary" Icon={Dices} onClick={start}>
            Run {digitsInGroups(count)} times
          </Button>
        )}
        <Select
          label="How many runs"
          hideLabel
          disabled={isRunning}
          value={String(count)}
          options={COUNTS.map((each) => ({
            value: String(each),
            label: `${digitsInGroups(each)} runs`,
          }))}
          onChange={(value) => setCount(Number(value))}
        />
        {state !== null && <Progress state={state} />}
      </div>
      {state === null ? (
        <p className={styles.about}>{aboutText(branch)}</p>
      ) : (
        <Columns
          state={state}
          before={before}
          shrunk={shrunk}
          isStale={state.order.design !== design}
        />
      )}
    </div>
  );
}

interface ColumnsProps {
  readonly state: SweepState;
  /** The last sweep before this one. */
  readonly before: SweepState | null;
  readonly shrunk: ShrunkHandle;
  readonly isStale: boolean;
}

function Columns({ state, before, shrunk, isStale }: ColumnsProps) {
  const tell = (failure: Failure) => shrunk.shrink(state.order, failure);
  return (
    <div className={styles.columns}>
      <div className={styles.left}>
        <p className={styles.claim} role="status">
          {state.done > 0 && sweepClaim(state)}
        </p>
        {state.sentence !== '' && (
          <p className={styles.trouble} role="alert">
            {state.sentence}
          </p>
        )}
        <RunGrid
          state={state}
          chosen={shrunk.shrunk?.failure.nth}
          onChoose={(nth) => {
            const failure = state.failures.find((each) => each.nth === nth);
            if (failure !== undefined) tell(failure);
          }}
        />
      </div>
      <div className={styles.right}>
        {shrunk.shrunk !== null && <ShortStory shrunk={shrunk.shrunk} order={state.order} />}
        <SweepResult
          state={state}
          isStale={isStale}
          paired={pairedOf(before, state)}
          onChoose={tell}
        />
      </div>
    </div>
  );
}

function Progress({ state }: { state: SweepState }) {
  const { done, outcomes, elapsedMs, status } = state;
  const seconds = (elapsedMs / 1000).toFixed(1);
  return (
    <div className={styles.progress}>
      {status === 'running' && (
        <progress value={done} max={outcomes.length} aria-label="Runs made" />
      )}
      <span>
        {digitsInGroups(done)} of {digitsInGroups(outcomes.length)} runs
        {status === 'cancelled' && ', cancelled'} in {seconds} s
      </span>
    </div>
  );
}

function aboutText({ input }: Branch): string {
  const { faults } = input.scenario;
  const isCalm = faults.most === 0 || faults.kinds.length === 0;
  const each = 'Once proves nothing. Each run has its own chance, its own messages';
  return isCalm
    ? `${each}; this scenario allows no faults, so only timing differs.`
    : `${each} and its own faults. Red squares are runs that break a check; each has a story.`;
}
