/** What a sweep says beside its sentence: by check, what was tried and what was never reached. */
import type { Failure } from '../../../explore/index.ts';
import { digitsInGroups } from '../../../kernel/index.ts';
import { CHECK_NAMES } from '../../../scenarios/index.ts';
import { sweepTally, type SweepState } from '../../engine/index.ts';
import type { Paired } from './paired.ts';
import styles from './RunsPanel.module.css';

const FAILURES_SHOWN = 12;

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
  readonly paired: Paired | null;
  readonly onChoose: (failure: Failure) => void;
}

export function SweepResult({ state, isStale, paired, onChoose }: SweepResultProps) {
  const tally = sweepTally(state);
  const checks = CHECK_NAMES.flatMap((name) => {
    const counts = tally.byCheck[name];
    return counts === undefined ? [] : [{ name, ...counts }];
  });
  const reached = Object.entries(tally.reached);
  const never = reached.filter(([, runs]) => runs === 0).map(([fault]) => wordsFor(fault));
  const met = reached.filter(([, runs]) => runs > 0);
  return (
    <div className={styles.result}>
      {isStale && <p className={styles.trouble}>The design has changed since: run it again.</p>}
      {paired !== null && (
        <p>
          Against the design before, on the same seeds: <strong>{paired.fixed}</strong> runs mended,{' '}
          <strong>{paired.newlyBroken}</strong> newly broken, {paired.both} broken in both.
        </p>
      )}
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
      <p className={styles.small}>
        {met.length > 0 &&
          `Met: ${met.map(([fault, runs]) => `${wordsFor(fault)} in ${digitsInGroups(runs)}`).join(', ')}. `}
        {never.length > 0 && `Never met, so not proved: ${never.join(', ')}.`}
      </p>
      {state.failures.length > 0 && <BrokenRuns failures={state.failures} onChoose={onChoose} />}
    </div>
  );
}

const wordsFor = (fault: string): string => FAULT_WORDS[fault] ?? fault;

function BrokenRuns(props: { failures: readonly Failure[]; onChoose: (failure: Failure) => void }) {
  const { failures, onChoose } = props;
  const more = failures.length - FAILURES_SHOWN;
  return (
    <div>
      <h3 className={styles.heading}>Broken runs</h3>
      <ul className={styles.broken}>
        {failures.slice(0, FAILURES_SHOWN).map((failure) => (
          <li key={failure.nth}>
            <button type="button" title={failure.because} onClick={() => onChoose(failure)}>
              {failure.nth} <span>{failure.id}</span>
            </button>
          </li>
        ))}
        {more > 0 && <li className={styles.small}>and {digitsInGroups(more)} more</li>}
      </ul>
    </div>
  );
}
