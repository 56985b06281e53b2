/** Commands on strings: SET and GET with their kin, and the counters. */
import type { RedisReply } from '../protocol/index.ts';
import { type Command, type CommandFamily, integerAt, wordAt } from './command.ts';
import { CommandError, notAnInteger } from './command-error.ts';
import { INT64_MIN, integerReply, isInt64, parseInteger } from './integers.ts';
import { type Access, lookUp, putValue, removeKey, setExpiry, valueOf } from './keyspace.ts';
import { type Life, momentOf, parseStringOptions, type StringOptions } from './string-options.ts';

const textAt = (access: Access, key: string): string | null =>
  valueOf(access, key, 'string')?.text ?? null;

function setText(access: Access, key: string, text: string, options: StringOptions): RedisReply {
  const { condition, isGet, life } = options;
  const clocked = life !== undefined && 'amount' in life ? life : undefined;
  const moment = clocked && momentOf(clocked, access.nowMs, 'set');
  const before = isGet ? textAt(access, key) : null;
  const isThere = lookUp(access, key) !== undefined;
  if (condition === 'NX' ? isThere : condition === 'XX' && !isThere) return before;
  const entry = putValue(access, key, { type: 'string', text });
  // A plain SET makes the key permanent again: the classic way to lose a TTL.
  if (life?.option !== 'KEEPTTL') setExpiry(access, key, entry, moment);
  return isGet ? before : 'OK';
}

const GET: Command = {
  arity: 2,
  run: (access, words) => textAt(access, wordAt(words, 1)),
};

const SET: Command = {
  arity: -3,
  run: (access, words) =>
    setText(access, wordAt(words, 1), wordAt(words, 2), parseStringOptions(words, 3, 'set')),
};

const GETDEL: Command = {
  arity: 2,
  run(access, words) {
    const text = textAt(access, wordAt(words, 1));
    if (text !== null) removeKey(access, wordAt(words, 1));
    return text;
  },
};

const GETEX: Command = {
  arity: -2,
  run(access, words) {
    const key = wordAt(words, 1);
    const { life } = parseStringOptions(words, 2, 'getex');
    const text = textAt(access, key);
    if (text !== null && life !== undefined) changeLife(access, key, life);
    return text;
  },
};

function changeLife(access: Access, key: string, life: Life): void {
  const entry = lookUp(access, key);
  if (entry === undefined) return;
  if (!('amount' in life)) return setExpiry(access, key, entry, undefined);
  const moment = momentOf(life, access.nowMs, 'getex');
  if (moment <= access.nowMs) removeKey(access, key);
  else setExpiry(access, key, entry, moment);
}

/** Adds to a counter; a missing or expired key counts from 0 and gets no time to live. */
function add(access: Access, key: string, amount: bigint): RedisReply {
  const known = valueOf(access, key, 'string');
  const before = known === undefined ? 0n : parseInteger(known.text);
  if (before === undefined) throw notAnInteger();
  const after = before + amount;
  if (!isInt64(after)) throw new CommandError('ERR increment or decrement would overflow');
  putValue(access, key, { type: 'string', text: after.toString() });
  return integerReply(after);
}

const INCR: Command = { arity: 2, run: (access, words) => add(access, wordAt(words, 1), 1n) };
const DECR: Command = { arity: 2, run: (access, words) => add(access, wordAt(words, 1), -1n) };

const INCRBY: Command = {
  arity: 3,
  run: (access, words) => add(access, wordAt(words, 1), integerAt(words, 2)),
};

const DECRBY: Command = {
  arity: 3,
  run(access, words) {
    const amount = integerAt(words, 2);
    if (amount === INT64_MIN) throw new CommandError('ERR decrement would overflow');
    return add(access, wordAt(words, 1), -amount);
  },
};

export const stringCommands: CommandFamily = {
  GET,
  SET,
  GETDEL,
  GETEX,
  INCR,
  DECR,
  INCRBY,
  DECRBY,
};
