/**
 * no-retry-storm: nobody tries again and again without pause, and within the bound after the last
 * fault the whole system is quiet: fewer retries than work, but for one in ten of the phones. What
 * was first tried after the fault has the same bound, since packets get lost without any fault.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook } from '../measures/index.ts';
import { RECORD } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { msWords, People } from './people.ts';

/** Our choice: so many attempts as quickly as anybody likes, and then so many a second. */
const ATTEMPTS_FREE = 10;
const ATTEMPTS_A_SECOND: Readonly<Record<string, number>> = { publish: 0.5, open: 0.5, deliver: 2 };
const VERBS: Readonly<Record<string, string>> = {
  publish: 'sends',
  open: 'asks for a connection',
  deliver: 'delivers',
};
/** Retries are set against new work in windows of this length. */
const WINDOW_US = 10_000_000;
/** One phone in so many may still be trying when all should be over. */
const PHONES_EACH = 10;

interface Attempts {
  count: number;
  readonly firstUs: number;
}

export class NoRetryStorm implements Check {
  readonly name = 'no-retry-storm';
  readonly kinds = ['typed', 'sent', 'connected'] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #people: People;
  readonly #book = new MessageBook();
  /** By packet type, sender and message. */
  readonly #attempts = new Map<string, Attempts>();
  readonly #boundUs: number;
  readonly #quietFromUs: number;
  readonly #phones: number;
  /** In the present window after all should be over. */
  #windowUs = 0;
  #retries = 0;
  #firsts = 0;
  #anyRetry = false;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
    this.#boundUs = context.scenario.boundMs * 1000;
    this.#quietFromUs = context.healedAtUs + this.#boundUs;
    this.#phones = context.topology.ofKind('phone').length;
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    const { kind, node } = record;
    // A connection that succeeds ends the series of attempts at it.
    if (kind === RECORD.connected) this.#attempts.delete(`open ${node} -1`);
    if (kind !== RECORD.sent) return;
    const packet = this.#context.names.text(record.b);
    if (ATTEMPTS_A_SECOND[packet] !== undefined) this.#count(record, packet);
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    if (this.#anyRetry) return HOLDS;
    return notProved('nothing had to be tried twice, so no storm could rise');
  }

  #count(record: TraceRecord, packet: string): void {
    const { node, message, timeUs } = record;
    const to = packet === 'deliver' ? ` ${record.a}` : '';
    const key = `${packet} ${node} ${message}${to}`;
    const known = this.#attempts.get(key);
    if (known === undefined) this.#attempts.set(key, { count: 1, firstUs: timeUs });
    else {
      known.count++;
      this.#anyRetry = true;
      this.#judgeSeries(record, packet, known);
    }
    const isRetry = known !== undefined;
    const isInTime = isRetry && timeUs - known.firstUs <= this.#boundUs;
    if (timeUs > this.#quietFromUs && !isInTime) this.#judgeWindow(record, isRetry);
  }

  #judgeSeries(record: TraceRecord, packet: string, { count, firstUs }: Attempts): void {
    const { node, message, timeUs, index } = record;
    const aSecond = ATTEMPTS_A_SECOND[packet]!;
    if (count <= ATTEMPTS_FREE + ((timeUs - firstUs) / 1_000_000) * aSecond) return;
    const what = message < 0 ? '' : ` ${this.#people.message(message)}`;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} ${VERBS[packet]}${what} for the ${count}th time within ` +
        `${msWords(timeUs - firstUs)}`,
    );
  }

  #judgeWindow({ timeUs, index }: TraceRecord, isRetry: boolean): void {
    if (timeUs - this.#windowUs > WINDOW_US) {
      this.#windowUs = timeUs;
      this.#retries = 0;
      this.#firsts = 0;
    }
    if (isRetry) this.#retries++;
    else this.#firsts++;
    if (this.#retries <= this.#firsts + Math.max(1, this.#phones / PHONES_EACH)) return;
    this.broken ??= brokenAt(
      index,
      `${this.#retries} attempts in ${msWords(timeUs - this.#windowUs)} repeat earlier ones and ` +
        `${this.#firsts} are new, ${msWords(timeUs - this.#context.healedAtUs)} after the last fault`,
    );
  }
}
