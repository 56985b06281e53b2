/** A node's store: plain data in two halves. A crash keeps the disk and loses the memory. */

/** Plain data: scalars, arrays, Maps, Sets and object literals, without cycles. */
export function copyPlain<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyPlain) as Value;
  if (value instanceof Map) {
    const copy = new Map();
    for (const [key, entry] of value) copy.set(key, copyPlain(entry));
    return copy as Value;
  }
  if (value instanceof Set) return new Set(value) as Value;
  if (value instanceof Int32Array) return value.slice() as Value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copyPlain((value as never)[key]);
  return copy as Value;
}

export interface StoreImage {
  readonly disk: unknown;
  readonly memory: unknown;
}

export class NodeStore<Disk extends object, Memory extends object> {
  disk: Disk;
  memory: Memory;
  readonly #freshDisk: () => Disk;
  readonly #freshMemory: () => Memory;

  constructor(fresh: { disk: () => Disk; memory: () => Memory }) {
    this.#freshDisk = fresh.disk;
    this.#freshMemory = fresh.memory;
    this.disk = fresh.disk();
    this.memory = fresh.memory();
  }

  /** The process dies: what was only in memory is gone. */
  crash(): void {
    this.memory = this.#freshMemory();
  }

  /** The app is deleted, or the disk replaced. */
  wipe(): void {
    this.disk = this.#freshDisk();
    this.memory = this.#freshMemory();
  }

  save(): StoreImage {
    return { disk: copyPlain(this.disk), memory: copyPlain(this.memory) };
  }

  restore(image: StoreImage): void {
    this.disk = copyPlain(image.disk) as Disk;
    this.memory = copyPlain(image.memory) as Memory;
  }
}
