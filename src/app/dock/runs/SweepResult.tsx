/** What a sweep says beside its sentence: by check, what was tried and what was never reached. */
import type { Failure } from '../../../explore/index.ts';
import { digitsInGroups } from '../../../kernel/index.ts';
import { CHECK_NAMES } from '../../../scenarios/index.ts';
import { sweepTally, type SweepState } from '../../engine/index.ts';
import { RunChips } from '../../sweep/index.ts';
import styles from './RunsPanel.module.css';

/** How a kind of fault is called in a list of what was met. */
const FAULT_WORDS: Readonly<Record<string, string>> = {
  crash: 'a crash',
  cut: 'a cut',
  pause: 'a pause',
  airplane: 'airplane mode',
  background: 'an app in the background',
  drop: 'a dropped packet',
  slow: 'a slow link',
  skew: 'a wrong clock',
  loss: 'bad luck on the network',
};

export interface SweepResultProps {
  readonly state: SweepState;
  /** The design has changed since. */
  readonly isStale: boolean;
  readonly failures: readonly Failure[];
  readonly onChoose: (failure: Failure) => void;
}

export function SweepResult({ state, isStale, failures, onChoose }: SweepResultProps) {
  const tally = sweepTally(state);
  const checks = CHECK_NAMES.flatMap((name) => {
    const counts = tally.byCheck[name];
    return counts === undefined ? [] : [{ name, ...counts }];
  });
  const reached = Object.entries(tally.reached);
  const untested = checks.filter(({ holds, broken }) => holds === 0 && broken === 0);
  const never = reached.filter(([, runs]) => runs === 0).map(([fault]) => wordsFor(fault));
  const met = reached.filter(([, runs]) => runs > 0);
  return (
    <div className={styles.result}>
      {isStale && <p className={styles.trouble}>The design has changed since: run it again.</p>}
      <table className={styles.byCheck}>
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">broken</th>
            <th scope="col">holds</th>
            <th scope="col">not proved</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ name, holds, notProved, broken }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-some={broken > 0 || undefined}>{digitsInGroups(broken)}</td>
              <td>{digitsInGroups(holds)}</td>
              <td>{digitsInGroups(notProved)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {tally.runs > 0 && untested.length > 0 && (
        <p className={styles.untested}>
          Never put to the test, so not proved: {untested.map(({ name }) => name).join(', ')}.
        </p>
      )}
      <p className={styles.small}>
        {met.length > 0 &&
          `Met: ${met.map(([fault, runs]) => `${wordsFor(fault)} in ${digitsInGroups(runs)}`).join(', ')}. `}
        {never.length > 0 && `Never met, so not proved: ${never.join(', ')}.`}
      </p>
      <RunChips title="Broken runs" failures={failures} onChoose={onChoose} />
    </div>
  );
}

const wordsFor = (fault: string): string => FAULT_WORDS[fault] ?? fault;
