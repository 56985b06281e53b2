/**
 * budgets: what the app costs its owner. A cellular radio wakes at most so often an hour, a phone
 * moves at most so many bytes an hour beside its messages, and a message takes at most so long to
 * send on a slow uplink, retries included.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook } from '../measures/index.ts';
import { RECORD, type PacketType } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { People } from './people.ts';

/** Limits of our choice. */
const WAKE_UPS_AN_HOUR = 60;
const BYTES_AN_HOUR = 200_000;
const UPLINK_SECONDS_A_MESSAGE = 2;

/** Our estimates: TCP, IP and TLS take about 90 bytes, a chat message with its envelope 300. */
const BYTES_SMALL = 90;
const BYTES_MESSAGE = 300;
/** An uplink of GPRS, in bytes a second: our choice, of the right order. */
const UPLINK = 1500;
const CARRIERS: readonly PacketType[] = ['publish', 'deliver', 'syncPage', 'push'];
/** What the owner's own conversations move is no overhead. */
const BYTES_FREE_A_MESSAGE = 2000;

const HOUR_US = 3_600_000_000;
/** A shorter run is no measure of an hour. */
const RUN_LEAST_US = HOUR_US / 6;

interface Cost {
  wakeUps: number;
  bytes: number;
  messages: number;
  isCellular: boolean;
}

export class Budgets implements Check {
  readonly name = 'budgets';
  readonly kinds = ['typed', 'sent', 'received', 'state', 'shown'] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  readonly #costs = new Map<number, Cost>();
  readonly #uplinkBytes = new Map<number, number>();
  #last = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
    for (const phone of context.topology.ofKind('phone')) {
      this.#costs.set(phone, { wakeUps: 0, bytes: 0, messages: 0, isCellular: false });
    }
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    const { kind, node, index } = record;
    const cost = this.#costs.get(node);
    if (cost === undefined) return;
    this.#last = index;
    if (kind === RECORD.typed || kind === RECORD.shown) cost.messages++;
    else if (kind === RECORD.state) this.#wake(record, cost);
    else if (kind === RECORD.sent || kind === RECORD.received) this.#move(record, cost);
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    const { endUs } = this.#context;
    if (endUs < RUN_LEAST_US) return notProved('the run is too short to speak of an hour');
    for (const [phone, { wakeUps, bytes, messages, isCellular }] of this.#costs) {
      const words = this.#people.node(phone);
      if (isCellular && wakeUps > (WAKE_UPS_AN_HOUR * endUs) / HOUR_US) {
        return brokenAt(
          this.#last,
          `the radio of ${words} wakes ${Math.floor((wakeUps * HOUR_US) / endUs)} times an hour; ` +
            `${WAKE_UPS_AN_HOUR} are allowed`,
        );
      }
      const overhead = bytes - messages * BYTES_FREE_A_MESSAGE;
      if (overhead <= (BYTES_AN_HOUR * endUs) / HOUR_US) continue;
      return brokenAt(
        this.#last,
        `${words} moves ${Math.floor((overhead / 1000) * (HOUR_US / endUs))} kB an hour beside ` +
          `its messages; ${BYTES_AN_HOUR / 1000} kB are allowed`,
      );
    }
    const isPaying = [...this.#costs.values()].some(({ isCellular }) => isCellular);
    return isPaying ? HOLDS : notProved('no phone is in a cellular network');
  }

  #wake({ a, b, c }: TraceRecord, cost: Cost): void {
    const { names } = this.#context;
    const machine = names.text(a);
    if (machine === 'network' && names.text(c) === 'cellular') cost.isCellular = true;
    if (machine === 'radio' && names.text(b) === 'idle') cost.wakeUps++;
  }

  #move({ kind, node, message, b, index }: TraceRecord, cost: Cost): void {
    const packet = this.#context.names.text(b) as PacketType;
    const bytes = CARRIERS.includes(packet) ? BYTES_MESSAGE : BYTES_SMALL;
    cost.bytes += bytes;
    if (kind !== RECORD.sent || message < 0) return;
    // Receipts that the others cause are theirs to answer for.
    if (this.#book.about(message)?.phone !== node) return;
    const moved = (this.#uplinkBytes.get(message) ?? 0) + bytes;
    this.#uplinkBytes.set(message, moved);
    if (moved <= UPLINK * UPLINK_SECONDS_A_MESSAGE) return;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} needs more than ${UPLINK_SECONDS_A_MESSAGE} s of a slow uplink ` +
        `to send ${this.#people.message(message)}`,
    );
  }
}
