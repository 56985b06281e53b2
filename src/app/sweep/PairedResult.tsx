/** Two designs on the same seeds: what one mends of the other, and what it newly breaks. */
import type { Failure } from '../../explore/index.ts';
import { digitsInGroups } from '../../kernel/index.ts';
import type { SweepState } from '../engine/index.ts';
import type { Paired } from './paired.ts';
import { RunChips } from './RunChips.tsx';
import styles from './PairedResult.module.css';

export interface PairedResultProps {
  readonly paired: Paired;
  readonly state: SweepState;
  readonly against: SweepState;
  /** Tells a failure of one of the two sweeps. */
  readonly onChoose: (failure: Failure, of: SweepState) => void;
}

export function PairedResult({ paired, state, against, onChoose }: PairedResultProps) {
  const { fixed, newlyBroken, both, neither, pairs } = paired;
  return (
    <section className={styles.paired} aria-label="Two designs on the same seeds">
      <h2 className={styles.heading}>Against the other design, on the same seeds</h2>
      <dl className={styles.counts}>
        <div data-tone="good">
          <dt>mended</dt>
          <dd>{digitsInGroups(fixed.length)}</dd>
        </div>
        <div data-tone={newlyBroken.length > 0 ? 'bad' : undefined}>
          <dt>newly broken</dt>
          <dd>{digitsInGroups(newlyBroken.length)}</dd>
        </div>
        <div>
          <dt>broken in both</dt>
          <dd>{digitsInGroups(both)}</dd>
        </div>
        <div>
          <dt>broken in neither</dt>
          <dd>{digitsInGroups(neither)}</dd>
        </div>
      </dl>
      {pairs < state.outcomes.length && (
        <p className={styles.small}>
          {digitsInGroups(pairs)} of {digitsInGroups(state.outcomes.length)} pairs so far.
        </p>
      )}
      <RunChips
        title="Newly broken"
        failures={newlyBroken}
        onChoose={(failure) => onChoose(failure, state)}
      />
      <RunChips
        title="Mended: how they broke before"
        failures={fixed}
        onChoose={(failure) => onChoose(failure, against)}
      />
    </section>
  );
}
