/** Commands on sets: who belongs. Members come in the order of their arrival; Redis promises none. */
import { type Command, type CommandFamily, wordAt } from './command.ts';
import { type Access, putValue, removeKey, valueOf, type ValueOf } from './keyspace.ts';

const createSet = (access: Access, key: string): ValueOf<'set'> =>
  putValue(access, key, { type: 'set', members: new Set() }).value as ValueOf<'set'>;

const SADD: Command = {
  arity: -3,
  isWrite: true,
  run(access, words) {
    const key = wordAt(words, 1);
    const { members } = valueOf(access, key, 'set') ?? createSet(access, key);
    const before = members.size;
    for (const member of words.slice(2)) members.add(member);
    if (members.size > before) access.touch(key);
    return members.size - before;
  },
};

const SREM: Command = {
  arity: -3,
  isWrite: true,
  run(access, words) {
    const key = wordAt(words, 1);
    const members = valueOf(access, key, 'set')?.members;
    if (members === undefined) return 0;
    const removed = words.slice(2).filter((member) => members.delete(member)).length;
    if (removed > 0) access.touch(key);
    if (members.size === 0) removeKey(access, key);
    return removed;
  },
};

const SMEMBERS: Command = {
  arity: 2,
  run: (access, words) => [...(valueOf(access, wordAt(words, 1), 'set')?.members ?? [])],
};

const SCARD: Command = {
  arity: 2,
  run: (access, words) => valueOf(access, wordAt(words, 1), 'set')?.members.size ?? 0,
};

const SISMEMBER: Command = {
  arity: 3,
  run: (access, words) =>
    valueOf(access, wordAt(words, 1), 'set')?.members.has(wordAt(words, 2)) === true ? 1 : 0,
};

export const setCommands: CommandFamily = { SADD, SREM, SMEMBERS, SCARD, SISMEMBER };
