/**
 * accepted-once: a message is accepted at most once, whatever the retries. To be accepted is to
 * have a row of its own in the table; a log may hold a message twice, for the table to tell apart.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook } from '../measures/index.ts';
import { PLACES, RECORD } from '../models/index.ts';
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

const TABLE = PLACES.indexOf('table');

export class AcceptedOnce implements Check {
  readonly name = 'accepted-once';
  readonly kinds = ['typed', 'stored', 'received'] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  /** By message: its place in the conversation. */
  readonly #places = new Map<number, number>();
  readonly #published = new Set<number>();
  #cameAgain = false;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    if (record.kind === RECORD.received) this.#arrive(record);
    else if (record.kind === RECORD.stored && record.a === TABLE) this.#accept(record);
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    if (this.#cameAgain) return HOLDS;
    return notProved('no message reached a server twice, so none could be accepted twice');
  }

  #arrive({ message, b }: TraceRecord): void {
    if (message < 0 || this.#context.names.text(b) !== 'publish') return;
    if (this.#published.has(message)) this.#cameAgain = true;
    else this.#published.add(message);
  }

  /** A second write of the same row is the same acceptance. */
  #accept({ node, message, c: place, index }: TraceRecord): void {
    const known = this.#places.get(message);
    if (known === undefined) {
      this.#places.set(message, place);
      return;
    }
    if (known === place) return;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} accepts ${this.#people.message(message)} a second time: ` +
        `it has number ${known} and now number ${place} too`,
    );
  }
}
