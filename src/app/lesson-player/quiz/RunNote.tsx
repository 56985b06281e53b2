/** What stands below an answer that a run decides: that it runs, what decided it, or why it did not run. */
import type { Decision } from '../../../lesson/index.ts';
import type { Branch } from '../../playback/index.ts';
import { sentenceAt } from '../../stage/index.ts';
import { clockText } from '../../transport/index.ts';
import findingStyles from '../beats/Findings.module.css';
import type { ItemRun } from './use-item-run.ts';
import styles from '../beats/Cards.module.css';

export interface RunNoteProps {
  readonly run: ItemRun;
  readonly branch: Branch | null;
  /** Left out where a number was asked for: the whole run decides it. */
  readonly decision?: Decision | undefined;
}

export function RunNote({ run: { isBusy, trouble }, branch, decision }: RunNoteProps) {
  if (trouble !== '') return <p className={styles.note}>It could not be run: {trouble}</p>;
  if (isBusy) {
    return (
      <p className={styles.note} role="status">
        It runs …
      </p>
    );
  }
  if (branch === null) return null;
  return (
    <div className={findingStyles.event}>
      <p>
        <span className={findingStyles.tag}>It was run here, seed {branch.input.seed}</span>
        {decision === undefined || decision.record < 0 ? (
          <>Up to the end, after {clockText(branch.endUs)}.</>
        ) : (
          <>
            {sentenceAt(branch, decision.record)}{' '}
            <span className={findingStyles.time}>
              {clockText(branch.view.columns.timeUs[decision.record] ?? 0)}
            </span>
          </>
        )}
      </p>
    </div>
  );
}
