/** Where the copies of each message lie, as far as the records tell: the ground truth of promises. */
import type { TraceRecord } from '../kernel/index.ts';
import { PLACES, RECORD } from '../models/index.ts';

const LOCAL = PLACES.indexOf('local');
const LOG = PLACES.indexOf('log');
const TABLE = PLACES.indexOf('table');

interface Copy {
  readonly node: number;
  readonly place: number;
  readonly durable: boolean;
}

export class Copies {
  static readonly kinds = ['stored', 'forgotten', 'crashed'] as const;
  readonly #byMessage = new Map<number, Copy[]>();

  step(record: TraceRecord): void {
    if (record.kind === RECORD.stored) this.#store(record);
    else if (record.kind === RECORD.forgotten) this.#forget(record);
    else if (record.kind === RECORD.crashed) this.#crash(record.node);
  }

  /** Whether a device has the message in its own database, on disk. */
  isOnDevice(message: number, device: number): boolean {
    return this.#of(message).some(
      ({ node, place, durable }) => node === device && place === LOCAL && durable,
    );
  }

  /** How many nodes keep the message in a log or a table on disk. */
  durableStores(message: number): number {
    const nodes = new Set<number>();
    for (const { node, place, durable } of this.#of(message)) {
      if (durable && (place === LOG || place === TABLE)) nodes.add(node);
    }
    return nodes.size;
  }

  /** A node other than the sender's phone that has a copy in any place, or undefined. */
  elsewhere(message: number, senderPhone: number): number | undefined {
    return this.#of(message).find(({ node }) => node !== senderPhone)?.node;
  }

  #of(message: number): readonly Copy[] {
    return this.#byMessage.get(message) ?? [];
  }

  #store({ message, node, a: place, b }: TraceRecord): void {
    const copies = this.#byMessage.get(message) ?? [];
    const kept = copies.filter((copy) => copy.node !== node || copy.place !== place);
    const before = copies.find((copy) => copy.node === node && copy.place === place);
    // A second, unflushed write of the same row does not undo the first.
    kept.push({ node, place, durable: b === 1 || before?.durable === true });
    this.#byMessage.set(message, kept);
  }

  #forget({ message, node, a: place }: TraceRecord): void {
    const copies = this.#of(message);
    if (copies.length === 0) return;
    this.#byMessage.set(
      message,
      copies.filter((copy) => copy.node !== node || copy.place !== place),
    );
  }

  /** What was only in memory is gone. */
  #crash(node: number): void {
    for (const [message, copies] of this.#byMessage) {
      if (!copies.some((copy) => copy.node === node && !copy.durable)) continue;
      this.#byMessage.set(
        message,
        copies.filter((copy) => copy.node !== node || copy.durable),
      );
    }
  }
}
