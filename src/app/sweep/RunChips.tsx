/** Failing runs as a short row of buttons, each telling its story. */
import type { Failure } from '../../explore/index.ts';
import { digitsInGroups } from '../../kernel/index.ts';
import styles from './PairedResult.module.css';

export interface RunChipsProps {
  readonly title: string;
  readonly failures: readonly Failure[];
  readonly onChoose: (failure: Failure) => void;
}

const SHOWN = 12;

export function RunChips({ title, failures, onChoose }: RunChipsProps) {
  const more = failures.length - SHOWN;
  if (failures.length === 0) return null;
  return (
    <div>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.chips}>
        {failures.slice(0, SHOWN).map((failure) => (
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
