/** Devices that seal to each other without a world: their keys come from one seed. */
import { Luck, keyOf } from '../../../src/kernel/index.ts';
import type { SealedCopy, Sealer, Sealing } from '../../../src/models/protocol/index.ts';

/** Keys by name, as a node draws them. */
export function luckOf(seed: string): Sealer['luck'] {
  const luck = new Luck(seed);
  return (purpose, ...key) => {
    const [a = 0, b = 0, c = 0] = key.map((part) =>
      typeof part === 'string' ? keyOf(part) : part,
    );
    return luck.uniform(purpose, a, b, c);
  };
}

export class Device implements Sealer {
  readonly luck: Sealer['luck'];
  readonly key: string;
  readonly state = new Map<string, string>();
  readonly name: string;
  readonly #sealing: Sealing;

  constructor(sealing: Sealing, name: string, install = 1, seed = 'two devices') {
    this.#sealing = sealing;
    this.luck = luckOf(seed);
    this.name = name;
    this.key = `${name}/k${install}`;
  }

  seal(to: Device | { name: string; key: string }, text: string, name: string, prekey = '') {
    const { name: device, key } = to;
    return this.#sealing.seal(this, { device, key, prekey, text, name });
  }

  open(copy: SealedCopy, name: string): string | undefined {
    return this.#sealing.open(this, copy, name);
  }

  /** A copy of this device as it is now. */
  saved(): string {
    return JSON.stringify([...this.state]);
  }
}
