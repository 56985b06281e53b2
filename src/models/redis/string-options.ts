/** The options of SET and GETEX: which exclude each other, and the moment of expiry they ask for. */
import { invalidExpiry, notAnInteger, syntaxError } from './command-error.ts';
import { INT64_MAX, narrowed, parseInteger } from './integers.ts';
import type { TimeMs } from './keyspace.ts';

export interface StringOptions {
  readonly condition: 'NX' | 'XX' | undefined;
  readonly isGet: boolean;
  readonly life: Life | undefined;
}

/** What is to become of the time to live. */
export type Life =
  | { readonly option: 'KEEPTTL' | 'PERSIST' }
  | { readonly option: 'EX' | 'PX' | 'EXAT' | 'PXAT'; readonly amount: string };

const CLOCKED = ['EX', 'PX', 'EXAT', 'PXAT'];

/** Reads the words from `first` on. Throws a syntax error as Redis does, in any letter case. */
export function parseStringOptions(
  words: readonly string[],
  first: number,
  command: 'set' | 'getex',
): StringOptions {
  let condition: StringOptions['condition'];
  let isGet = false;
  let life: Life | undefined;
  const isFree = (option: string) => life === undefined || life.option === option;
  for (let at = first; at < words.length; at += 1) {
    const option = (words[at] as string).toUpperCase();
    const other = option === 'NX' ? 'XX' : 'NX';
    if (command === 'set' && (option === 'NX' || option === 'XX') && condition !== other) {
      condition = option;
    } else if (command === 'set' && option === 'GET') {
      isGet = true;
    } else if (option === (command === 'set' ? 'KEEPTTL' : 'PERSIST') && isFree(option)) {
      life = { option } as Life;
    } else if (CLOCKED.includes(option) && isFree(option) && at + 1 < words.length) {
      life = { option, amount: words[at + 1] } as Life;
      at += 1;
    } else {
      throw syntaxError();
    }
  }
  return { condition, isGet, life };
}

/** The moment that EX, PX, EXAT or PXAT names. Throws on 0, on the past of time itself, on overflow. */
export function momentOf(
  life: Extract<Life, { amount: string }>,
  nowMs: number,
  command: string,
): TimeMs {
  const amount = parseInteger(life.amount);
  if (amount === undefined) throw notAnInteger();
  const isSeconds = life.option === 'EX' || life.option === 'EXAT';
  const isRelative = life.option === 'EX' || life.option === 'PX';
  const moment = amount * (isSeconds ? 1000n : 1n) + (isRelative ? BigInt(nowMs) : 0n);
  if (amount <= 0n || moment > INT64_MAX) throw invalidExpiry(command);
  return narrowed(moment);
}
