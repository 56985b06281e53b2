/** Beats 7 to 10: one past and two futures side by side, then a thousand of each. */
import { useMemo } from 'react';
import { usePlayback } from '../../playback/index.ts';
import type { BeatProps } from './BeatWords.tsx';
import { Fork } from './Fork.tsx';
import { Future } from './Future.tsx';
import { Thousand } from './Thousand.tsx';
import styles from './Futures.module.css';

export function Futures({ context }: BeatProps) {
  const branches = usePlayback((state) => state.branches);
  const nowUs = usePlayback(({ playhead }) => playhead.timeUs);
  const [pushed, acknowledged] = useMemo(
    () => [context.cutId, context.otherId].map((id) => branches.find((each) => each.id === id)),
    [branches, context.cutId, context.otherId],
  );
  if (pushed === undefined || acknowledged === undefined) return null;
  return (
    <div className={styles.futures}>
      <Fork parent={pushed} branch={acknowledged} />
      <div className={styles.pair}>
        <Future branch={pushed} evidence="push" nowUs={nowUs} />
        <Future branch={acknowledged} evidence="deviceAck" nowUs={nowUs} />
      </div>
      <Thousand />
    </div>
  );
}
