/** The line below the stage: what has just happened in a sentence, and what is on its way. */
import { recordKind } from '../../models/index.ts';
import { useBranch, usePlayback, usePlaybackHandle, useProjection } from '../playback/index.ts';
import type { Branch } from '../playback/index.ts';
import { tokensInFlight } from './projections/tokens-in-flight.ts';
import { sentenceAt } from './sentence-at.ts';
import { inWords, nodeTitle, timeText } from './words.ts';
import styles from './Stage.module.css';

/** The newest record before the playhead that is of interest to a person; -1 when none is. */
function lastOfInterest(branch: Branch, record: number): number {
  const { kind } = branch.view.columns;
  const end = Math.min(record, branch.view.length);
  const start = Math.max(0, end - 50);
  for (let at = end - 1; at >= start; at--) {
    if (recordKind(kind[at]!).level !== 'inner') return at;
  }
  return end - 1;
}

export function NowLine() {
  const branch = useBranch()!;
  const playhead = usePlayback((state) => state.playhead);
  const playing = usePlayback((state) => state.playing);
  const at = lastOfInterest(branch, playhead.record);
  const sentence = at < 0 ? 'Nothing has happened yet.' : sentenceAt(branch, at);
  return (
    <div className={styles.now}>
      <span className={styles.clock}>{timeText(playhead.timeUs)}</span>
      {/* While it plays, each sentence is gone before it could be read aloud. */}
      <span className={styles.sentence} aria-live={playing ? 'off' : 'polite'}>
        {sentence}
      </span>
      <OnTheWay />
    </div>
  );
}

/** Packets on the wire as buttons, for those who do not point at things that move. */
function OnTheWay() {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const { flights } = useProjection(tokensInFlight);
  const first = [...flights.values()].filter((flight) => flight.message >= 0).slice(0, 12);
  const nameOf = (node: number) => nodeTitle(branch.nodes.nodes[node]!);
  if (flights.size === 0) return null;
  return (
    <details className={styles.onTheWay}>
      <summary>{flights.size} on the way</summary>
      <ul className={styles.flights}>
        {first.map((flight) => (
          <li key={flight.record}>
            <button
              type="button"
              onClick={() => playback.select({ kind: 'record', record: flight.record })}
            >
              {inWords(branch.view.names.text(flight.packet))}: {nameOf(flight.from)} to{' '}
              {nameOf(flight.to)}
            </button>
          </li>
        ))}
        {first.length === 0 && <li>Only heartbeats and the like.</li>}
      </ul>
    </details>
  );
}
