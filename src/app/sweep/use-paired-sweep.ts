/** A sweep, and after it another design on the same seeds; finished ones are used again. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AnyDesign } from '../../models/index.ts';
import { useSweep, type SweepOrder, type SweepState } from '../engine/index.ts';
import { isSameDesign } from './same-design.ts';

export interface PairedSweepHandle {
  /** Of the design on screen. */
  readonly state: SweepState | null;
  /** Of the design that it is compared with: the one that was asked for, else the one before. */
  readonly against: SweepState | null;
  readonly isRunning: boolean;
  readonly start: (order: SweepOrder, against?: AnyDesign) => void;
  /** Ends both; what has finished is kept. */
  readonly cancel: () => void;
}

export function usePairedSweep(): PairedSweepHandle {
  const main = useSweep();
  const other = useSweep();
  const [kept, setKept] = useState<SweepState | null>(null);
  const [wanted, setWanted] = useState<SweepOrder | null>(null);
  const { start: startMain, clear: clearMain, cancel: cancelMain } = main;
  const { start: startOther, clear: clearOther, cancel: cancelOther } = other;

  const isDue = wanted !== null && other.state === null && main.state?.status === 'finished';
  // Both at once would share the same few cores and fill no sooner.
  useEffect(() => {
    if (isDue) startOther(wanted);
  }, [isDue, wanted, startOther]);

  const known = useMemo(
    () => [main.state, other.state, kept].filter((each) => each?.status === 'finished'),
    [main.state, other.state, kept],
  );
  const start = useCallback(
    (order: SweepOrder, against?: AnyDesign) => {
      const asked = against === undefined ? null : { ...order, design: against };
      const same =
        asked === null
          ? known.find((each) => isComparable(each!.order, order))
          : known.find((each) => isSameSweep(each!.order, asked));
      setKept(same ?? null);
      setWanted(same === undefined ? asked : null);
      clearOther();
      clearMain();
      startMain(order);
    },
    [known, clearMain, clearOther, startMain],
  );
  const cancel = useCallback(() => {
    setWanted(null);
    cancelMain();
    cancelOther();
  }, [cancelMain, cancelOther]);

  const against = other.state ?? kept;
  const isRunning = main.state?.status === 'running' || other.state?.status === 'running' || isDue;
  return { state: main.state, against, isRunning, start, cancel };
}

function isSameSweep(one: SweepOrder, other: SweepOrder): boolean {
  return (
    one.scenario === other.scenario &&
    one.seed === other.seed &&
    one.count === other.count &&
    isSameDesign(one.design, other.design)
  );
}

/** Another design on the same runs. */
function isComparable(one: SweepOrder, other: SweepOrder): boolean {
  return (
    isSameSweep({ ...one, design: other.design }, other) && !isSameDesign(one.design, other.design)
  );
}
