/** The whole run as a line to seek on, with its faults, drops, broken checks and bookmarks. */
import { memo, type CSSProperties, type KeyboardEvent } from 'react';
import { timeInWords } from '../../kernel/index.ts';
import { useBranch, usePlayback, usePlaybackHandle, type Branch } from '../playback/index.ts';
import { clockText } from './clock-text.ts';
import type { Marks } from './marks.ts';
import { useToldMarks } from './use-marks.ts';
import styles from './Scrubber.module.css';

const PAGE_SHARE = 0.05;

export function Scrubber() {
  const branch = useBranch();
  const marks = useToldMarks();
  if (branch === undefined) return <div className={styles.scrubber} />;
  return (
    <div className={styles.scrubber}>
      <MarkStrip marks={marks} endUs={branch.endUs} />
      <Computed branch={branch} />
      <PlayheadRange branch={branch} />
      <Parting branch={branch} />
      <Flags marks={marks} endUs={branch.endUs} />
    </div>
  );
}

/** The only part that a frame of playing draws anew. */
function PlayheadRange({ branch }: { branch: Branch }) {
  const playback = usePlaybackHandle();
  const timeUs = usePlayback((state) => state.playhead.timeUs);
  const { endUs } = branch;
  const move = (event: KeyboardEvent) => {
    const to = timeAfterKey(event.key, timeUs, endUs);
    if (to !== undefined) playback.seekTime(to);
    // Arrows step from event to event, here as everywhere.
    if (to !== undefined || event.key.startsWith('ArrowUp') || event.key === 'ArrowDown') {
      event.preventDefault();
    }
  };
  return (
    <>
      <div
        className={styles.played}
        style={{ '--share': endUs > 0 ? timeUs / endUs : 0 } as CSSProperties}
      />
      <input
        type="range"
        className={styles.range}
        aria-label="Time"
        aria-valuetext={`${clockText(timeUs)} of ${timeInWords(endUs)}`}
        min={0}
        max={endUs}
        step="any"
        value={timeUs}
        onChange={(event) => playback.seekTime(Number(event.target.value))}
        onKeyDown={move}
      />
    </>
  );
}

/** Where a key of the slider leads; undefined when the key means nothing here. */
export function timeAfterKey(key: string, timeUs: number, endUs: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return endUs;
  if (key === 'PageUp') return Math.min(endUs, timeUs + endUs * PAGE_SHARE);
  if (key === 'PageDown') return Math.max(0, timeUs - endUs * PAGE_SHARE);
  return undefined;
}

const share = (timeUs: number, endUs: number): string =>
  `${endUs > 0 ? (timeUs / endUs) * 100 : 0}%`;

/** Drawn when the run has grown, not when it plays. */
const MarkStrip = memo(function MarkStrip({ marks, endUs }: { marks: Marks; endUs: number }) {
  const at = (timeUs: number) => ((timeUs / endUs) * 1000).toFixed(2);
  return (
    <svg className={styles.marks} viewBox="0 0 1000 30" preserveAspectRatio="none" aria-hidden>
      {marks.faults.map((fault) => (
        <rect
          key={fault.record}
          className={styles.fault}
          x={at(fault.fromUs)}
          width={Math.max(2, Number(at(fault.toUs)) - Number(at(fault.fromUs)))}
          y={19}
          height={4}
        />
      ))}
      <path
        className={styles.trouble}
        d={marks.troublesUs.map((timeUs) => `M${at(timeUs)} 4V12`).join('')}
      />
    </svg>
  );
});

/** What is to come is there, but not computed yet. */
function Computed({ branch }: { branch: Branch }) {
  if (branch.state === 'finished') return null;
  const isOver = branch.state !== 'running';
  return (
    <div
      className={isOver ? styles.never : styles.notYet}
      style={{ left: share(branch.reachUs, branch.endUs) }}
      title={isOver ? 'The run was stopped before this time' : 'Being computed'}
    />
  );
}

/** Where this future left the one it was made from. */
function Parting({ branch: { split, endUs } }: { branch: Branch }) {
  if (split === null) return null;
  return (
    <span
      className={styles.parting}
      style={{ left: share(split.timeUs, endUs) }}
      title={`Another future begins at ${clockText(split.timeUs)}`}
    />
  );
}

const Flags = memo(function Flags({ marks, endUs }: { marks: Marks; endUs: number }) {
  const playback = usePlaybackHandle();
  const bookmarks = usePlayback((state) => state.bookmarks);
  return (
    <>
      {marks.broken.map(({ record, timeUs, label }) => (
        <button
          key={`${record} ${label}`}
          type="button"
          tabIndex={-1}
          className={styles.broken}
          style={{ left: share(timeUs, endUs) }}
          title={label}
          aria-label={`Go to where ${label}`}
          onClick={() => playback.seekRecord(record + 1)}
        />
      ))}
      {bookmarks.map(({ id, name, timeUs }) => (
        <button
          key={id}
          type="button"
          tabIndex={-1}
          className={styles.bookmark}
          style={{ left: share(timeUs, endUs) }}
          title={`${name}, ${clockText(timeUs)}`}
          aria-label={`Go to ${name}`}
          onClick={() => playback.seekTime(timeUs)}
        />
      ))}
    </>
  );
});
