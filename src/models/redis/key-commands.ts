/** Commands on keys of any type: existence, type, and time to live. */
import {
  ALL_KEYS,
  type Command,
  type CommandFamily,
  integerAt,
  NO_KEYS,
  wordAt,
} from './command.ts';
import { CommandError, invalidExpiry } from './command-error.ts';
import { INT64_MAX, INT64_MIN, narrowed } from './integers.ts';
import { type Access, lookUp, removeKey, setExpiry, timeToLiveMs } from './keyspace.ts';
import type { Reply } from './reply.ts';

const DEL: Command = {
  arity: -2,
  keys: ALL_KEYS,
  isWrite: true,
  run(access, words) {
    let removed = 0;
    for (const key of words.slice(1)) {
      if (lookUp(access, key) !== undefined && removeKey(access, key)) removed += 1;
    }
    return removed;
  },
};

const EXISTS: Command = {
  arity: -2,
  keys: ALL_KEYS,
  run: (access, words) => words.slice(1).filter((key) => lookUp(access, key) !== undefined).length,
};

const TYPE: Command = {
  arity: 2,
  run: (access, words) => ({ status: lookUp(access, wordAt(words, 1))?.value.type ?? 'none' }),
};

// Counts keys that are past their time but not yet found out: only an access or the cycle drops them.
const DBSIZE: Command = { arity: 1, keys: NO_KEYS, run: (access) => access.keyspace.entries.size };

type Unit = 's' | 'ms';

const remaining = (unit: Unit): Command => ({
  arity: 2,
  run(access, words) {
    const entry = lookUp(access, wordAt(words, 1));
    if (entry === undefined) return -2;
    const leftMs = timeToLiveMs(entry, access.nowMs);
    return leftMs === undefined ? -1 : inUnit(leftMs, unit);
  },
});

const moment = (unit: Unit): Command => ({
  arity: 2,
  run(access, words) {
    const entry = lookUp(access, wordAt(words, 1));
    if (entry === undefined) return -2;
    return entry.expiresAtMs === undefined ? -1 : inUnit(entry.expiresAtMs, unit);
  },
});

// TTL rounds to the nearest second: 400 ms before its end a key still there answers 0.
const inUnit = (timeMs: number | bigint, unit: Unit): Reply =>
  unit === 'ms' ? timeMs : (BigInt(timeMs) + 500n) / 1000n;

const PERSIST: Command = {
  arity: 2,
  isWrite: true,
  run(access, words) {
    const entry = lookUp(access, wordAt(words, 1));
    if (entry?.expiresAtMs === undefined) return 0;
    setExpiry(access, wordAt(words, 1), entry, undefined);
    return 1;
  },
};

/** NX, XX, GT and LT behind EXPIRE and its kin. */
function parseConditions(words: readonly string[]): ReadonlySet<string> {
  const conditions = new Set<string>();
  for (const word of words.slice(3)) {
    const option = word.toUpperCase();
    if (!['NX', 'XX', 'GT', 'LT'].includes(option)) {
      throw new CommandError(`ERR Unsupported option ${word}`);
    }
    conditions.add(option);
  }
  const [nx, xx, gt, lt] = ['NX', 'XX', 'GT', 'LT'].map((option) => conditions.has(option));
  if (nx && (xx || gt || lt)) {
    throw new CommandError('ERR NX and XX, GT or LT options at the same time are not compatible');
  }
  if (gt && lt) {
    throw new CommandError('ERR GT and LT options at the same time are not compatible');
  }
  return conditions;
}

function expire(access: Access, words: readonly string[], when: bigint): 0 | 1 {
  const conditions = parseConditions(words);
  const key = wordAt(words, 1);
  const entry = lookUp(access, key);
  if (entry === undefined) return 0;
  const present = entry.expiresAtMs;
  // A key without expiry lives for ever: GT never shortens it, LT always does.
  const isRefused =
    (conditions.has('NX') && present !== undefined) ||
    (conditions.has('XX') && present === undefined) ||
    (conditions.has('GT') && (present === undefined || when <= present)) ||
    (conditions.has('LT') && present !== undefined && when >= present);
  if (isRefused) return 0;
  // A replica keeps what its master has not deleted yet.
  const isPast = when <= access.nowMs && access.viewer !== 'stream';
  access.passOn(isPast ? ['DEL', key] : ['PEXPIREAT', key, `${when}`, ...words.slice(3)]);
  if (isPast) removeKey(access, key);
  else setExpiry(access, key, entry, narrowed(when));
  return 1;
}

const expireCommand = (command: string, unit: Unit, from: 'now' | 'epoch'): Command => ({
  arity: -3,
  isWrite: true,
  run(access, words) {
    parseConditions(words);
    const amount = integerAt(words, 2);
    const scale = unit === 's' ? 1000n : 1n;
    const basis = from === 'now' ? BigInt(access.nowMs) : 0n;
    const amountMs = amount * scale;
    if (amountMs < INT64_MIN || amountMs > INT64_MAX - basis) throw invalidExpiry(command);
    return expire(access, words, amountMs + basis);
  },
});

export const keyCommands: CommandFamily = {
  DEL,
  EXISTS,
  TYPE,
  DBSIZE,
  TTL: remaining('s'),
  PTTL: remaining('ms'),
  EXPIRETIME: moment('s'),
  PEXPIRETIME: moment('ms'),
  PERSIST,
  EXPIRE: expireCommand('expire', 's', 'now'),
  PEXPIRE: expireCommand('pexpire', 'ms', 'now'),
  EXPIREAT: expireCommand('expireat', 's', 'epoch'),
  PEXPIREAT: expireCommand('pexpireat', 'ms', 'epoch'),
};
