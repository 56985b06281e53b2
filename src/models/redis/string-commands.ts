/** Commands on strings: SET and GET with their kin. The counters have a file of their own. */
import { ALL_KEYS, type Command, type CommandFamily, wordAt } from './command.ts';
import { wrongArity } from './command-error.ts';
import { type Access, lookUp, putValue, removeKey, setExpiry, valueOf } from './keyspace.ts';
import { OK, type Reply } from './reply.ts';
import { type Life, momentOf, parseStringOptions, type StringOptions } from './string-options.ts';
import { bytesIn } from './text-bytes.ts';

const textAt = (access: Access, key: string): string | null =>
  valueOf(access, key, 'string')?.text ?? null;

/** Gives a key a text and takes its time to live: the classic way to lose a TTL. */
function putText(access: Access, key: string, text: string): void {
  // What is past its time goes first, by a DEL of its own.
  lookUp(access, key);
  const entry = putValue(access, key, { type: 'string', text });
  setExpiry(access, key, entry, undefined);
}

interface Setting extends StringOptions {
  readonly key: string;
  readonly text: string;
  /** The name in error texts. */
  readonly command: string;
}

function set(access: Access, { key, text, command, condition, isGet, life }: Setting): Reply {
  const clocked = life !== undefined && 'amount' in life ? life : undefined;
  const moment = clocked && momentOf(clocked, access.nowMs, command);
  const before = isGet ? textAt(access, key) : null;
  const isThere = lookUp(access, key) !== undefined;
  if (condition === 'NX' ? isThere : condition === 'XX' && !isThere) return before;
  const entry = putValue(access, key, { type: 'string', text });
  if (life?.option !== 'KEEPTTL') setExpiry(access, key, entry, moment);
  // Replicas are told the moment and not the span: a command that travels does not live longer.
  if (moment !== undefined) access.passOn(['SET', key, text, 'PXAT', `${moment}`]);
  return isGet ? before : OK;
}

const GET: Command = {
  arity: 2,
  run: (access, words) => textAt(access, wordAt(words, 1)),
};

const SET: Command = {
  arity: -3,
  isWrite: true,
  run(access, words) {
    const options = parseStringOptions(words, 3, 'set');
    // What GET answers does not concern replicas.
    if (options.isGet) access.passOn(words.filter((word, at) => at < 3 || !/^get$/i.test(word)));
    const [key, text] = [wordAt(words, 1), wordAt(words, 2)];
    return set(access, { key, text, command: 'set', ...options });
  },
};

const setWithLife = (command: string, option: 'EX' | 'PX'): Command => ({
  arity: 4,
  isWrite: true,
  run: (access, words) =>
    set(access, {
      key: wordAt(words, 1),
      text: wordAt(words, 3),
      command,
      condition: undefined,
      isGet: false,
      life: { option, amount: wordAt(words, 2) },
    }),
});

const SETNX: Command = {
  arity: 3,
  isWrite: true,
  run(access, words) {
    if (lookUp(access, wordAt(words, 1)) !== undefined) return 0;
    putText(access, wordAt(words, 1), wordAt(words, 2));
    return 1;
  },
};

const GETSET: Command = {
  arity: 3,
  isWrite: true,
  run(access, words) {
    const before = textAt(access, wordAt(words, 1));
    putText(access, wordAt(words, 1), wordAt(words, 2));
    access.passOn(['SET', ...words.slice(1)]);
    return before;
  },
};

const GETDEL: Command = {
  arity: 2,
  isWrite: true,
  run(access, words) {
    const text = textAt(access, wordAt(words, 1));
    if (text !== null) removeKey(access, wordAt(words, 1));
    access.passOn(['DEL', wordAt(words, 1)]);
    return text;
  },
};

const GETEX: Command = {
  arity: -2,
  isWrite: true,
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
  if (!('amount' in life)) {
    if (entry.expiresAtMs === undefined) return;
    access.passOn(['PERSIST', key]);
    return setExpiry(access, key, entry, undefined);
  }
  const moment = momentOf(life, access.nowMs, 'getex');
  const isPast = moment <= access.nowMs;
  access.passOn(isPast ? ['DEL', key] : ['PEXPIREAT', key, `${moment}`]);
  if (isPast) removeKey(access, key);
  else setExpiry(access, key, entry, moment);
}

const MGET: Command = {
  arity: -2,
  keys: ALL_KEYS,
  run: (access, words) =>
    words.slice(1).map((key) => {
      const value = lookUp(access, key)?.value;
      // A key of another type is nothing here, and no error.
      return value?.type === 'string' ? value.text : null;
    }),
};

const setMany = (command: string, onlyNew: boolean): Command => ({
  arity: -3,
  keys: [1, -1, 2],
  isWrite: true,
  run(access, words) {
    if (words.length % 2 === 0) throw wrongArity(command);
    const isKnown = (word: string, at: number) => at % 2 === 1 && lookUp(access, word);
    if (onlyNew && words.some(isKnown)) return 0;
    for (let at = 1; at < words.length; at += 2) {
      putText(access, wordAt(words, at), wordAt(words, at + 1));
    }
    return onlyNew ? 1 : OK;
  },
});

const APPEND: Command = {
  arity: 3,
  isWrite: true,
  run(access, words) {
    const text = (textAt(access, wordAt(words, 1)) ?? '') + wordAt(words, 2);
    putValue(access, wordAt(words, 1), { type: 'string', text });
    return bytesIn(text);
  },
};

const STRLEN: Command = {
  arity: 2,
  run: (access, words) => bytesIn(textAt(access, wordAt(words, 1)) ?? ''),
};

export const stringCommands: CommandFamily = {
  GET,
  SET,
  SETEX: setWithLife('setex', 'EX'),
  PSETEX: setWithLife('psetex', 'PX'),
  SETNX,
  GETSET,
  GETDEL,
  GETEX,
  MGET,
  MSET: setMany('mset', false),
  MSETNX: setMany('msetnx', true),
  APPEND,
  STRLEN,
};
