/** Who has had which message before their eyes: stored, the chat open, the app in front. */
import type { TraceRecord } from '../kernel/index.ts';
import type { MessageBook, ReadNames } from '../measures/index.ts';
import { PLACES, RECORD, type Topology } from '../models/index.ts';
import { userOf } from './people.ts';

const LOCAL = PLACES.indexOf('local');

interface Device {
  /** Names id of the conversation that is open, -1 when none is. */
  open: number;
  inFront: boolean;
  /** Stored and not yet seen. */
  unseen: number[];
}

export class Readings {
  static readonly kinds = ['stored', 'opened', 'crashed', 'state'] as const;
  readonly #topology: Topology;
  readonly #names: ReadNames;
  readonly #book: MessageBook;
  readonly #devices = new Map<number, Device>();
  /** By user: the messages read, each with the record that shows it. */
  readonly #read = new Map<string, Map<number, number>>();

  constructor(topology: Topology, names: ReadNames, book: MessageBook) {
    this.#topology = topology;
    this.#names = names;
    this.#book = book;
  }

  /** The book must have seen the record already. */
  step(record: TraceRecord): void {
    if (this.#topology.nodes[record.node]?.kind !== 'phone') return;
    const device = this.#device(record.node);
    if (record.kind === RECORD.stored && record.a === LOCAL) device.unseen.push(record.message);
    else if (record.kind === RECORD.opened) device.open = record.a;
    else if (record.kind === RECORD.crashed) device.open = -1;
    else if (record.kind === RECORD.state) this.#changeState(device, record);
    else return;
    this.#look(record, device);
  }

  hasRead(user: string, message: number): boolean {
    return this.#read.get(user)?.has(message) === true;
  }

  /** Whether the message had been read when that record was written. */
  hadRead(user: string, message: number, index: number): boolean {
    return (this.#read.get(user)?.get(message) ?? Infinity) < index;
  }

  #changeState(device: Device, record: TraceRecord): void {
    if (this.#names.text(record.a) !== 'app') return;
    const state = this.#names.text(record.c);
    device.inFront = state === 'foreground';
    if (state === 'killed') device.open = -1;
  }

  #look({ node, index }: TraceRecord, device: Device): void {
    if (!device.inFront || device.open < 0 || device.unseen.length === 0) return;
    const user = userOf(this.#topology, node);
    const read = this.#read.get(user) ?? new Map<number, number>();
    this.#read.set(user, read);
    device.unseen = device.unseen.filter((message) => {
      if (this.#book.about(message)?.conversation !== device.open) return true;
      if (!read.has(message)) read.set(message, index);
      return false;
    });
  }

  #device(node: number): Device {
    const known = this.#devices.get(node);
    if (known !== undefined) return known;
    const fresh = { open: -1, inFront: true, unseen: [] };
    this.#devices.set(node, fresh);
    return fresh;
  }
}
