/** Gives a playback to everything below it, and lets components read the run at its playhead. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { createEngine } from '../engine/index.ts';
import type { Branch } from './branch.ts';
import { Playback } from './playback.ts';
import type { Projection } from './projection.ts';
import type { PlaybackState } from './state.ts';

const PlaybackContext = createContext<Playback | null>(null);

export function PlaybackProvider({
  playback,
  children,
}: {
  readonly playback: Playback;
  readonly children: ReactNode;
}) {
  return <PlaybackContext value={playback}>{children}</PlaybackContext>;
}

/** A playback with a worker of its own, for as long as the component is on screen. */
export function useNewPlayback(): Playback {
  // Made once; its worker starts with the first run, and again if the component comes back.
  const [playback] = useState(() => new Playback(createEngine()));
  useEffect(() => () => playback.dispose(), [playback]);
  return playback;
}

export function usePlaybackHandle(): Playback {
  const playback = useContext(PlaybackContext);
  if (playback === null) throw new Error('no playback here: put a PlaybackProvider around it');
  return playback;
}

export function usePlayback<Value>(selector: (state: PlaybackState) => Value): Value {
  return useStore(usePlaybackHandle().store, selector);
}

export function useBranch(): Branch | undefined {
  return usePlayback(({ branches, currentId }) => branches.find(({ id }) => id === currentId));
}

/** A fold at the playhead. The object is the same from frame to frame: never compare it. */
export function useProjection<State>(projection: Projection<State>): State {
  const playback = usePlaybackHandle();
  usePlayback((state) => state.playhead.record);
  useBranch();
  return playback.read(projection);
}
