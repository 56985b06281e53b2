/**
 * shown-once: no device shows the same message twice. Copies that are absorbed on the way are no
 * violation; at least one must have come, or nothing was put to the test.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook } from '../measures/index.ts';
import { RECORD, type PacketType } from '../models/index.ts';
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

/** Packets that carry a message to the next node. */
const CARRIERS: readonly PacketType[] = ['publish', 'forward', 'deliver'];

export class ShownOnce implements Check {
  readonly name = 'shown-once';
  readonly kinds = ['typed', 'shown', 'duplicate', 'received', 'reinstalled', 'unlinked'] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  /** By device: the messages in its list. */
  readonly #shown = new Map<number, Set<number>>();
  /** By packet type and node: the messages that came in it. */
  readonly #arrived = new Map<string, Set<number>>();
  #cameTwice = false;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    if (record.kind === RECORD.shown) this.#show(record);
    else if (record.kind === RECORD.duplicate) this.#cameTwice = true;
    else if (record.kind === RECORD.received && !this.#cameTwice) this.#arrive(record);
    // Deleted with the app: shown again after a reinstall is shown once.
    else if (record.kind === RECORD.reinstalled || record.kind === RECORD.unlinked) {
      this.#shown.delete(record.node);
    }
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    if (!this.#cameTwice) return notProved('no message came anywhere twice, so none was absorbed');
    return HOLDS;
  }

  #show({ node, message, index }: TraceRecord): void {
    const shown = entry(this.#shown, node);
    if (!shown.has(message)) {
      shown.add(message);
      return;
    }
    this.#cameTwice = true;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} shows ${this.#people.message(message)} a second time`,
    );
  }

  #arrive({ node, message, b }: TraceRecord): void {
    if (message < 0) return;
    const packet = this.#context.names.text(b);
    if (!(CARRIERS as readonly string[]).includes(packet)) return;
    // A retry may reach another server than the first attempt did.
    const arrived = entry(this.#arrived, packet === 'publish' ? packet : `${packet} ${node}`);
    if (arrived.has(message)) this.#cameTwice = true;
    else arrived.add(message);
  }
}

function entry<Key>(sets: Map<Key, Set<number>>, key: Key): Set<number> {
  const known = sets.get(key);
  if (known !== undefined) return known;
  const fresh = new Set<number>();
  sets.set(key, fresh);
  return fresh;
}
