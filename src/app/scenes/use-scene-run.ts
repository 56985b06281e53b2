/** The runs of a scene: one for each position of the knob that was tried, shown at the same time. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { usePlayback, usePlaybackHandle, type Branch, type Playback } from '../playback/index.ts';
import type { Scene } from './scene.ts';

export interface SceneRun {
  readonly value: string;
  readonly choose: (value: string) => void;
  /** A run is being computed. */
  readonly isBusy: boolean;
  readonly others: readonly Branch[];
}

export function useSceneRun(scene: Scene): SceneRun {
  const playback = usePlaybackHandle();
  const [value, setValue] = useState(scene.knob.initial);
  const branches = usePlayback((state) => state.branches);
  const currentId = usePlayback((state) => state.currentId);
  /** The branch behind each position. */
  const byValue = useRef(new Map<string, string>());
  const wanted = useRef(value);

  const begin = useCallback(
    (position: string) => {
      byValue.current.clear();
      const name = nameOf(scene, position);
      void playback.load(scene.order(position), name).then(() => goToFirst(playback, scene, name));
      playback.setSpeed(scene.speed);
      byValue.current.set(position, playback.store.getState().currentId);
    },
    [playback, scene],
  );

  useEffect(() => begin(wanted.current), [begin]);

  const choose = useCallback(
    (position: string) => {
      setValue(position);
      wanted.current = position;
      if (scene.startsAnew) return begin(position);
      const known = byValue.current.get(position);
      // A new seed has replaced all branches: what was known of them is of another run.
      const isThere = playback.store.getState().branches.some(({ id }) => id === known);
      if (known !== undefined && isThere) return playback.show(known);
      playback.pause();
      const order = scene.order(position);
      const seed = playback.branch?.input.seed ?? order.seed;
      void playback.compare({ ...order, seed }, nameOf(scene, position));
      const newest = playback.store.getState().branches.at(-1);
      if (newest !== undefined) byValue.current.set(position, newest.id);
    },
    [begin, playback, scene],
  );

  return {
    value,
    choose,
    isBusy: branches.some(({ state }) => state === 'running'),
    others: branches.filter(({ id, state }) => id !== currentId && state === 'finished'),
  };
}

/** Just before the first thing worth seeing, unless somebody has gone elsewhere meanwhile. */
function goToFirst(playback: Playback, scene: Scene, name: string): void {
  const { branch } = playback;
  const { playhead, playing } = playback.store.getState();
  if (branch?.name !== name || playing || playhead.record > 0) return;
  const [first] = scene.moments(branch);
  if (first !== undefined) playback.seekTime(first.at.timeUs);
}

function nameOf({ knob }: Scene, value: string): string {
  if (knob.kind === 'slider') return value;
  return knob.choices.find((choice) => choice.value === value)?.label ?? value;
}
