/** A search in a component: started by a press, ended with the component, its answer kept. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { startSearch } from './search.ts';
import type { SearchKind, SearchKinds } from './search-orders.ts';
import type { Cancellable } from './sweep.ts';

export type SearchState<Kind extends SearchKind> =
  | { readonly state: 'idle' }
  | { readonly state: 'working'; readonly progress: SearchKinds[Kind]['progress'] | null }
  | { readonly state: 'done'; readonly result: SearchKinds[Kind]['result'] }
  | { readonly state: 'failed'; readonly sentence: string };

export interface SearchHandle<Kind extends SearchKind> {
  readonly search: SearchState<Kind>;
  /** A search that is under way is cancelled first. */
  readonly start: (order: SearchKinds[Kind]['order']) => void;
  /** Ends it and forgets what it found. */
  readonly clear: () => void;
}

export function useSearch<Kind extends SearchKind>(kind: Kind): SearchHandle<Kind> {
  const [search, setSearch] = useState<SearchState<Kind>>({ state: 'idle' });
  const running = useRef<Cancellable | null>(null);
  useEffect(() => () => running.current?.cancel(), []);
  const start = useCallback(
    (order: SearchKinds[Kind]['order']) => {
      running.current?.cancel();
      setSearch({ state: 'working', progress: null });
      running.current = startSearch(kind, order, {
        progress: (progress) => setSearch({ state: 'working', progress }),
        done: (result) => setSearch({ state: 'done', result }),
        failed: (sentence) => setSearch({ state: 'failed', sentence }),
      });
    },
    [kind],
  );
  const clear = useCallback(() => {
    running.current?.cancel();
    setSearch({ state: 'idle' });
  }, []);
  return useMemo(() => ({ search, start, clear }), [search, start, clear]);
}
