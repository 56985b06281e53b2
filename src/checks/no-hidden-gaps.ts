/**
 * no-hidden-gaps: what a phone shows is contiguous, or the gap is shown as a gap. A gap is a stored
 * message whose number lies below the highest on the phone; it may stay hidden for the bound.
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
import { LinkedDevices } from './linked-devices.ts';
import { msWords, People, userOf } from './people.ts';
import { Troubles } from './troubles.ts';

const LOCAL = PLACES.indexOf('local');
const TABLE = PLACES.indexOf('table');

interface Hole {
  readonly number: number;
  /** When it came to be, or when the phone last lost its connection: it cannot ask without one. */
  sinceUs: number;
  /** The record that made it. */
  readonly index: number;
  told: boolean;
}

/** One chat on one phone. */
interface Chat {
  readonly node: number;
  readonly conversation: number;
  readonly has: Set<number>;
  highest: number;
  /** By message. */
  readonly holes: Map<number, Hole>;
}

export class NoHiddenGaps implements Check {
  readonly name = 'no-hidden-gaps';
  readonly kinds = [
    ...(['typed', 'stored', 'gap', 'disconnected', 'cannotOpen', 'reinstalled'] as const),
    ...LinkedDevices.kinds,
  ];
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  readonly #linked: LinkedDevices;
  readonly #boundUs: number;
  /** By message: its number in the table. */
  readonly #numbers = new Map<number, number>();
  /** By conversation: the messages in the table. */
  readonly #tables = new Map<number, Set<number>>();
  readonly #chats = new Map<string, Chat>();
  #holes = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
    this.#linked = new LinkedDevices(context);
    this.#boundUs = context.scenario.boundMs * 1000;
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    this.#linked.step(record);
    const { kind, node, timeUs, a } = record;
    if (kind === RECORD.stored && a === TABLE) this.#number(record);
    else if (kind === RECORD.stored && a === LOCAL) this.#keep(record);
    else if (kind === RECORD.gap) this.#tell(record);
    // A line in its place says that it cannot be read.
    else if (kind === RECORD.cannotOpen) this.#keep(record);
    else if (kind === RECORD.reinstalled || kind === RECORD.unlinked) this.#clear(node);
    else if (kind === RECORD.disconnected) {
      for (const chat of this.#chats.values()) {
        if (chat.node !== node) continue;
        for (const hole of chat.holes.values()) hole.sinceUs = timeUs;
      }
    }
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    const troubles = new Troubles(this.#context);
    let open = '';
    for (const chat of this.#chats.values()) {
      const excuse = troubles.ofPhone(chat.node) ?? troubles.ofDataCentre() ?? '';
      for (const [message, hole] of chat.holes) {
        if (hole.told) continue;
        const dueUs = Math.max(hole.sinceUs, this.#context.healedAtUs) + this.#boundUs;
        if (excuse === '' && dueUs <= this.#context.endUs) return this.#hidden(chat, message, hole);
        open = excuse === '' ? 'a gap had not lasted for the bound when the run ended' : excuse;
      }
    }
    if (open !== '') return notProved(open);
    if (this.#holes > 0) return HOLDS;
    return notProved('no message came after one with a higher number, so no gap could be hidden');
  }

  /** The app was deleted with all it showed. */
  #clear(node: number): void {
    for (const [key, chat] of this.#chats) if (chat.node === node) this.#chats.delete(key);
  }

  /** The table has given a message its place. */
  #number({ message, c: number, timeUs, index }: TraceRecord): void {
    const facts = this.#book.about(message);
    if (facts === undefined || this.#numbers.has(message)) return;
    this.#numbers.set(message, number);
    const table = this.#tables.get(facts.conversation) ?? new Set<number>();
    this.#tables.set(facts.conversation, table.add(message));
    for (const chat of this.#chats.values()) {
      if (chat.conversation !== facts.conversation) continue;
      if (chat.has.has(message)) this.#rise(chat, number, timeUs, index);
      else if (number < chat.highest) this.#open(chat, message, { number, timeUs, index });
    }
  }

  #keep({ node, message, timeUs, index }: TraceRecord): void {
    const facts = this.#book.about(message);
    if (facts === undefined) return;
    const chat = this.#chat(node, facts.conversation);
    if (chat.has.has(message)) return;
    chat.has.add(message);
    const hole = chat.holes.get(message);
    chat.holes.delete(message);
    const dueUs = Math.max(hole?.sinceUs ?? timeUs, this.#context.healedAtUs) + this.#boundUs;
    if (hole?.told === false && timeUs > dueUs) this.broken ??= this.#hidden(chat, message, hole);
    const number = this.#numbers.get(message);
    if (number !== undefined) this.#rise(chat, number, timeUs, index);
  }

  #rise(chat: Chat, number: number, timeUs: number, index: number): void {
    if (number <= chat.highest) return;
    chat.highest = number;
    for (const other of this.#tables.get(chat.conversation) ?? []) {
      const below = this.#numbers.get(other)!;
      if (below >= number || chat.has.has(other) || chat.holes.has(other)) continue;
      this.#open(chat, other, { number: below, timeUs, index });
    }
  }

  #open(chat: Chat, message: number, at: { number: number; timeUs: number; index: number }): void {
    // Nobody misses what they typed themselves; another device of theirs is not told of it.
    const { topology } = this.#context;
    const facts = this.#book.about(message)!;
    if (userOf(topology, facts.phone) === userOf(topology, chat.node)) return;
    if (!this.#linked.isMeantFor(chat.node, facts)) return;
    this.#holes++;
    const { number, timeUs, index } = at;
    chat.holes.set(message, { number, sinceUs: timeUs, index, told: false });
  }

  #tell({ node, a: conversation, b: number }: TraceRecord): void {
    const chat = this.#chats.get(`${node} ${conversation}`);
    for (const hole of chat?.holes.values() ?? []) if (hole.number >= number) hole.told = true;
  }

  #hidden({ node }: Chat, message: number, { index }: Hole): Broken {
    return brokenAt(
      index,
      `${this.#people.node(node)} shows what came after ${this.#people.message(message)}, ` +
        `but not that one, and for ${msWords(this.#boundUs)} nothing tells of the gap`,
      { messages: [message] },
    );
  }

  #chat(node: number, conversation: number): Chat {
    const key = `${node} ${conversation}`;
    const known = this.#chats.get(key);
    if (known !== undefined) return known;
    const fresh: Chat = { node, conversation, has: new Set(), highest: 0, holes: new Map() };
    this.#chats.set(key, fresh);
    return fresh;
  }
}
