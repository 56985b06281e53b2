/** What a node has been able to read so far, from the packets that reached it. */
import { RECORD, type AnyDesign, type PacketType } from '../../models/index.ts';
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

/** Does this packet, on arrival, show the words of the message that it names? */
function showsWords(type: string, design: AnyDesign): boolean {
  if (!WORDS.has(type) || isSealing(design)) return false;
  return !PUSHES.has(type) || design['pushPayload'] !== 'ping';
}

/** With end-to-end encryption the trace itself says where words lie open. */
export const isSealing = (design: AnyDesign): boolean =>
  String(design['encryption'] ?? 'none') !== 'none';

const OPENINGS: ReadonlySet<number> = new Set([RECORD.typed, RECORD.unsealed, RECORD.exposed]);

export const readByNodes: Projection<ReadBy> = {
  start: ({ nodes }) => nodes.nodes.map(() => ({ words: 0, parties: 0, places: 0, timing: 0 })),
  apply(read, record, { view, input }) {
    const node = read[record.node];
    if (node === undefined) return;
    if (OPENINGS.has(record.kind)) node.words += 1;
    if (record.kind !== RECORD.received) return;
    const type = view.names.text(record.b);
    node.timing += 1;
    if (record.message >= 0) node.parties += 1;
    if (record.message >= 0 && showsWords(type, input.design)) node.words += 1;
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
    const arrives = kind[at] === RECORD.received;
    const isShown = arrives && showsWords(view.names.text(b[at]!), input.design);
    if (isShown || OPENINGS.has(kind[at]!)) readers.add(node[at]!);
  }
  return [...readers];
}
