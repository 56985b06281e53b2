/** One record opened up for a sentence: its fields by name, as words. */
import type { TraceRecord } from '../kernel/index.ts';
import { recordKind, type Topology } from '../models/index.ts';
import type { MessageBook } from './message-book.ts';
import {
  chatWords,
  keyWords,
  messageWords,
  nodeWords,
  personWords,
  type ReadNames,
} from './node-words.ts';
import { PACKET_WORDS } from './record-words.ts';

export class Telling {
  readonly record: TraceRecord;
  readonly #names: ReadNames;
  readonly #topology: Topology;
  readonly #book: MessageBook | undefined;

  constructor(record: TraceRecord, names: ReadNames, topology: Topology, book?: MessageBook) {
    this.record = record;
    this.#names = names;
    this.#topology = topology;
    this.#book = book;
  }

  /** The node at which it happened. */
  get node(): string {
    return nodeWords(this.#topology, this.record.node);
  }

  get message(): string {
    return messageWords(this.#names, this.record.message, this.#book);
  }

  /** The owner of the phone at which it happened. */
  get person(): string {
    return personWords(this.#userOf(this.record.node));
  }

  number(field: string): number {
    const fields = recordKind(this.record.kind).fields;
    const place = fields.findIndex(({ name }) => name === field);
    return [this.record.a, this.record.b, this.record.c][place] ?? -1;
  }

  text(field: string): string {
    const id = this.number(field);
    return id < 0 ? '' : this.#names.text(id);
  }

  /** A member of a closed list, as it is written in the list. */
  member<Member extends string>(field: string): Member {
    const { fields } = recordKind(this.record.kind);
    const kind = fields.find(({ name }) => name === field)?.kind;
    return (Array.isArray(kind) ? kind[this.number(field)] : '') as Member;
  }

  /** Another node that a field names. */
  other(field: string): string {
    return nodeWords(this.#topology, this.number(field));
  }

  user(field: string): string {
    return personWords(this.text(field));
  }

  key(field: string): string {
    return keyWords(this.#topology, this.text(field));
  }

  chat(field: string): string {
    return chatWords(this.#topology, this.text(field), this.#userOf(this.record.node));
  }

  /** What the packet is to a reader; a type without words of its own by its name. */
  get packet(): string {
    const type = this.text('packet');
    const words =
      (PACKET_WORDS as Readonly<Record<string, string>>)[type] ?? (type === '' ? 'a packet' : type);
    if (this.record.message >= 0) return words.replace('*', this.message);
    return words.replace(/ (?:about|for|of) \*/, '').replace('*', 'a message');
  }

  /** The phones that a sender's receipts come from: "Ben's phone", "the others' phones". */
  get otherSide(): string {
    const others = this.#membersBeside(this.#sender);
    if (others.length !== 1) return "the others' phones";
    const [device = -1] = this.#topology.devicesOf(others[0]!);
    return nodeWords(this.#topology, device);
  }

  get #sender(): string {
    if (this.record.message < 0) return '';
    const phone = this.#names.text(this.record.message).replace(/\/m\d+$/, '');
    return this.#userOf(this.#topology.indexOf(phone));
  }

  #membersBeside(sender: string): readonly string[] {
    const facts = this.#book?.about(this.record.message);
    const talks = this.#topology.conversations.filter(({ members }) => members.includes(sender));
    const named = facts === undefined ? undefined : this.#names.text(facts.conversation);
    // Without a book, whoever has one chat only must mean that one.
    const talk = named ?? (talks.length === 1 ? talks[0]!.name : '');
    return this.#topology.membersOf(talk).filter((member) => member !== sender);
  }

  #userOf(node: number): string {
    const spec = this.#topology.nodes[node];
    return spec === undefined ? '' : String(spec.settings['user'] ?? spec.name);
  }
}
