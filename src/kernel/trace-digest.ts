/**
 * A running digest: two 32-bit lanes that take in whole numbers one at a time. It never sees a
 * float, because the bits of NaN differ between engines. It finds differences; it is no
 * protection against somebody who looks for two traces with one digest.
 */
import { GOLDEN, hexOfWord, scramble } from './mixing.ts';
import type { TraceColumns } from './trace-columns.ts';

/** The state of a digest, as plain data. */
export type DigestState = readonly [number, number];

const TWO_TO_32 = 4294967296;
/** How many words a record gives. */
const WORDS = 11;

export class Digest {
  private x = 0x243f6a88;
  private y = 0x13198a2e;
  private readonly words = new Int32Array(WORDS);

  /** Takes in int32 words. Each step is one-to-one, so one difference alone can never cancel. */
  add(words: ArrayLike<number>): void {
    let x = this.x;
    let y = this.y;
    for (let i = 0; i < words.length; i += 1) {
      x = Math.imul(x ^ words[i]!, 0x21f0aaad);
      x = (x ^ (x >>> 15)) + (GOLDEN | 0);
      y = Math.imul(y ^ x, 0x735a2d97);
      y ^= y >>> 16;
    }
    this.x = x | 0;
    this.y = y;
  }

  /** Takes in a text, and where it ends. */
  addText(text: string): void {
    const words = [text.length];
    for (let i = 0; i < text.length; i += 1) words.push(text.charCodeAt(i));
    this.add(words);
  }

  /** Takes in the records from `start` up to `end`. */
  addRecords(columns: TraceColumns, start: number, end: number): void {
    const words = this.words;
    for (let i = start; i < end; i += 1) {
      const timeUs = columns.timeUs[i]!;
      words[0] = columns.ordinal[i]!;
      words[1] = timeUs / TWO_TO_32;
      words[2] = timeUs;
      words[3] = columns.node[i]!;
      words[4] = columns.kind[i]!;
      words[5] = columns.cause[i]!;
      words[6] = columns.join[i]!;
      words[7] = columns.message[i]!;
      words[8] = columns.a[i]!;
      words[9] = columns.b[i]!;
      words[10] = columns.c[i]!;
      this.add(words);
    }
  }

  save(): DigestState {
    return [this.x, this.y];
  }

  restore(state: DigestState): void {
    [this.x, this.y] = state;
  }

  /** 16 hexadecimal digits. Asking changes nothing. */
  text(): string {
    const first = scramble(this.x);
    const second = scramble(this.y ^ first);
    return hexOfWord(scramble(first ^ second)) + hexOfWord(second);
  }
}
