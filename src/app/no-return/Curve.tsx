/** The drawing of the curve, its points as a list for those who do not see it, and the playhead. */
import type { MouseEvent } from 'react';
import type { Chance, NoReturn } from '../../explore/index.ts';
import { usePlayback, usePlaybackHandle, type Branch } from '../playback/index.ts';
import { afterPath, chanceText, curvePaths } from './curve.ts';
import styles from './NoReturn.module.css';

export interface Known {
  readonly chances: readonly Chance[];
  readonly jump?: NoReturn['jump'];
}

export interface CurveProps {
  readonly branch: Branch;
  readonly known: Known;
}

export function Curve({ branch, known }: CurveProps) {
  const playback = usePlaybackHandle();
  const { endUs } = branch;
  const { chances, jump } = known;
  const { line, band } = curvePaths(chances, endUs);
  const share = (timeUs: number): string => `${((timeUs / endUs) * 100).toFixed(3)}%`;
  const seek = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    playback.pause();
    playback.seekTime(((event.clientX - box.left) / box.width) * endUs);
  };
  return (
    <>
      {/* The line of time above does the same by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above */}
      <div
        className={styles.curve}
        role="img"
        aria-label={`The chance of the bad end over time, at ${chances.length} moments; the list has the numbers.`}
        onClick={seek}
      >
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" className={styles.drawing}>
          <path className={styles.grid} d="M0 0H1000M0 500H1000M0 1000H1000" />
          <path className={styles.band} d={band} />
          <path className={styles.line} d={line} />
          {jump !== undefined && <path className={styles.after} d={afterPath(chances, endUs)} />}
        </svg>
        {chances.map((chance) => (
          <span
            key={chance.ordinal}
            className={styles.point}
            style={{
              left: share(chance.timeUs),
              top: `${(1 - chance.bad / Math.max(1, chance.tries)) * 100}%`,
            }}
          />
        ))}
        {jump !== undefined && (
          <span className={styles.jump} style={{ left: share(jump.after.timeUs) }} />
        )}
        <Now endUs={endUs} />
        <span className={styles.most}>100 %</span>
        <span className={styles.least}>0 %</span>
      </div>
      <ul className="heard" aria-label="Chance of the bad end, with 95 % confidence">
        {chances.map((chance) => (
          <li key={chance.ordinal}>
            {(chance.timeUs / 1e6).toFixed(1)} s: {chanceText(chance)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Now({ endUs }: { readonly endUs: number }) {
  const timeUs = usePlayback((state) => state.playhead.timeUs);
  return <span className={styles.now} style={{ left: `${(timeUs / endUs) * 100}%` }} />;
}
