/** sender-order: messages of one sender in one conversation stand on every screen as typed. */
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
import { Screens, type Placing } from './screens.ts';

export class SenderOrder implements Check {
  readonly name = 'sender-order';
  readonly kinds = Screens.kinds;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  readonly #screens = new Screens(this.#book, (placing) => this.#judge(placing));
  #pairs = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    this.#screens.step(record);
  }

  verdict(): Verdict {
    this.#screens.settle();
    if (this.broken !== undefined) return this.broken;
    if (this.#pairs > 0) return HOLDS;
    return notProved('no other phone has two messages of one sender, so none could be misplaced');
  }

  /** A row in its place: the nearest of the same sender above and below tell whether it fits. */
  #judge(placing: Placing): void {
    const { rows, row, message } = placing;
    for (const step of [-1, 1]) {
      let other = row + step;
      while (other >= 0 && other < rows.length && !this.#isSameSender(message, rows[other]!)) {
        other += step;
      }
      const neighbour = rows[other];
      if (neighbour === undefined) continue;
      const [upper, lower] = step < 0 ? [neighbour, message] : [message, neighbour];
      this.#compare(placing, upper, lower);
    }
  }

  #compare({ node, message, index }: Placing, upper: number, lower: number): void {
    const { topology } = this.#context;
    const { phone } = this.#book.about(message)!;
    if (userOf(topology, node) !== userOf(topology, phone)) this.#pairs++;
    if (this.#book.about(upper)!.typed < this.#book.about(lower)!.typed) return;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} shows ${this.#people.message(upper)} above ` +
        `${this.#people.message(lower)}, which was typed first`,
      { messages: [upper, lower] },
    );
  }

  #isSameSender(message: number, other: number): boolean {
    return this.#book.about(other)?.phone === this.#book.about(message)?.phone;
  }
}
