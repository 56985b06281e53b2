/** Commands on hashes: fields by name. Fields come in the order of their arrival. */
import { type Command, type CommandFamily, wordAt } from './command.ts';
import { wrongArity } from './command-error.ts';
import { type Access, putValue, removeKey, valueOf, type ValueOf } from './keyspace.ts';

const createHash = (access: Access, key: string): ValueOf<'hash'> =>
  putValue(access, key, { type: 'hash', fields: new Map() }).value as ValueOf<'hash'>;

const HSET: Command = {
  arity: -4,
  isWrite: true,
  run(access, words) {
    if (words.length % 2 === 1) throw wrongArity('hset');
    const key = wordAt(words, 1);
    const { fields } = valueOf(access, key, 'hash') ?? createHash(access, key);
    const before = fields.size;
    for (let at = 2; at < words.length; at += 2)
      fields.set(wordAt(words, at), wordAt(words, at + 1));
    access.touch(key);
    return fields.size - before;
  },
};

const HGET: Command = {
  arity: 3,
  run: (access, words) =>
    valueOf(access, wordAt(words, 1), 'hash')?.fields.get(wordAt(words, 2)) ?? null,
};

const HDEL: Command = {
  arity: -3,
  isWrite: true,
  run(access, words) {
    const key = wordAt(words, 1);
    const fields = valueOf(access, key, 'hash')?.fields;
    if (fields === undefined) return 0;
    const removed = words.slice(2).filter((field) => fields.delete(field)).length;
    if (removed > 0) access.touch(key);
    if (fields.size === 0) removeKey(access, key);
    return removed;
  },
};

const HGETALL: Command = {
  arity: 2,
  run: (access, words) => [...(valueOf(access, wordAt(words, 1), 'hash')?.fields ?? [])].flat(),
};

export const hashCommands: CommandFamily = { HSET, HGET, HDEL, HGETALL };
