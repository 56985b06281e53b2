/**
 * Keeps one text in two places of the browser's storage and writes the older one: whatever stops a
 * write half-way, the other is whole. A place that cannot be read is put aside, never overwritten.
 */
import { crc32OfText } from '../share/crc32.ts';

/** What of the browser's Storage is needed. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

export interface Slot {
  readonly generation: number;
  readonly body: string;
}

const NAMES = ['a', 'b'] as const;

export class TwoSlots {
  readonly #shelf: Shelf;
  readonly #prefix: string;

  /** @param prefix comes before every name: other pages of one account share the storage. */
  constructor(shelf: Shelf, prefix: string) {
    this.#shelf = shelf;
    this.#prefix = prefix;
  }

  /** Every slot that can be read, the newest first. @throws when the storage is closed to us. */
  read(): readonly Slot[] {
    const slots = NAMES.flatMap((name) => this.#readSlot(name) ?? []);
    return slots.toSorted((one, other) => other.generation - one.generation);
  }

  /** @throws when there is no room or the storage is closed; the last text is still there then. */
  write(body: string): void {
    const [a, b] = NAMES.map((name) => this.#readSlot(name)?.generation ?? 0) as [number, number];
    const name = a <= b ? 'a' : 'b';
    const generation = Math.max(a, b) + 1;
    const crc = crc32OfText(`${generation} ${body}`);
    this.#shelf.setItem(this.#nameOf(name), JSON.stringify({ v: 1, gen: generation, crc, body }));
  }

  /** A copy of what could not be understood, for a person to look at. */
  setAside(text: string): void {
    const name = `${this.#prefix}damaged`;
    try {
      if (this.#shelf.getItem(name) === null) this.#shelf.setItem(name, text);
    } catch {
      // No room for it. It still lies where it was.
    }
  }

  #readSlot(name: (typeof NAMES)[number]): Slot | undefined {
    const text = this.#shelf.getItem(this.#nameOf(name));
    if (text === null) return undefined;
    const slot = slotIn(text);
    if (slot === undefined) this.setAside(text);
    return slot;
  }

  #nameOf(name: string): string {
    return `${this.#prefix}${name}`;
  }
}

function slotIn(text: string): Slot | undefined {
  try {
    const { v, gen, crc, body } = JSON.parse(text) as Record<string, unknown>;
    if (v !== 1 || typeof gen !== 'number' || typeof body !== 'string') return undefined;
    return crc === crc32OfText(`${gen} ${body}`) ? { generation: gen, body } : undefined;
  } catch {
    return undefined;
  }
}
