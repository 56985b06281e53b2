/** The counters: strings that spell an integer of 64 bits. */
import { type Command, type CommandFamily, integerAt, wordAt } from './command.ts';
import { CommandError, notAnInteger } from './command-error.ts';
import { INT64_MIN, isInt64, parseInteger } from './integers.ts';
import { type Access, putValue, valueOf } from './keyspace.ts';
import type { Reply } from './reply.ts';

/** Adds to a counter; a missing or expired key counts from 0 and gets no time to live. */
function add(access: Access, key: string, amount: bigint): Reply {
  const known = valueOf(access, key, 'string');
  const before = known === undefined ? 0n : parseInteger(known.text);
  if (before === undefined) throw notAnInteger();
  const after = before + amount;
  if (!isInt64(after)) throw new CommandError('ERR increment or decrement would overflow');
  putValue(access, key, { type: 'string', text: after.toString() });
  return after;
}

const step = (amount: bigint): Command => ({
  arity: 2,
  isWrite: true,
  run: (access, words) => add(access, wordAt(words, 1), amount),
});

const INCRBY: Command = {
  arity: 3,
  isWrite: true,
  run: (access, words) => add(access, wordAt(words, 1), integerAt(words, 2)),
};

const DECRBY: Command = {
  arity: 3,
  isWrite: true,
  run(access, words) {
    const amount = integerAt(words, 2);
    if (amount === INT64_MIN) throw new CommandError('ERR decrement would overflow');
    return add(access, wordAt(words, 1), -amount);
  },
};

export const counterCommands: CommandFamily = { INCR: step(1n), DECR: step(-1n), INCRBY, DECRBY };
