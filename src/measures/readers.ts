/**
 * Who can read what: for every node and message whether it has met the words, the sender, the
 * recipient, the time and the size. Sealing hides the words alone; the rest is listed, not hidden.
 */
import type { TraceRecord } from '../kernel/index.ts';
import {
  RECORD,
  type AnyDesign,
  type InspectionTable,
  type RecordName,
  type Topology,
} from '../models/index.ts';
import type { ReadNames } from './node-words.ts';
import { BODY, KEPT_WORDS, sightOf, type Seen } from './sights.ts';

/** What one node can read of one message. */
export type Reading = { readonly node: number } & Readonly<Record<Seen, boolean>>;

export interface ReadersContext {
  readonly topology: Topology;
  readonly names: ReadNames;
  /** The design at the start; the records tell of changes. */
  readonly design: AnyDesign;
}

/** A fold over the trace: feed it every record, in order, and ask for any message or node so far. */
export class Readers {
  static readonly kinds: readonly RecordName[] = [
    ...(['typed', 'sent', 'received', 'stored', 'shown', 'knob'] as const),
    ...(['sealed', 'sealedOnce', 'unsealed', 'cannotOpen', 'exposed'] as const),
  ];
  readonly #context: ReadersContext;
  readonly #balancers: readonly number[];
  readonly #design: Record<string, string | number>;
  readonly #sealed = new Set<number>();
  /** By message, then by node. */
  readonly #seen = new Map<number, Map<number, Set<Seen>>>();
  /** The last packet that arrived anywhere: what a phone stores next may have come in it. */
  #arrival: { readonly index: number; readonly from: number; readonly packet: string } | undefined;

  constructor(context: ReadersContext) {
    this.#context = context;
    this.#balancers = context.topology.ofKind('load-balancer');
    this.#design = { ...context.design };
  }

  step(record: TraceRecord): void {
    const { kind, node, message } = record;
    const { names } = this.#context;
    if (kind === RECORD.knob) this.#design[names.text(record.a)] = names.text(record.b);
    else if (kind === RECORD.typed || kind === RECORD.shown) this.#note(message, node, ...ALL);
    else if (kind === RECORD.unsealed) this.#note(message, node, ...ALL);
    else if (kind === RECORD.cannotOpen) this.#note(message, node, ...OUTSIDE);
    else if (kind === RECORD.sealed || kind === RECORD.sealedOnce) this.#sealed.add(message);
    else if (kind === RECORD.exposed) this.#note(message, node, 'content', 'size');
    else if (kind === RECORD.stored) this.#store(record);
    else this.#carry(record);
  }

  /** The nodes that have met a message, in the order of their numbers. */
  of(message: number): readonly Reading[] {
    return [...(this.#seen.get(message) ?? [])]
      .map(([node, seen]) => readingOf(node, seen))
      .toSorted((one, other) => one.node - other.node);
  }

  /** What a node can read of a message: nothing at all when it has not met it. */
  at(node: number, message: number): Reading {
    return readingOf(node, this.#seen.get(message)?.get(node) ?? new Set());
  }

  /** "What it can read" for one node: a row for each message that it has met. */
  table(node: number): InspectionTable {
    const met = [...this.#seen].filter(([, nodes]) => nodes.has(node));
    return {
      title: 'What it can read',
      columns: ['message', ...ALL],
      rows: met.map(([message]) => {
        const reading = this.at(node, message);
        return [this.#context.names.text(message), ...ALL.map((each) => reading[each])];
      }),
    };
  }

  /** What lies in a store lies there as it came. */
  #store({ node, message, a: place, cause }: TraceRecord): void {
    if (KEPT_WORDS.has(place)) this.#meetBody(message, node);
    const arrival = this.#arrival;
    // A page of missed messages names none of them: what the phone stores tells what was in it.
    if (arrival?.index === cause && arrival.packet === 'syncPage') {
      this.#meetBody(message, arrival.from);
    }
  }

  #carry({ kind, node, message, index, a: other, b }: TraceRecord): void {
    const packet = this.#context.names.text(b);
    if (kind === RECORD.received) this.#arrival = { index, from: other, packet };
    if (message < 0) return;
    if (BODY.has(packet)) {
      this.#meetBody(message, node);
      // It passes the balancer in the phone's own encrypted connection.
      if (kind === RECORD.sent && this.#isPhone(node) !== this.#isPhone(other)) {
        for (const balancer of this.#balancers) this.#note(message, balancer, 'time', 'size');
      }
    } else if (kind === RECORD.received) {
      const { pushPayload = 'ping', encryption = 'none' } = this.#design;
      const sight = sightOf(packet, {
        pushPayload: String(pushPayload),
        encryption: String(encryption),
        isFromPhone: this.#isPhone(other),
      });
      const isOpen = sight.includes('content') && !this.#isSealed(message);
      this.#note(message, node, ...sight.filter((seen) => seen !== 'content' || isOpen));
    }
  }

  /** A node has a message in its hands. The words of a sealed one are another matter. */
  #meetBody(message: number, node: number): void {
    if (this.#isPhone(node) || this.#isSealed(message)) this.#note(message, node, ...OUTSIDE);
    else this.#note(message, node, ...ALL);
  }

  #isSealed(message: number): boolean {
    return this.#sealed.has(message);
  }

  #isPhone(node: number): boolean {
    return this.#context.topology.nodes[node]?.kind === 'phone';
  }

  #note(message: number, node: number, ...seen: readonly Seen[]): void {
    if (seen.length === 0) return;
    const nodes = this.#seen.get(message) ?? new Map<number, Set<Seen>>();
    this.#seen.set(message, nodes);
    const known = nodes.get(node) ?? new Set<Seen>();
    nodes.set(node, known);
    for (const each of seen) known.add(each);
  }
}

const ALL = ['content', 'sender', 'recipient', 'time', 'size'] as const satisfies readonly Seen[];
const OUTSIDE = ['sender', 'recipient', 'time', 'size'] as const satisfies readonly Seen[];

function readingOf(node: number, seen: ReadonlySet<Seen>): Reading {
  const [content, sender, recipient, time, size] = ALL.map((each) => seen.has(each));
  return {
    node,
    content: content!,
    sender: sender!,
    recipient: recipient!,
    time: time!,
    size: size!,
  };
}

/** Who can read what of one message (names id), by the end of these records. */
export function readersOf(
  records: Iterable<TraceRecord>,
  context: ReadersContext,
  message: number,
): readonly Reading[] {
  const readers = new Readers(context);
  for (const record of records) readers.step(record);
  return readers.of(message);
}
