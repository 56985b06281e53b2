/** The shortest story of one failing run: asked for, under way, told, or failed in a sentence. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure, ShrinkResult } from '../../explore/index.ts';
import type { TraceView } from '../../kernel/index.ts';
import { startShrink, type Cancellable, type SweepOrder } from '../engine/index.ts';

export type ToldFailure = {
  readonly failure: Failure;
  /** The sweep that it is a run of. */
  readonly order: SweepOrder;
} & (
  | { readonly state: 'working'; readonly tried: number }
  | { readonly state: 'done'; readonly result: ShrinkResult; readonly view: TraceView }
  | { readonly state: 'failed'; readonly sentence: string }
);

export interface FailureStoryHandle {
  readonly told: ToldFailure | null;
  /** Another story that is being made is given up. */
  readonly tell: (order: SweepOrder, failure: Failure) => void;
  readonly clear: () => void;
}

export function useFailureStory(): FailureStoryHandle {
  const [told, setTold] = useState<ToldFailure | null>(null);
  const running = useRef<Cancellable | null>(null);
  useEffect(() => () => running.current?.cancel(), []);

  const tell = useCallback((order: SweepOrder, failure: Failure) => {
    running.current?.cancel();
    const about = { failure, order };
    setTold({ ...about, state: 'working', tried: 0 });
    const { scenario, design } = order;
    const { seed, id: check } = failure;
    running.current = startShrink(
      { scenario, design, seed, check },
      {
        progress: ({ runs }) => setTold({ ...about, state: 'working', tried: runs }),
        done: (result, view) => setTold({ ...about, state: 'done', result, view }),
        failed: (sentence) => setTold({ ...about, state: 'failed', sentence }),
      },
    );
  }, []);
  const clear = useCallback(() => {
    running.current?.cancel();
    setTold(null);
  }, []);
  return useMemo(() => ({ told, tell, clear }), [told, tell, clear]);
}
