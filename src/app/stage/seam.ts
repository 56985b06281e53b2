/** What the stage asks of the playback: the run on screen, the playhead, and folds at the playhead. */
import { createContext, useContext } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { TraceRecord, TraceView } from '../../kernel/index.ts';
import type { Inspection, Topology } from '../../models/index.ts';
import type { Action } from '../../scenarios/index.ts';
import type { RunInput } from '../../world/index.ts';

export interface Branch {
  readonly id: string;
  readonly name: string;
  readonly input: RunInput;
  readonly view: TraceView;
  readonly nodes: Topology;
  readonly endUs: number;
}

export interface Playhead {
  /** Records [0, record) have happened. */
  readonly record: number;
  readonly timeUs: number;
}

export type Selection =
  | { readonly kind: 'node'; readonly node: number }
  | { readonly kind: 'link'; readonly from: number; readonly to: number }
  | { readonly kind: 'message'; readonly message: string }
  | { readonly kind: 'tick'; readonly message: string; readonly phone: number }
  | { readonly kind: 'record'; readonly record: number };

export interface Projection<State> {
  start(branch: Branch): State;
  apply(state: State, record: TraceRecord, branch: Branch): void;
  copy(state: State): State;
}

export interface PlaybackState {
  readonly branches: readonly Branch[];
  readonly currentId: string;
  readonly playhead: Playhead;
  readonly playing: boolean;
  readonly speed: number;
  readonly selection: Selection | null;
  edit(action: Action): Promise<void>;
  select(selection: Selection | null): void;
  seekRecord(record: number): void;
  inspect(
    node: number,
  ): Promise<
    Inspection & { readonly states: readonly { readonly region: string; readonly state: string }[] }
  >;
}

export interface Playback {
  readonly store: StoreApi<PlaybackState>;
  read<State>(projection: Projection<State>): State;
}

export const PlaybackContext = createContext<Playback | null>(null);

export function usePlaybackHandle(): Playback {
  const playback = useContext(PlaybackContext);
  if (playback === null) throw new Error('no playback here: put a PlaybackProvider around it');
  return playback;
}

export function usePlayback<Value>(selector: (state: PlaybackState) => Value): Value {
  return useStore(usePlaybackHandle().store, selector);
}

export function useProjection<State>(projection: Projection<State>): State {
  const playback = usePlaybackHandle();
  usePlayback((state) => state.playhead.record);
  return playback.read(projection);
}
