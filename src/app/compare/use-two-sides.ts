/** Two playbacks that stand at the same moment: one for each design, on the same plan and luck. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { planFor } from '../../scenarios/index.ts';
import type { GhostFound } from '../engine/index.ts';
import { useNewPlayback, type Playback } from '../playback/index.ts';
import type { Situation } from './situations.ts';

export interface TwoSides {
  readonly before: Playback;
  readonly after: Playback;
  /** Both runs are there, and stand at the first difference. */
  readonly isReady: boolean;
  readonly timeUs: number;
  /** Moves both to a time of the run. */
  readonly seek: (timeUs: number) => void;
}

export function useTwoSides(situation: Situation, found: GhostFound | null): TwoSides {
  const before = useNewPlayback();
  const after = useNewPlayback();
  const [readyFor, setReadyFor] = useState<GhostFound | null>(null);
  const [timeUs, setTime] = useState(0);
  const endUs = situation.scenario.durationMs * 1000;
  const seek = useCallback(
    (toUs: number) => {
      const at = Math.max(0, Math.min(endUs, toUs));
      before.seekTime(at);
      after.seekTime(at);
      setTime(at);
    },
    [before, after, endUs],
  );
  useEffect(() => {
    if (found === null) return undefined;
    let isOver = false;
    const { scenario } = situation;
    const { seed, diff } = found;
    const plan = planFor(scenario, seed);
    const order = { scenario, seed, plan, edits: [] };
    const runs = [
      before.load({ ...order, design: situation.before }, 'A'),
      after.load({ ...order, design: situation.after }, 'B'),
    ];
    void Promise.all(runs).then(() => {
      if (isOver) return;
      seek(diff.first?.timeUs ?? 0);
      setReadyFor(found);
    });
    return () => {
      isOver = true;
    };
  }, [found, situation, before, after, seek]);
  const isReady = found !== null && readyFor === found;
  return useMemo(
    () => ({ before, after, isReady, timeUs, seek }),
    [before, after, isReady, timeUs, seek],
  );
}
