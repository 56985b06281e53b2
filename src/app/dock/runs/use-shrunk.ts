/** The shortest story of one failing run: asked for, under way, told, or failed in a sentence. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure, ShrinkResult } from '../../../explore/index.ts';
import { startShrink, type Cancellable, type SweepOrder } from '../../engine/index.ts';

export type Shrunk =
  | { readonly state: 'working'; readonly failure: Failure; readonly tried: number }
  | { readonly state: 'done'; readonly failure: Failure; readonly result: ShrinkResult }
  | { readonly state: 'failed'; readonly failure: Failure; readonly sentence: string };

export interface ShrunkHandle {
  readonly shrunk: Shrunk | null;
  readonly shrink: (order: SweepOrder, failure: Failure) => void;
  readonly clear: () => void;
}

export function useShrunk(): ShrunkHandle {
  const [shrunk, setShrunk] = useState<Shrunk | null>(null);
  const running = useRef<Cancellable | null>(null);
  useEffect(() => () => running.current?.cancel(), []);

  const shrink = useCallback((order: SweepOrder, failure: Failure) => {
    running.current?.cancel();
    setShrunk({ state: 'working', failure, tried: 0 });
    const { scenario, design } = order;
    const { seed, id: check } = failure;
    running.current = startShrink(
      { scenario, design, seed, check },
      {
        progress: ({ runs }) => setShrunk({ state: 'working', failure, tried: runs }),
        done: (result) => setShrunk({ state: 'done', failure, result }),
        failed: (sentence) => setShrunk({ state: 'failed', failure, sentence }),
      },
    );
  }, []);
  const clear = useCallback(() => {
    running.current?.cancel();
    setShrunk(null);
  }, []);
  return { shrunk, shrink, clear };
}
