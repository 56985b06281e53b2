/** What is marked on the scrubber: faults with their span, drops and refusals, broken checks. */
import type { TraceView } from '../../kernel/index.ts';
import { nodeWords, sentence } from '../../measures/index.ts';
import { RECORD, RECORD_NAMES } from '../../models/index.ts';
import type { Branch } from '../playback/index.ts';

/** A fault from its strike to its cure; to the end of the run when nothing cures it. */
export interface FaultSpan {
  readonly fromUs: number;
  toUs: number;
  readonly node: number;
  readonly kind: 'down' | 'paused' | 'cut' | 'slow' | 'skewed';
  readonly label: string;
  /** The record of its strike. */
  readonly record: number;
}

export interface BrokenMark {
  readonly timeUs: number;
  readonly record: number;
  readonly label: string;
}

export interface Marks {
  readonly faults: readonly FaultSpan[];
  /** Times of drops and refusals, thinned to what can be told apart. Rising. */
  readonly troublesUs: readonly number[];
  readonly broken: readonly BrokenMark[];
}

interface FaultKind {
  readonly kind: FaultSpan['kind'];
  readonly cure: number;
  /** `peer` is '' where every link of the node is meant. */
  readonly words: (node: string, peer: string) => string;
  /** Two troubles of one kind at one node are told apart by what they name. */
  readonly named: boolean;
  /** The record that cures can also be one of the same kind, with nothing in this column. */
  readonly strength?: 'a' | 'b';
}

const FAULTS: ReadonlyMap<number, FaultKind> = new Map([
  [
    RECORD.crashed,
    { kind: 'down', cure: RECORD.restarted, words: (n) => `${n} is down`, named: false },
  ],
  [
    RECORD.paused,
    { kind: 'paused', cure: RECORD.resumed, words: (n) => `${n} is paused`, named: false },
  ],
  [
    RECORD.cut,
    {
      kind: 'cut',
      cure: RECORD.healed,
      words: (n, peer) => (peer === '' ? `${n} is cut off` : `${n} is cut off from ${peer}`),
      named: true,
    },
  ],
  [
    RECORD.slowed,
    {
      kind: 'slow',
      cure: RECORD.slowed,
      words: (n) => `${n} is slow`,
      named: true,
      strength: 'b',
    },
  ],
  [
    RECORD.skewed,
    {
      kind: 'skewed',
      cure: RECORD.skewed,
      words: (n) => `${n} has a wrong clock`,
      named: false,
      strength: 'a',
    },
  ],
]);

const CURES: ReadonlyMap<number, number> = new Map(
  [...FAULTS].map(([kind, { cure }]) => [cure, kind]),
);

const NOTHING = 0;
const TROUBLE = 1;

/** What a kind of record is to the scrubber, by its number: a look-up for each of many records. */
const ROLES = Uint8Array.from(RECORD_NAMES, (_, kind) => {
  if (kind === RECORD.lost || kind === RECORD.refused) return TROUBLE;
  return FAULTS.has(kind) || CURES.has(kind) ? 2 : NOTHING;
});

/** More marks than this stand closer together than a pixel. */
const MARKS_MAX = 800;

/**
 * Reads a view once, from where it was read last. Growing costs what has grown; a frame costs
 * nothing.
 */
export class MarkReader {
  readonly #view: TraceView;
  readonly #faults: FaultSpan[] = [];
  readonly #open = new Map<string, FaultSpan>();
  readonly #troublesUs: number[] = [];
  readonly #stepUs: number;
  #read = 0;

  constructor(branch: Branch) {
    this.#view = branch.view;
    this.#stepUs = branch.endUs / MARKS_MAX;
  }

  read(branch: Branch): Marks {
    const { kind } = this.#view.columns;
    const { length } = this.#view;
    const roles = ROLES;
    let index = this.#read;
    for (; index < length; index++) {
      const role = roles[kind[index]!]!;
      if (role === NOTHING) continue;
      this.#read = index;
      if (role === TROUBLE) this.#noteTrouble();
      else this.#noteFault(branch, kind[index]!);
    }
    this.#read = index;
    return {
      faults: [...this.#faults],
      troublesUs: [...this.#troublesUs],
      broken: brokenMarks(branch),
    };
  }

  #noteTrouble(): void {
    const timeUs = this.#view.columns.timeUs[this.#read] as number;
    const last = this.#troublesUs.at(-1) ?? -Infinity;
    if (timeUs - last >= this.#stepUs) this.#troublesUs.push(timeUs);
  }

  #noteFault(branch: Branch, value: number): void {
    const { columns } = this.#view;
    const timeUs = columns.timeUs[this.#read] as number;
    const node = columns.node[this.#read] as number;
    const fault = FAULTS.get(value);
    const isCure =
      fault?.strength === undefined
        ? fault === undefined
        : columns[fault.strength][this.#read] === 0;
    const kind = fault === undefined ? (CURES.get(value) as number) : value;
    const { named, words, kind: name } = FAULTS.get(kind)!;
    const key = `${kind} ${node} ${named ? columns.a[this.#read] : ''}`;
    const open = this.#open.get(key);
    if (open !== undefined) open.toUs = timeUs;
    this.#open.delete(key);
    if (isCure || this.#faults.length >= MARKS_MAX) return;
    const peer = named ? (columns.a[this.#read] as number) : -1;
    const peerWords = peer < 0 ? '' : nodeWords(branch.nodes, peer);
    const label = sentence(words(nodeWords(branch.nodes, node), peerWords));
    const place = { node, kind: name, label, record: this.#read };
    const span = { ...place, fromUs: timeUs, toUs: branch.endUs };
    this.#open.set(key, span);
    this.#faults.push(span);
  }
}

function brokenMarks({ verdicts, view }: Branch): BrokenMark[] {
  return verdicts.flatMap((each) => {
    if (each.verdict !== 'broken') return [];
    const { record } = each;
    const timeUs = view.columns.timeUs[Math.min(record, view.length - 1)] ?? 0;
    return [{ record, timeUs, label: `${each.id} is broken: ${each.because}` }];
  });
}
