/**
 * honest-ticks: a shown state never exceeds the truth at the moment of showing. One tick: on disk
 * in at least one log or table, or already on the others' devices. Two ticks: in the database of
 * a device of every other member. Blue: every other member had it on screen with the chat open.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook, STATUS_WORDS, type MessageFacts } from '../measures/index.ts';
import { RECORD, STATUSES, type Status } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { Copies } from './copies.ts';
import { listed, People } from './people.ts';
import { Readings } from './readings.ts';

/** How many independent stores one tick promises, in this design. */
const STORES_LEAST = 1;

export class HonestTicks implements Check {
  readonly name = 'honest-ticks';
  readonly kinds = ['typed', 'status', ...Copies.kinds, ...Readings.kinds] as const;
  broken: Broken | undefined;
  readonly #book = new MessageBook();
  readonly #copies = new Copies();
  readonly #people: People;
  readonly #readings: Readings;
  #ticks = 0;

  constructor(context: CheckContext) {
    this.#people = new People(context, this.#book);
    this.#readings = new Readings(context.topology, context.names, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    this.#copies.step(record);
    this.#readings.step(record);
    if (record.kind === RECORD.status) this.#judge(record);
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    return this.#ticks > 0 ? HOLDS : notProved('no tick was shown, so none could be false');
  }

  #judge({ message, node, a, index }: TraceRecord): void {
    const facts = this.#book.about(message);
    const status = STATUSES[a];
    if (facts?.phone !== node || status === undefined) return;
    if (status === 'clock' || status === 'failed') return;
    this.#ticks++;
    const missing = this.#missingFor(status, message, facts);
    if (missing === '') return;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} shows ${STATUS_WORDS[status]} on ` +
        `${this.#people.message(message)}, but ${missing}`,
    );
  }

  /** What the truth lacks for this status; '' when the status is earned. */
  #missingFor(
    status: Exclude<Status, 'clock' | 'failed'>,
    message: number,
    facts: MessageFacts,
  ): string {
    const recipients = this.#people.recipientsOf(facts);
    const without = recipients.filter(
      ({ devices }) => !devices.some((device) => this.#copies.isOnDevice(message, device)),
    );
    if (status === 'sent') {
      const isStored = this.#copies.durableStores(message) >= STORES_LEAST;
      return isStored || without.length === 0 ? '' : 'no log and no table has it on disk';
    }
    if (without.length > 0) {
      const phones = without.map(({ user, devices: [device] }) =>
        device === undefined ? this.#people.person(user) : this.#people.node(device),
      );
      return `${listed(phones)} ${phones.length > 1 ? 'have' : 'has'} not stored it`;
    }
    if (status === 'delivered') return '';
    const unread = recipients.filter(({ user }) => !this.#readings.hasRead(user, message));
    if (unread.length === 0) return '';
    const people = listed(unread.map(({ user }) => this.#people.person(user)));
    return `${people} ${unread.length > 1 ? 'have' : 'has'} not seen it in an open chat`;
  }
}
