/** MULTI, EXEC, DISCARD, WATCH: several commands at once, without rollback. */
import { endTransaction, hasWatchedKeyExpired, unwatch } from './client.ts';
import { ALL_KEYS, NO_KEYS } from './command.ts';
import { CommandError } from './command-error.ts';
import { isExpired } from './keyspace.ts';
import { NO_ARRAY, OK, type Reply } from './reply.ts';
import type { SessionCommand, SessionFamily } from './session-command.ts';
import type { Turn } from './turn.ts';

const atOnce = { isNeverQueued: true, whileLoading: true } as const;

const MULTI: SessionCommand = {
  ...atOnce,
  arity: 1,
  keys: NO_KEYS,
  run({ client }) {
    if (client.queue !== null) throw new CommandError('ERR MULTI calls can not be nested');
    client.queue = [];
    return [OK];
  },
};

const DISCARD: SessionCommand = {
  ...atOnce,
  arity: 1,
  keys: NO_KEYS,
  run({ client }) {
    if (client.queue === null) throw new CommandError('ERR DISCARD without MULTI');
    endTransaction(client);
    return [OK];
  },
};

const WATCH: SessionCommand = {
  ...atOnce,
  arity: -2,
  keys: ALL_KEYS,
  run({ client, around }, words) {
    if (client.queue !== null) throw new CommandError('ERR WATCH inside MULTI is not allowed');
    for (const key of words.slice(1)) {
      const entry = around.keyspace.entries.get(key);
      const isDead = entry !== undefined && isExpired(entry, around.nowMs);
      if (!client.watched.has(key)) client.watched.set(key, isDead);
    }
    return [OK];
  },
};

const UNWATCH: SessionCommand = {
  arity: 1,
  keys: NO_KEYS,
  whileLoading: true,
  run({ client }) {
    unwatch(client);
    return [OK];
  },
};

type Runner = (turn: Turn, words: readonly string[]) => readonly Reply[];

/** EXEC runs what was queued by `runner`. An error in the middle stops nothing and undoes nothing. */
const exec = (runner: Runner): SessionCommand => ({
  ...atOnce,
  arity: 1,
  keys: NO_KEYS,
  run(turn) {
    const { client, around } = turn;
    if (client.queue === null) throw new CommandError('ERR EXEC without MULTI');
    const isStale =
      client.isOutdated || hasWatchedKeyExpired(client, around.keyspace, around.nowMs);
    const { queue, isAborted } = client;
    endTransaction(client);
    if (isAborted) {
      throw new CommandError('EXECABORT Transaction discarded because of previous errors.');
    }
    if (isStale) return [NO_ARRAY];
    turn.isInExec = true;
    return [queue.flatMap((words) => runner(turn, words))];
  },
});

export const transactionCommands = (runner: Runner): SessionFamily => ({
  MULTI,
  DISCARD,
  WATCH,
  UNWATCH,
  EXEC: exec(runner),
});
