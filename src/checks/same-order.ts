/**
 * same-order: two devices that both show two messages show them in one order, once the network has
 * been quiet for the bound; and a place in a conversation names one message everywhere, always.
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
import { msWords, People } from './people.ts';
import { Screens, type Screen } from './screens.ts';
import { Troubles } from './troubles.ts';

const TABLE = PLACES.indexOf('table');

export class SameOrder implements Check {
  readonly name = 'same-order';
  readonly kinds = Screens.kinds;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  readonly #screens = new Screens(this.#book, ({ node, message, index }) =>
    this.#evidence.set(`${node} ${message}`, index),
  );
  /** By device and message: the record that put it where it stands. */
  readonly #evidence = new Map<string, number>();
  /** By conversation and number: the message in that place. */
  readonly #places = new Map<string, number>();
  #lastTypedUs = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    this.#screens.step(record);
    if (record.kind === RECORD.typed) this.#lastTypedUs = record.timeUs;
    else if (record.kind === RECORD.shown) this.#name(record, record.b);
    else if (record.kind === RECORD.stored && record.a === TABLE) this.#name(record, record.c);
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    this.#screens.settle();
    const { healedAtUs, scenario, endUs } = this.#context;
    const boundUs = scenario.boundMs * 1000;
    const isQuiet = Math.max(healedAtUs, this.#lastTypedUs) + boundUs <= endUs;
    const troubles = new Troubles(this.#context);
    const screens = [...this.#screens.all()].filter(
      ({ node, rows }) => rows.length > 1 && troubles.ofPhone(node) === undefined,
    );
    let pairs = 0;
    for (let one = 0; one < screens.length; one++) {
      for (let other = one + 1; other < screens.length; other++) {
        const isSameChat = screens[one]!.conversation === screens[other]!.conversation;
        const order = isSameChat ? compare(screens[one]!, screens[other]!) : undefined;
        if (order === undefined) continue;
        pairs++;
        if (order === 'same') continue;
        if (isQuiet && troubles.ofDataCentre() === undefined) {
          return this.#differ(screens[one]!, screens[other]!, order);
        }
        return notProved(
          troubles.ofDataCentre() ??
            `the run ends before it has been quiet for ${msWords(boundUs)}, and orders differ`,
        );
      }
    }
    return pairs > 0 ? HOLDS : notProved('no two phones show the same two messages');
  }

  /** Evidence is the later of the two placings on the second screen. */
  #differ(one: Screen, other: Screen, { upper, lower }: Difference): Broken {
    const indexOf = (message: number) => this.#evidence.get(`${other.node} ${message}`) ?? 0;
    return brokenAt(
      Math.max(indexOf(upper), indexOf(lower)),
      `${this.#people.node(one.node)} shows ${this.#people.message(upper)} above ` +
        `${this.#people.message(lower)}, ${this.#people.node(other.node)} below it`,
      { messages: [upper, lower] },
    );
  }

  #name({ message, index }: TraceRecord, number: number): void {
    const facts = this.#book.about(message);
    if (number <= 0 || facts === undefined) return;
    const key = `${facts.conversation} ${number}`;
    const known = this.#places.get(key);
    if (known === undefined) this.#places.set(key, message);
    else if (known !== message) {
      this.broken ??= brokenAt(
        index,
        `number ${number} of ${this.#context.names.text(facts.conversation)} is both ` +
          `${this.#people.message(known)} and ${this.#people.message(message)}`,
        { messages: [known, message] },
      );
    }
  }
}

/** On the first screen `upper` stands above `lower`, on the second below. */
interface Difference {
  readonly upper: number;
  readonly lower: number;
}

/** Undefined when the screens have fewer than two messages in common. */
function compare(one: Screen, other: Screen): 'same' | Difference | undefined {
  const rowOf = new Map(one.rows.map((message, row) => [message, row]));
  const shared = other.rows.filter((message) => message >= 0 && rowOf.has(message));
  if (shared.length < 2) return undefined;
  for (let place = 1; place < shared.length; place++) {
    const [before, after] = [shared[place - 1]!, shared[place]!];
    if (rowOf.get(before)! > rowOf.get(after)!) return { upper: after, lower: before };
  }
  return 'same';
}
