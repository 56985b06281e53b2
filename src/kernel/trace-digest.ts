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
  private y = 0x85a308d3 | 0;
  private readonly words = new Int32Array(WORDS);

  /** Takes in one int32. Each step is one-to-one, so one difference alone can never cancel. */
  add(word: number): void {
    const x = Math.imul(this.x ^ word, 0x21f0aaad);
    const y = Math.imul((this.y + word + GOLDEN) | 0, 0x735a2d97);
    const mixedX = x ^ (x >>> 15);
    const mixedY = y ^ (y >>> 16);
    this.x = (mixedX + mixedY) | 0;
    this.y = mixedY ^ Math.imul(mixedX, 0x2c1b3c6d);
  }

  /** Takes in int32 words, one after the other. */
  addAll(words: ArrayLike<number>): void {
    for (let i = 0; i < words.length; i += 1) this.add(words[i]!);
  }

  /** Takes in a text, and where it ends. */
  addText(text: string): void {
    this.add(text.length);
    for (let i = 0; i < text.length; i += 1) this.add(text.charCodeAt(i));
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
      this.addAll(words);
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
    const second = scramble(this.y + first);
    return hexOfWord(scramble(first ^ second)) + hexOfWord(second);
  }
}
