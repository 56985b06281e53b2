/** Run this design a thousand times: the grid, an honest sentence, and the smallest failing story. */
import { useState } from 'react';
import { Dices, Square } from 'lucide-react';
import { digitsInGroups } from '../../../kernel/index.ts';
import type { SweepState } from '../../engine/index.ts';
import { usePlayback, type Branch } from '../../playback/index.ts';
import {
  isSameDesign,
  othersThan,
  type FailureStoryHandle,
  type NamedDesign,
  type PairedSweepHandle,
} from '../../sweep/index.ts';
import { Button, Select } from '../../theme/index.ts';
import { RunsResult } from './RunsResult.tsx';
import styles from './RunsPanel.module.css';

/** All sweeps use these seeds, so that two designs meet the same traffic and the same faults. */
const SEED = 'sweep';
const COUNTS = [20, 100, 1000, 10_000];
/** Runs of more records than this take long: fewer of them are proposed. */
const RECORDS_MANY = 20_000;
const RECORDS_VERY_MANY = 100_000;

export interface RunsPanelProps {
  readonly branch: Branch;
  readonly sweep: PairedSweepHandle;
  readonly story: FailureStoryHandle;
}

export function RunsPanel({ branch, sweep, story }: RunsPanelProps) {
  const [chosenCount, setCount] = useState<number | null>(null);
  const [againstId, setAgainst] = useState('');
  const { state, isRunning } = sweep;
  const { design } = branch.input;
  const count = chosenCount ?? countFor(branch);
  // A shrunk story is loaded with its losses written down; the sweep goes on with the whole scenario.
  const scenario =
    state?.order.scenario.id === branch.input.scenario.id
      ? state.order.scenario
      : branch.input.scenario;
  const others = othersThan(design, scenario, useBesides(branch));
  const against = others.find(({ id }) => id === againstId);
  const start = () => {
    story.clear();
    sweep.start({ scenario, design, seed: SEED, count }, against?.design);
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
        <CountSelect count={count} disabled={isRunning} onChange={setCount} />
        <Select
          label="Compare with another design"
          hideLabel
          disabled={isRunning || others.length === 0}
          value={against?.id ?? ''}
          options={[
            { value: '', label: 'this design alone' },
            ...others.map(({ id, label }) => ({ value: id, label: `against ${label}` })),
          ]}
          onChange={setAgainst}
        />
        {state !== null && <Progress state={state} against={sweep.against} />}
      </div>
      {state === null ? (
        <p className={styles.about}>{aboutText(branch)}</p>
      ) : (
        <RunsResult
          state={state}
          against={sweep.against}
          story={story}
          isStale={!isSameDesign(state.order.design, design)}
        />
      )}
    </div>
  );
}

interface CountSelectProps {
  readonly count: number;
  readonly disabled: boolean;
  readonly onChange: (count: number) => void;
}

function CountSelect({ count, disabled, onChange }: CountSelectProps) {
  return (
    <Select
      label="How many runs"
      hideLabel
      disabled={disabled}
      value={String(count)}
      options={COUNTS.map((each) => ({
        value: String(each),
        label: `${digitsInGroups(each)} runs`,
      }))}
      onChange={(value) => onChange(Number(value))}
    />
  );
}

/** The designs of the other futures on screen. */
function useBesides({ id, input }: Branch): readonly NamedDesign[] {
  const branches = usePlayback((state) => state.branches);
  return branches
    .filter((each) => each.id !== id && each.input.scenario.id === input.scenario.id)
    .map((each) => ({ id: each.id, label: `that of “${each.name}”`, design: each.input.design }));
}

function countFor({ view }: Branch): number {
  if (view.length > RECORDS_VERY_MANY) return 20;
  return view.length > RECORDS_MANY ? 100 : 1000;
}

function Progress({ state, against }: { state: SweepState; against: SweepState | null }) {
  const { done, outcomes, elapsedMs, status } = state;
  const isSecond = status !== 'running' && against?.status === 'running';
  const shown = isSecond ? against : state;
  const seconds = (elapsedMs / 1000).toFixed(1);
  return (
    <div className={styles.progress}>
      {(status === 'running' || isSecond) && (
        <progress value={shown.done} max={shown.outcomes.length} aria-label="Runs made" />
      )}
      <span>
        {isSecond
          ? `${digitsInGroups(against.done)} of ${digitsInGroups(against.outcomes.length)} runs of the other design`
          : `${digitsInGroups(done)} of ${digitsInGroups(outcomes.length)} runs${status === 'cancelled' ? ', cancelled' : ''} in ${seconds} s`}
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
