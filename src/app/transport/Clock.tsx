/** The simulated time of the playhead, in digits that keep their places. */
import { useBranch, usePlayback } from '../playback/index.ts';
import { clockParts } from './clock-text.ts';
import styles from './Transport.module.css';

export function Clock() {
  const timeUs = usePlayback((state) => state.playhead.timeUs);
  const endUs = useBranch()?.endUs ?? 0;
  const [ms, rest] = clockParts(timeUs);
  const [endMs] = clockParts(endUs);
  return (
    <div className={styles.clock}>
      <span className={styles.now} style={{ minWidth: `${endMs.length + 4}ch` }}>
        <strong>{ms}</strong>
        {rest}
      </span>
      <span className={styles.end}> / {endMs} ms</span>
    </div>
  );
}
