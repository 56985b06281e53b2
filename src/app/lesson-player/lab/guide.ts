/** Plays a run to a record and no further, slowly where something happens; whoever sits there may take over. */
import type { Branch, Playback } from '../../playback/index.ts';
import { paceAt, timesOfInterest } from './stops.ts';

/** A wait longer than this is passed over at the start; the rest is enough to see where one is. */
const WAIT_US = 100_000;
const BEFORE_US = 60_000;

const isStill = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Resolves when the playhead stands at or behind that many records. A pause or a step of the
 * reader's own does not end it; a speed of their own is kept from then on.
 */
export function playTo(
  playback: Playback,
  branch: Branch,
  records: number,
  signal: AbortSignal,
): Promise<void> {
  if (isStill()) {
    playback.seekRecord(records);
    return Promise.resolve();
  }
  const times = timesOfInterest(branch, records);
  let own = playback.store.getState().speed;
  skipIdle(playback, times);
  return new Promise((resolve) => {
    const leave = () => {
      unsubscribe();
      signal.removeEventListener('abort', leave);
      playback.setPauseAt(null);
      playback.pause();
      resolve();
    };
    const look = () => {
      const { playhead, speed, playing, currentId } = playback.store.getState();
      if (currentId !== branch.id) return leave();
      if (playhead.record >= records) return leave();
      if (!playing || speed !== own) return;
      const wanted = paceAt(times, playhead.timeUs);
      if (wanted === speed) return;
      own = wanted;
      playback.setSpeed(wanted);
    };
    const unsubscribe = playback.store.subscribe(look);
    signal.addEventListener('abort', leave);
    own = paceAt(times, playback.store.getState().playhead.timeUs);
    playback.setPauseAt(records);
    playback.setSpeed(own);
    playback.play();
    look();
  });
}

/** Nobody waits for the seconds in which phones only connect. */
function skipIdle(playback: Playback, times: readonly number[]): void {
  const { timeUs } = playback.store.getState().playhead;
  const next = times.find((time) => time > timeUs);
  if (next === undefined || next - timeUs < WAIT_US) return;
  playback.seekTime(next - BEFORE_US);
}
