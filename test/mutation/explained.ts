/** Mutants that no test can notice, each with the reason. A line that changes loses its explanation. */

interface Explained {
  readonly path: string;
  /** The line as it is written, without the blanks around it. */
  readonly code: string;
  readonly before: string;
  readonly after: string;
  readonly because: string;
}

const EXPLAINED: readonly Explained[] = [
  {
    path: 'src/kernel/timing-wheel.ts',
    code: 'return this.ends[bucket * 2] === this.ends[bucket * 2 + 1];',
    before: '*',
    after: '/',
    because:
      'no bucket then counts as lone: its event is spread first, and comes at the same place',
  },
  {
    path: 'src/statechart/history.ts',
    code: "return { target: targets.map((t) => (typeof t === 'string' ? nodeAt(parent, t) : t)) };",
    before: "typeof t === 'string'",
    after: 'true',
    because: 'machines that are written down name their targets: a node as a target never occurs',
  },
  {
    path: 'src/checks/readings.ts',
    code: "if (state === 'killed') device.open = -1;",
    before: '1',
    after: '2',
    because: 'any number below zero says that no chat is open',
  },
];

type Place = Pick<Explained, 'path' | 'code' | 'before' | 'after'>;

/** Why it is right that a mutant went unnoticed; undefined when nobody has said so. */
export function whyUnnoticed({ path, code, before, after }: Place): string | undefined {
  return EXPLAINED.find(
    (each) =>
      each.path === path && each.code === code && each.before === before && each.after === after,
  )?.because;
}

/** For the test that each explanation still speaks of a line that is there. */
export const explainedPlaces: readonly Place[] = EXPLAINED;
