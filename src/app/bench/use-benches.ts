/** All benches, one after another, each in a worker that ends with it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { benches, type BenchResult } from '../../explore/index.ts';
import { startSearch } from '../engine/search.ts';
import type { Cancellable } from '../engine/sweep.ts';

/** By name; a sentence where one failed. */
export type BenchResults = Readonly<Record<string, BenchResult | string>>;

export interface BenchesHandle {
  readonly results: BenchResults;
  /** The bench that is being measured; undefined while none is. */
  readonly now: string | undefined;
  readonly left: number;
  readonly run: () => void;
  /** What is measured stays. */
  readonly stop: () => void;
}

export function useBenches(): BenchesHandle {
  const [results, setResults] = useState<BenchResults>({});
  const [place, setPlace] = useState(benches.length);
  const running = useRef<Cancellable | null>(null);

  const runFrom = useCallback((at: number) => {
    setPlace(at);
    const name = benches[at]?.name;
    if (name === undefined) return;
    const next = (result: BenchResult | string) => {
      setResults((before) => ({ ...before, [name]: result }));
      runFrom(at + 1);
    };
    running.current = startSearch('bench', { name }, { done: next, failed: next });
  }, []);
  useEffect(() => () => running.current?.cancel(), []);

  return {
    results,
    now: benches[place]?.name,
    left: Math.max(0, benches.length - place - 1),
    run: () => runFrom(0),
    stop: () => {
      running.current?.cancel();
      setPlace(benches.length);
    },
  };
}
