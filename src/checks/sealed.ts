/**
 * sealed: the words of a message are never at a node that is no phone, nor in a payload that passes
 * one. A claim about labels in the model, not about cryptography. It is put to the test by a sealed
 * message that passes a server; a push about one is looked into as well, when there is any.
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

/** Packets that bring the body of the one message they name. */
const CARRIERS: readonly PacketType[] = ['publish', 'forward', 'produce', 'deliver', 'reseal'];

export class Sealed implements Check {
  readonly name = 'sealed';
  readonly kinds = ['typed', 'sealed', 'sealedOnce', 'received', 'exposed'] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  readonly #sealed = new Set<number>();
  #passed = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    const { kind, message } = record;
    if (kind === RECORD.sealed || kind === RECORD.sealedOnce) this.#sealed.add(message);
    else if (kind === RECORD.exposed) this.#break(record, ', sealed though it was');
    else if (kind === RECORD.received && message >= 0) this.#arrive(record);
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    return this.#passed > 0 ? HOLDS : notProved('no sealed message passed a server');
  }

  #arrive(record: TraceRecord): void {
    const { names, topology } = this.#context;
    if (topology.nodes[record.node]?.kind === 'phone') return;
    if (!(CARRIERS as readonly string[]).includes(names.text(record.b))) return;
    if (this.#sealed.has(record.message)) this.#passed++;
    // Whatever was never sealed is readable wherever it comes.
    else this.#break(record, ', which nobody sealed');
  }

  #break({ node, message, index }: TraceRecord, how: string): void {
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} can read ${this.#people.message(message)}${how}`,
    );
  }
}
