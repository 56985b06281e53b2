/** What a sweep has found so far: its sentence, the runs in three forms, and one story. */
import { useEffect, useState } from 'react';
import { Play } from 'lucide-react';
import type { Failure, ShrinkResult } from '../../../explore/index.ts';
import { planFor } from '../../../scenarios/index.ts';
import { sweepClaim, type SweepOrder, type SweepState } from '../../engine/index.ts';
import { usePlaybackHandle, type Playback } from '../../playback/index.ts';
import {
  CheckGrid,
  FailureStory,
  FailureTable,
  pairedOf,
  PairedResult,
  type FailureStoryHandle,
} from '../../sweep/index.ts';
import { Button, Segmented } from '../../theme/index.ts';
import { RunGrid } from './RunGrid.tsx';
import { SweepResult } from './SweepResult.tsx';
import styles from './RunsPanel.module.css';

export interface RunsResultProps {
  readonly state: SweepState;
  readonly against: SweepState | null;
  readonly story: FailureStoryHandle;
  readonly isStale: boolean;
}

const FORMS = [
  { value: 'runs', label: 'Runs' },
  { value: 'checks', label: 'By check' },
  { value: 'table', label: 'Table' },
] as const;

export function RunsResult({ state, against, story, isStale }: RunsResultProps) {
  const playback = usePlaybackHandle();
  const paired = pairedOf(against, state);
  const { order, failures } = state;
  const { told, tell } = story;
  const choose = (failure: Failure) => tell(order, failure);
  useFirstTold(state, story);
  return (
    <div className={styles.columns}>
      <div className={styles.left}>
        <p className={styles.claim} role="status" aria-busy={state.status === 'running'}>
          {state.done > 0 && sweepClaim(state)}
        </p>
        {state.sentence !== '' && (
          <p className={styles.trouble} role="alert">
            {state.sentence}
          </p>
        )}
        <Runs
          state={state}
          chosen={told?.order === order ? told.failure.nth : undefined}
          onChoose={choose}
        />
      </div>
      <div className={styles.right}>
        {told !== null && (
          <FailureStory
            told={told}
            deeds={({ result, failure }) => (
              <>
                <Button
                  look="primary"
                  Icon={Play}
                  onClick={() => void watchShrunk(playback, result, failure.nth)}
                >
                  Watch this story
                </Button>
                <Button onClick={() => void watchWhole(playback, told.order, failure)}>
                  Load run {failure.nth} as it was
                </Button>
              </>
            )}
          />
        )}
        {paired !== null && against !== null && (
          <PairedResult
            paired={paired}
            state={state}
            against={against}
            onChoose={(failure, of) => tell(of.order, failure)}
          />
        )}
        <SweepResult state={state} isStale={isStale} failures={failures} onChoose={choose} />
      </div>
    </div>
  );
}

/** The first failure that comes is told at once: nobody has to look for it. */
function useFirstTold({ order, failures }: SweepState, { told, tell }: FailureStoryHandle): void {
  const [first] = failures;
  const isDue = first !== undefined && told === null;
  useEffect(() => {
    if (isDue) tell(order, first);
  }, [isDue, order, first, tell]);
}

interface RunsProps {
  readonly state: SweepState;
  readonly chosen: number | undefined;
  readonly onChoose: (failure: Failure) => void;
}

function Runs({ state, chosen, onChoose }: RunsProps) {
  const [form, setForm] = useState<(typeof FORMS)[number]['value']>('runs');
  return (
    <>
      <div className={styles.forms}>
        <Segmented label="Form" value={form} options={FORMS} onChange={setForm} />
      </div>
      {form === 'runs' && (
        <RunGrid
          state={state}
          chosen={chosen}
          onChoose={(nth) => {
            const failure = state.failures.find((each) => each.nth === nth);
            if (failure !== undefined) onChoose(failure);
          }}
        />
      )}
      {form === 'checks' && <CheckGrid state={state} onChoose={onChoose} />}
      {form === 'table' && <FailureTable state={state} onChoose={onChoose} />}
    </>
  );
}

/** Loaded, paused just before the first thing that is told. */
async function watchShrunk(playback: Playback, result: ShrinkResult, nth: number): Promise<void> {
  const { scenario, design, seed, plan, story } = result;
  await playback.load({ scenario, design, seed, plan, edits: [] }, `Run ${nth}, shortest`);
  playback.seekRecord(story.records[0] ?? 0);
}

async function watchWhole(
  playback: Playback,
  { scenario, design }: SweepOrder,
  { seed, nth }: Failure,
): Promise<void> {
  const plan = planFor(scenario, seed);
  await playback.load({ scenario, design, seed, plan, edits: [] }, `Run ${nth}`);
}
