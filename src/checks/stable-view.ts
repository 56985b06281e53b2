/**
 * stable-view: nothing comes to stand above a message that was already read. A policy: a design
 * that puts late messages in their place gives it up on purpose, and its lessons leave it out.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook } from '../measures/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { People, userOf } from './people.ts';
import { Readings } from './readings.ts';
import { Screens, type Placing } from './screens.ts';

export class StableView implements Check {
  readonly name = 'stable-view';
  readonly kinds = [...Screens.kinds, ...Readings.kinds];
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  readonly #readings: Readings;
  readonly #screens = new Screens(this.#book, (placing) => this.#judge(placing));
  #late = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
    this.#readings = new Readings(context.topology, context.names, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    this.#screens.step(record);
    this.#readings.step(record);
  }

  verdict(): Verdict {
    this.#screens.settle();
    if (this.broken !== undefined) return this.broken;
    if (this.#late > 0) return HOLDS;
    return notProved('no message came later than one that was typed after it and read already');
  }

  #judge({ node, message, rows, row, index }: Placing): void {
    const user = userOf(this.#context.topology, node);
    const typed = this.#book.about(message)!.typed;
    const isRead = (other: number): boolean =>
      other >= 0 && other !== message && this.#readings.hadRead(user, other, index);
    if (rows.some((other) => isRead(other) && this.#book.about(other)!.typed > typed)) this.#late++;
    const below = rows.slice(row + 1).find(isRead);
    if (below === undefined) return;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} puts ${this.#people.message(message)} above ` +
        `${this.#people.message(below)}, which ${this.#people.person(user)} had read already`,
      { messages: [message, below] },
    );
  }
}
