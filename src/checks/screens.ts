/** What stands on every screen, row by row, as far as the records tell. */
import type { TraceRecord } from '../kernel/index.ts';
import type { MessageBook } from '../measures/index.ts';
import { PLACES, RECORD, type RecordName } from '../models/index.ts';

const LOCAL = PLACES.indexOf('local');
/** Stands in a list for a second copy: shown-once speaks of those. */
const COPY = -2;

/** One chat on one device. */
export interface Screen {
  readonly node: number;
  /** Names id. */
  readonly conversation: number;
  /** Messages from the top. */
  readonly rows: readonly number[];
}

/** A message has got its place on a screen. */
export interface Placing extends Screen {
  readonly message: number;
  readonly row: number;
  /** It stood elsewhere before: it has got a number. */
  readonly moved: boolean;
  readonly timeUs: number;
  /** The record to show as evidence. */
  readonly index: number;
}

interface OwnScreen extends Screen {
  readonly rows: number[];
  readonly known: Set<number>;
}

interface Placed {
  readonly message: number;
  readonly position: number;
  readonly timeUs: number;
  readonly index: number;
}

export class Screens {
  static readonly kinds: readonly RecordName[] = [
    ...(['typed', 'stored', 'shown', 'reinstalled', 'unlinked'] as const),
  ];
  readonly #book: MessageBook;
  readonly #placed: (placing: Placing) => void;
  /** By device and conversation. */
  readonly #screens = new Map<string, OwnScreen>();
  readonly #shown = new Set<string>();
  /** By device: the row last put in place. What follows tells whether it is a second copy. */
  readonly #pending = new Map<number, Placed>();

  constructor(book: MessageBook, placed: (placing: Placing) => void) {
    this.#book = book;
    this.#placed = placed;
  }

  /** The book must have seen the record already. */
  step(record: TraceRecord): void {
    const { kind, node, message, index, timeUs } = record;
    if (kind === RECORD.stored && record.a === LOCAL) {
      this.#settle(node);
      this.#pending.set(node, { message, position: record.c, timeUs, index });
    } else if (kind === RECORD.shown) {
      this.#show(node, message, index);
    } else if (kind === RECORD.reinstalled || kind === RECORD.unlinked) this.#clear(node);
  }

  /** Puts the last row of every device in its place: ask for it before a verdict. */
  settle(): void {
    for (const node of this.#pending.keys()) this.#settle(node);
  }

  all(): IterableIterator<Screen> {
    return this.#screens.values();
  }

  /** The app was deleted with all it showed. */
  #clear(node: number): void {
    this.#pending.delete(node);
    for (const [key, screen] of this.#screens) {
      if (screen.node !== node) continue;
      for (const message of screen.known) this.#shown.delete(`${node} ${message}`);
      this.#screens.delete(key);
    }
  }

  #show(node: number, message: number, index: number): void {
    const placed = this.#pending.get(node);
    const key = `${node} ${message}`;
    const isCopy = this.#shown.has(key);
    this.#shown.add(key);
    if (placed?.message !== message) return;
    if (isCopy) {
      this.#pending.delete(node);
      const facts = this.#book.about(message);
      if (facts === undefined) return;
      this.#screen(node, facts.conversation).rows.splice(Math.max(0, placed.position), 0, COPY);
    } else {
      this.#pending.set(node, { ...placed, index });
      this.#settle(node);
    }
  }

  /** Puts the row in its place, or moves it there when it has got a new number. */
  #settle(node: number): void {
    const placed = this.#pending.get(node);
    if (placed === undefined) return;
    this.#pending.delete(node);
    const { message, position, index, timeUs } = placed;
    const facts = this.#book.about(message);
    if (facts === undefined) return;
    const { conversation } = facts;
    const { rows, known } = this.#screen(node, conversation);
    const moved = known.has(message);
    if (moved) rows.splice(rows.indexOf(message), 1);
    known.add(message);
    const row = position < 0 ? rows.length : Math.min(position, rows.length);
    rows.splice(row, 0, message);
    this.#placed({ node, conversation, rows, message, row, moved, timeUs, index });
  }

  #screen(node: number, conversation: number): OwnScreen {
    const key = `${node} ${conversation}`;
    const known = this.#screens.get(key);
    if (known !== undefined) return known;
    const fresh: OwnScreen = { node, conversation, rows: [], known: new Set() };
    this.#screens.set(key, fresh);
    return fresh;
  }
}
