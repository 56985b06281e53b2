/** The marks of the branch on screen, read again only when it has grown or was judged. */
import { useMemo } from 'react';
import type { TraceView } from '../../kernel/index.ts';
import { useBranch, usePlayback, usePlaybackHandle, type Branch } from '../playback/index.ts';
import { MarkReader, type Marks } from './marks.ts';

const NO_MARKS: Marks = { faults: [], troublesUs: [], broken: [] };

interface Known {
  readonly reader: MarkReader;
  length: number;
  verdicts: Branch['verdicts'];
  marks: Marks;
}

const read = new WeakMap<TraceView, Known>();

/** The same object as long as the view has neither grown nor been judged. */
export function marksOf(branch: Branch): Marks {
  const { view, verdicts } = branch;
  let known = read.get(view);
  if (known === undefined) {
    const reader = new MarkReader(branch);
    known = { reader, length: -1, verdicts, marks: NO_MARKS };
    read.set(view, known);
  }
  if (known.length === view.length && known.verdicts === verdicts) return known.marks;
  known.marks = known.reader.read(branch);
  known.length = view.length;
  known.verdicts = verdicts;
  return known.marks;
}

/** With `reveal: 'seen'`, only what lies before the furthest that somebody has seen. */
export function useToldMarks(): Marks {
  const branch = useBranch();
  const playback = usePlaybackHandle();
  const seen = usePlayback(({ reveal }) => (reveal === 'seen' ? playback.seen() : Infinity));
  const marks = branch === undefined ? NO_MARKS : marksOf(branch);
  const view = branch?.view;
  return useMemo(() => {
    if (view === undefined || seen >= view.length) return marks;
    const untilUs = seen === 0 ? -1 : (view.columns.timeUs[seen - 1] as number);
    return {
      // Faults that a plan announces are no secret; what comes of them is.
      faults: marks.faults,
      troublesUs: marks.troublesUs.filter((timeUs) => timeUs <= untilUs),
      broken: marks.broken.filter(({ record }) => record < seen),
    };
  }, [marks, seen, view]);
}
