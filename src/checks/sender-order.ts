/** sender-order: messages of one sender in one conversation stand on every screen as typed. */
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
import { People, userOf } from './people.ts';

const LOCAL = PLACES.indexOf('local');
/** Stands in a list for a second copy: shown-once speaks of those. */
const COPY = -2;

interface Placed {
  readonly message: number;
  readonly position: number;
  /** The record to show as evidence. */
  readonly index: number;
}

export class SenderOrder implements Check {
  readonly name = 'sender-order';
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  /** What stands on a device's screen, from the top, by device and conversation. */
  readonly #screens = new Map<string, number[]>();
  readonly #shown = new Set<string>();
  #pairs = 0;
  /** By device: the row last put in place. What follows tells whether it is a second copy. */
  readonly #placed = new Map<number, Placed>();

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    const { kind, node, message, index } = record;
    if (kind === RECORD.stored && record.a === LOCAL) {
      this.#settle(node);
      this.#placed.set(node, { message, position: record.c, index });
    } else if (kind === RECORD.shown) {
      this.#show(node, message, index);
    }
  }

  verdict(): Verdict {
    for (const node of this.#placed.keys()) this.#settle(node);
    if (this.broken !== undefined) return this.broken;
    if (this.#pairs > 0) return HOLDS;
    return notProved('no other phone has two messages of one sender, so none could be misplaced');
  }

  #show(node: number, message: number, index: number): void {
    const placed = this.#placed.get(node);
    const key = `${node} ${message}`;
    const isCopy = this.#shown.has(key);
    this.#shown.add(key);
    if (placed?.message !== message) return;
    if (isCopy) {
      this.#placed.delete(node);
      const facts = this.#book.about(message);
      if (facts === undefined) return;
      this.#screen(node, facts.conversation).splice(Math.max(0, placed.position), 0, COPY);
    } else {
      this.#placed.set(node, { ...placed, index });
      this.#settle(node);
    }
  }

  /** Puts the row in its place, or moves it there when it has got a new number. */
  #settle(node: number): void {
    const placed = this.#placed.get(node);
    if (placed === undefined) return;
    this.#placed.delete(node);
    const { message, position, index } = placed;
    const facts = this.#book.about(message);
    if (facts === undefined) return;
    const screen = this.#screen(node, facts.conversation);
    const before = screen.indexOf(message);
    if (before >= 0) screen.splice(before, 1);
    screen.splice(position < 0 ? screen.length : position, 0, message);
    this.#judge(node, message, screen, index);
  }

  /** Looks at the messages of the same sender above and below one that has just found its place. */
  #judge(node: number, message: number, screen: readonly number[], index: number): void {
    const { topology } = this.#context;
    const { phone, typed } = this.#book.about(message)!;
    const own = userOf(topology, node) === userOf(topology, phone);
    const place = screen.indexOf(message);
    screen.forEach((other, row) => {
      const facts = this.#book.about(other);
      if (other === message || facts?.phone !== phone) return;
      if (!own) this.#pairs++;
      if (row < place === facts.typed < typed) return;
      const [upper, lower] = row < place ? [other, message] : [message, other];
      this.broken ??= brokenAt(
        index,
        `${this.#people.node(node)} shows ${this.#people.message(upper)} above ` +
          `${this.#people.message(lower)}, which was typed first`,
        { messages: [upper, lower] },
      );
    });
  }

  #screen(node: number, conversation: number): number[] {
    const key = `${node} ${conversation}`;
    const known = this.#screens.get(key);
    if (known !== undefined) return known;
    const fresh: number[] = [];
    this.#screens.set(key, fresh);
    return fresh;
  }
}
