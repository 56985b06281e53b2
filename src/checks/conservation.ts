/**
 * conservation: every packet that is sent arrives or is lost with a cause, once; what a node takes
 * in it keeps, passes on or refuses; and no count of copies or of consumed records is negative.
 */
import { NO_RECORD, type TraceRecord } from '../kernel/index.ts';
import { MessageBook, PLACE_WORDS } from '../measures/index.ts';
import { PLACES, RECORD, type PacketType } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { CopyCounts } from './copy-counts.ts';
import { People } from './people.ts';

/** Packets that hand a message over: their taker must do something about it. */
const HANDED_OVER: readonly PacketType[] = ['publish', 'deliver'];

const KINDS = [
  'typed',
  'sent',
  'received',
  'lost',
  'refused',
  'stored',
  'forgotten',
  'shown',
  'duplicate',
  'accepted',
  'appended',
  'committed',
  'crashed',
  'paused',
  'resumed',
  'cannotOpen',
] as const;

interface Departure {
  readonly to: number;
  readonly arrivesUs: number;
}

export class Conservation implements Check {
  readonly name = 'conservation';
  /** All but what a node writes about itself. */
  readonly kinds = KINDS;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #people: People;
  readonly #book = new MessageBook();
  readonly #counts = new CopyCounts();
  /** By the record of sending. */
  readonly #flying = new Map<number, Departure>();
  /** Messages taken in, by the record of arrival: the node that has done nothing about them yet. */
  readonly #taken = new Map<number, number>();
  readonly #paused = new Set<number>();
  #packets = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    const { kind, node, cause } = record;
    if (cause !== NO_RECORD && this.#taken.size > 0) this.#taken.delete(cause);
    if (kind === RECORD.sent) this.#depart(record);
    else if (kind === RECORD.received || kind === RECORD.lost) this.#arrive(record);
    else if (kind === RECORD.crashed) this.#crash(node);
    else if (kind === RECORD.paused) this.#paused.add(node);
    else if (kind === RECORD.resumed) this.#paused.delete(node);
    else this.#count(record);
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    const { endUs, topology } = this.#context;
    for (const [index, { to, arrivesUs }] of this.#flying) {
      if (arrivesUs > endUs || this.#paused.has(to)) continue;
      return brokenAt(index, `a packet to ${this.#people.node(to)} neither arrived nor was lost`);
    }
    for (const [index, node] of this.#taken) {
      // What waits in a queue when the run ends is in flight.
      if (topology.nodes[node]?.service !== undefined || this.#paused.has(node)) continue;
      return brokenAt(
        index,
        `${this.#people.node(node)} took a message in and neither kept it, passed it on nor refused it`,
      );
    }
    return this.#packets > 0 ? HOLDS : notProved('no packet was sent');
  }

  #depart({ index, a: to, c: flightUs, timeUs }: TraceRecord): void {
    this.#packets++;
    this.#flying.set(index, { to, arrivesUs: timeUs + flightUs });
  }

  #arrive({ kind, index, node, cause, b, timeUs, message }: TraceRecord): void {
    const departure = this.#flying.get(cause);
    if (departure?.to === node) {
      this.#flying.delete(cause);
      if (timeUs < departure.arrivesUs)
        this.#break(index, node, 'has a packet before it could come');
    } else if (kind === RECORD.received) {
      this.#break(index, node, 'receives a packet that was not on its way');
    }
    if (kind !== RECORD.received || message < 0) return;
    const packet = this.#context.names.text(b) as PacketType;
    if (HANDED_OVER.includes(packet)) this.#taken.set(index, node);
  }

  /** What was in memory is gone, and the crash is why. */
  #crash(node: number): void {
    this.#paused.delete(node);
    for (const [index, taker] of this.#taken) if (taker === node) this.#taken.delete(index);
  }

  #count(record: TraceRecord): void {
    const negative = this.#counts.step(record);
    if (negative === undefined) return;
    const { message, index, node, a } = record;
    const words = this.#people.message(message);
    this.#break(
      index,
      node,
      negative === 'copies'
        ? `removes ${words} from its ${PLACE_WORDS[PLACES[a]!]}, where it is not`
        : 'counts records as consumed that were never appended',
    );
  }

  #break(index: number, node: number, what: string): void {
    this.broken ??= brokenAt(index, `${this.#people.node(node)} ${what}`);
  }
}
