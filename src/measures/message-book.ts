/** What each message says and where it belongs, read from the records of its typing. */
import type { TraceRecord } from '../kernel/index.ts';
import { RECORD } from '../models/index.ts';

export interface MessageFacts {
  /** Index of the record of its typing. */
  readonly typed: number;
  readonly typedAtUs: number;
  /** The phone on which it was typed. */
  readonly phone: number;
  /** Names ids. */
  readonly text: number;
  readonly conversation: number;
}

/** A fold over the trace: feed it every record, in order, and ask for any message so far. */
export class MessageBook {
  readonly #facts = new Map<number, MessageFacts>();

  step(record: TraceRecord): void {
    if (record.kind !== RECORD.typed || this.#facts.has(record.message)) return;
    this.#facts.set(record.message, {
      typed: record.index,
      typedAtUs: record.timeUs,
      phone: record.node,
      text: record.a,
      conversation: record.b,
    });
  }

  /** Undefined for a message that nobody has typed. */
  about(message: number): MessageFacts | undefined {
    return this.#facts.get(message);
  }

  /** All messages by names id, in the order in which they were typed. */
  all(): IterableIterator<[message: number, facts: MessageFacts]> {
    return this.#facts.entries();
  }

  get size(): number {
    return this.#facts.size;
  }
}
