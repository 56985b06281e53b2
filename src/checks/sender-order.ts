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

/** What stands on a screen. */
interface Screen {
  /** Messages from the top. */
  readonly rows: number[];
  readonly known: Set<number>;
}

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
  /** By device and conversation. */
  readonly #screens = new Map<string, Screen>();
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
      this.#screen(node, facts.conversation).rows.splice(Math.max(0, placed.position), 0, COPY);
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
    const { rows, known } = this.#screen(node, facts.conversation);
    if (known.has(message)) rows.splice(rows.indexOf(message), 1);
    known.add(message);
    const row = position < 0 ? rows.length : Math.min(position, rows.length);
    rows.splice(row, 0, message);
    this.#judge({ node, message, index }, rows, row);
  }

  /** A row in its place: the nearest of the same sender above and below tell whether it fits. */
  #judge(
    placed: { readonly node: number; readonly message: number; readonly index: number },
    rows: readonly number[],
    row: number,
  ): void {
    for (const step of [-1, 1]) {
      let other = row + step;
      while (other >= 0 && other < rows.length && !this.#isSameSender(placed, rows[other]!)) {
        other += step;
      }
      const neighbour = rows[other];
      if (neighbour === undefined) continue;
      const [upper, lower] = step < 0 ? [neighbour, placed.message] : [placed.message, neighbour];
      this.#compare(placed, upper, lower);
    }
  }

  #compare(
    {
      node,
      message,
      index,
    }: { readonly node: number; readonly message: number; readonly index: number },
    upper: number,
    lower: number,
  ): void {
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

  #isSameSender({ message }: { readonly message: number }, other: number): boolean {
    return this.#book.about(other)?.phone === this.#book.about(message)?.phone;
  }

  #screen(node: number, conversation: number): Screen {
    const key = `${node} ${conversation}`;
    const known = this.#screens.get(key);
    if (known !== undefined) return known;
    const fresh: Screen = { rows: [], known: new Set() };
    this.#screens.set(key, fresh);
    return fresh;
  }
}
