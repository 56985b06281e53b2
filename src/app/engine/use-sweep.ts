/** A sweep in a component: started by a press, ended with the component. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SweepOrder } from './messages.ts';
import { startSweep, type Cancellable } from './sweep.ts';
import type { SweepState } from './sweep-state.ts';

export interface SweepHandle {
  /** Null before the first start. */
  readonly state: SweepState | null;
  /** A sweep that is under way is cancelled first. */
  readonly start: (order: SweepOrder) => void;
  readonly cancel: () => void;
  readonly clear: () => void;
}

export function useSweep(): SweepHandle {
  const [state, setState] = useState<SweepState | null>(null);
  const running = useRef<Cancellable | null>(null);
  useEffect(() => () => running.current?.cancel(), []);

  const cancel = useCallback(() => running.current?.cancel(), []);
  const start = useCallback((order: SweepOrder) => {
    running.current?.cancel();
    running.current = startSweep(order, setState);
  }, []);
  const clear = useCallback(() => {
    running.current?.cancel();
    setState(null);
  }, []);
  return { state, start, cancel, clear };
}
