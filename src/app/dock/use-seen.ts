/** How far a tab of the dock may tell the run on screen. */
import { useBranch, usePlayback, usePlaybackHandle } from '../playback/index.ts';

/** The number of records that somebody has seen. */
export function useSeen(): number {
  const playback = usePlaybackHandle();
  return usePlayback(() => playback.seen());
}

/** All that is computed, or with `reveal: 'seen'` only what was seen. */
export function useTold(): number {
  const playback = usePlaybackHandle();
  const length = useBranch()?.view.length ?? 0;
  return usePlayback(({ reveal }) => (reveal === 'seen' ? playback.seen() : length));
}
