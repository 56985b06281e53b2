/** The marked instant at which two futures part: one line in, two lines out. */
import { storyOf } from '../../../measures/index.ts';
import type { Branch } from '../../playback/index.ts';
import styles from './Futures.module.css';

export interface ForkProps {
  readonly parent: Branch;
  readonly branch: Branch;
}

export function Fork({ parent, branch }: ForkProps) {
  const record = branch.split?.record;
  if (record === undefined || record >= parent.view.length) return null;
  const first = parent.view.readRecord(record);
  const sentence = storyOf(first, parent.view.names, parent.nodes);
  return (
    <figure className={styles.fork}>
      <figcaption>
        <p className={styles.shared}>Same taps, same milliseconds, same tunnel.</p>
        <p>
          They part at <strong>{(first.timeUs / 1000).toFixed(1)} ms</strong>. {sentence} In the
          other, it waits.
        </p>
      </figcaption>
      <svg className={styles.lines} viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden>
        <path d="M50 0V12" />
        <path data-side="left" d="M50 12C50 24 25 14 25 30" />
        <path data-side="right" d="M50 12C50 24 75 14 75 30" />
      </svg>
      <span className={styles.split} />
    </figure>
  );
}
