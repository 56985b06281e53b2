/** The series of the branch on screen, read while nothing else is to be done. */
import { useEffect, useState } from 'react';
import type { Series } from '../../../measures/index.ts';
import { IdleWork, type Branch } from '../../playback/index.ts';
import { readerOf, type Delivery } from './run-series.ts';

export interface RunSeries {
  readonly series: readonly Series[];
  readonly deliveries: readonly Delivery[];
}

/** Null while the run is being read for the first time. */
export function useRunSeries(branch: Branch): RunSeries | null {
  const { view } = branch;
  const { length } = view;
  const [read, setRead] = useState<(RunSeries & { view: typeof view }) | null>(null);
  useEffect(() => {
    const reader = readerOf(branch);
    const publish = () =>
      setRead({ view, series: reader.series(), deliveries: [...reader.deliveries] });
    const work = new IdleWork((isTimeUp) => {
      const more = reader.advance(isTimeUp);
      if (!more) publish();
      return more;
    });
    work.ask();
    return () => work.stop();
    // A branch changes with its name and judgement; its records are these.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [view, length]);
  return read?.view === view ? read : null;
}
