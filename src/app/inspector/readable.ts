/** What a node has been able to read so far: nothing is sealed in this design, so all that it got. */
import { RECORD, type PacketType } from '../../models/index.ts';
import type { Branch, Projection } from '../playback/index.ts';

export const READABLE = ['words', 'parties', 'places', 'timing'] as const;
export type Readable = (typeof READABLE)[number];

export const READABLE_WORDS: Readonly<Record<Readable, string>> = {
  words: 'The words of messages',
  parties: 'Who writes to whom',
  places: 'Who is connected, and where',
  timing: 'When, and how often',
};

const packets = (...types: readonly PacketType[]): ReadonlySet<string> => new Set(types);

/** Which packets carry what. A packet that names a message shows whose it is. */
const WORDS = packets(
  'publish',
  'deliver',
  'syncPage',
  'forward',
  'produce',
  'fetchReply',
  'query',
  'rows',
  'notify',
  'pushRequest',
  'push',
);
const PLACES = packets('open', 'place', 'placed', 'redisCommand', 'redisReply');
/** Their text is left out when a push is only a ping. */
const PUSHES = packets('notify', 'pushRequest', 'push');

/** For each node how many packets showed it what. */
export type ReadBy = Record<Readable, number>[];

export const readByNodes: Projection<ReadBy> = {
  start: ({ nodes }) => nodes.nodes.map(() => ({ words: 0, parties: 0, places: 0, timing: 0 })),
  apply(read, record, { view, input }) {
    const node = read[record.node];
    if (record.kind === RECORD.typed && node !== undefined) node.words += 1;
    if (record.kind !== RECORD.received || node === undefined) return;
    const type = view.names.text(record.b);
    const isBlank = PUSHES.has(type) && input.design['pushPayload'] === 'ping';
    node.timing += 1;
    if (record.message >= 0) node.parties += 1;
    if (record.message >= 0 && WORDS.has(type) && !isBlank) node.words += 1;
    if (PLACES.has(type)) node.places += 1;
  },
  copy: (read) => read.map((node) => ({ ...node })),
};

/** The nodes that have seen the words of one message before the playhead, the sender's first. */
export function readersOf({ view, input }: Branch, message: number, end: number): number[] {
  const { kind, message: messages, node, b } = view.columns;
  const readers = new Set<number>();
  for (let at = 0; at < Math.min(end, view.length); at++) {
    if (messages[at] !== message) continue;
    if (kind[at] === RECORD.typed) readers.add(node[at]!);
    if (kind[at] !== RECORD.received) continue;
    const type = view.names.text(b[at]!);
    const isBlank = PUSHES.has(type) && input.design['pushPayload'] === 'ping';
    if (WORDS.has(type) && !isBlank) readers.add(node[at]!);
  }
  return [...readers];
}
