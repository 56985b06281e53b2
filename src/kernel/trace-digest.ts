/**
 * A running digest: two 32-bit lanes that take in whole numbers one at a time. It never sees a
 * float, because the bits of NaN differ between engines. It finds differences; it is no
 * protection against somebody who looks for two traces with one digest.
 */
import { GOLDEN, hexOfWord, scramble } from './mixing.ts';

/** The state of a digest, as plain data. */
export type DigestState = readonly [number, number];

export class Digest {
  private readonly lanes = new Int32Array([0x243f6a88, 0x85a308d3 | 0]);

  /** Takes in one int32. Every step is one-to-one, so a difference once in cannot cancel alone. */
  add(word: number): void {
    const lanes = this.lanes;
    let x = Math.imul(lanes[0]! ^ word, 0x21f0aaad);
    let y = Math.imul(lanes[1]! + word + GOLDEN, 0x735a2d97);
    x ^= x >>> 15;
    y ^= y >>> 16;
    lanes[0] = x + y;
    lanes[1] = y ^ Math.imul(x, 0x2c1b3c6d);
  }

  /** Takes in a text, and where it ends. */
  addText(text: string): void {
    this.add(text.length);
    for (let i = 0; i < text.length; i += 1) this.add(text.charCodeAt(i));
  }

  save(): DigestState {
    return [this.lanes[0]!, this.lanes[1]!];
  }

  restore(state: DigestState): void {
    this.lanes.set(state);
  }

  /** 16 hexadecimal digits. Asking changes nothing. */
  text(): string {
    const x = scramble(this.lanes[0]!);
    const y = scramble(this.lanes[1]! + x);
    return hexOfWord(scramble(x ^ y)) + hexOfWord(y);
  }
}
