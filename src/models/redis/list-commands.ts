/** Commands on lists. LPUSH with RPOP is a queue, LPUSH with LPOP a stack: the reader decides. */
import { type Command, type CommandFamily, integerAt, wordAt } from './command.ts';
import { CommandError, wrongArity } from './command-error.ts';
import { parseInteger } from './integers.ts';
import { type Access, putValue, removeKey, valueOf, type ValueOf } from './keyspace.ts';
import { NO_ARRAY } from './reply.ts';

type End = 'head' | 'tail';

const push = (end: End): Command => ({
  arity: -3,
  isWrite: true,
  run(access, words) {
    const key = wordAt(words, 1);
    const list = valueOf(access, key, 'list') ?? createList(access, key);
    for (const item of words.slice(2)) {
      if (end === 'head') list.items.unshift(item);
      else list.items.push(item);
    }
    access.touch(key);
    return list.items.length;
  },
});

const createList = (access: Access, key: string): ValueOf<'list'> =>
  putValue(access, key, { type: 'list', items: [] }).value as ValueOf<'list'>;

const pop = (command: string, end: End): Command => ({
  arity: -2,
  isWrite: true,
  run(access, words) {
    if (words.length > 3) throw wrongArity(command);
    const isMany = words.length === 3;
    const count = isMany ? parseInteger(wordAt(words, 2)) : 1n;
    if (count === undefined || count < 0n) {
      throw new CommandError('ERR value is out of range, must be positive');
    }
    const list = valueOf(access, wordAt(words, 1), 'list');
    if (list === undefined) return isMany ? NO_ARRAY : null;
    const taken = takeFrom(list.items, end, count);
    leave(access, wordAt(words, 1), list, taken);
    return isMany ? taken : (taken[0] ?? null);
  },
});

function takeFrom(items: string[], end: End, count: bigint): string[] {
  const most = count < BigInt(items.length) ? Number(count) : items.length;
  if (end === 'head') return items.splice(0, most);
  return items.splice(items.length - most, most).reverse();
}

/** Tells what left a list; an empty list is no key. */
function leave(access: Access, key: string, list: ValueOf<'list'>, gone: readonly string[]): void {
  if (gone.length === 0) return;
  access.unlisted.push(...gone);
  access.touch(key);
  if (list.items.length === 0) removeKey(access, key);
}

const LRANGE: Command = {
  arity: 4,
  run(access, words) {
    const [first, last] = [integerAt(words, 2), integerAt(words, 3)];
    const items = valueOf(access, wordAt(words, 1), 'list')?.items ?? [];
    const from = fromTheEnd(first, items.length);
    const to = fromTheEnd(last, items.length);
    return items.slice(from < 0 ? 0 : from, to < 0 ? 0 : to + 1);
  },
};

/** A negative index counts from the end; what lies beyond the list is cut to one step beyond it. */
function fromTheEnd(index: bigint, length: number): number {
  const at = index < 0n ? BigInt(length) + index : index;
  if (at < 0n) return -1;
  return at > BigInt(length) ? length : Number(at);
}

const LLEN: Command = {
  arity: 2,
  run: (access, words) => valueOf(access, wordAt(words, 1), 'list')?.items.length ?? 0,
};

/** Removes so many equal elements: positive counts from the head, negative from the tail, 0 all. */
const LREM: Command = {
  arity: 4,
  isWrite: true,
  run(access, words) {
    const count = integerAt(words, 2);
    const item = wordAt(words, 3);
    const list = valueOf(access, wordAt(words, 1), 'list');
    if (list === undefined) return 0;
    const size = count < 0n ? -count : count;
    const gone: string[] = [];
    const keep = (each: string) => {
      if (each !== item || (count !== 0n && BigInt(gone.length) >= size)) return true;
      gone.push(each);
      return false;
    };
    if (count < 0n) list.items = list.items.reverse().filter(keep).reverse();
    else list.items = list.items.filter(keep);
    leave(access, wordAt(words, 1), list, gone);
    return gone.length;
  },
};

export const listCommands: CommandFamily = {
  LPUSH: push('head'),
  RPUSH: push('tail'),
  LPOP: pop('lpop', 'head'),
  RPOP: pop('rpop', 'tail'),
  LRANGE,
  LLEN,
  LREM,
};
