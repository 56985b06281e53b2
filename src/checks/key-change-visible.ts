/**
 * key-change-visible: no message is sealed to a new identity key before the sender's device recorded
 * the change, which its owner can see from then on. The first key that is met is new to nobody.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { keyWords, MessageBook } from '../measures/index.ts';
import { RECORD } from '../models/index.ts';
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

/** Of one device: names ids of its keys. */
interface KnownKeys {
  /** The first that anything was sealed to, -1 before. */
  first: number;
  /** The changes that were shown. */
  readonly shown: Set<number>;
}

export class KeyChangeVisible implements Check {
  readonly name = 'key-change-visible';
  readonly kinds = ['typed', 'sealed', 'keyChanged', 'reinstalled', 'unlinked'] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  /** By sender's device: what its owner knows of each other device. */
  readonly #known = new Map<number, Map<number, KnownKeys>>();
  #changes = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    const { kind, node } = record;
    if (kind === RECORD.sealed) this.#seal(record);
    // Whoever starts afresh has seen no key at all.
    else if (kind === RECORD.reinstalled || kind === RECORD.unlinked) this.#known.delete(node);
    else if (kind === RECORD.keyChanged) this.#keysOf(node, record.a).shown.add(record.c);
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    return this.#changes > 0 ? HOLDS : notProved('nothing was sealed to a key that had changed');
  }

  #seal({ node, message, a: device, b: key, index }: TraceRecord): void {
    const keys = this.#keysOf(node, device);
    if (keys.first < 0) keys.first = key;
    if (key === keys.first) return;
    this.#changes++;
    if (keys.shown.has(key)) return;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} seals ${this.#people.message(message)} to ` +
        `${keyWords(this.#context.topology, this.#context.names.text(key))}, ` +
        'and had not shown that the key changed',
    );
  }

  #keysOf(node: number, device: number): KnownKeys {
    const byDevice = this.#known.get(node) ?? new Map<number, KnownKeys>();
    this.#known.set(node, byDevice);
    const keys = byDevice.get(device) ?? { first: -1, shown: new Set<number>() };
    byDevice.set(device, keys);
    return keys;
  }
}
