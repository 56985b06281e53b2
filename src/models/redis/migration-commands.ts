/** MIGRATE, and what it says to the other node: the commands that make the key there. */
import { wordAt } from './command.ts';
import { CommandError, notAnInteger } from './command-error.ts';
import { KEY_COMMANDS } from './commands.ts';
import { parseInteger } from './integers.ts';
import { isExpired } from './keyspace.ts';
import { OK } from './reply.ts';
import type { SessionCommand, SessionFamily } from './session-command.ts';
import type { Turn } from './turn.ts';

// cluster.c: a timeout that is no positive number becomes this.
const TIMEOUT_MS = 1000;

/** Of its forms the one with a single key: host, port, key, database, timeout. */
const MIGRATE: SessionCommand = {
  arity: -6,
  keys: [3, 3, 1],
  isWrite: true,
  run(turn, words) {
    if (words.length > 6) throw new CommandError('ERR syntax error');
    const [timeout, database] = [parseInteger(wordAt(words, 5)), parseInteger(wordAt(words, 4))];
    if (timeout === undefined || database === undefined) throw notAnInteger();
    const key = wordAt(words, 3);
    if (!isAlive(turn, key)) return [{ status: 'NOKEY' }];
    const timeoutMs = timeout <= 0n ? TIMEOUT_MS : Number(timeout);
    turn.migration = { key, to: wordAt(words, 1), timeoutMs };
    return [];
  },
};

function isAlive({ around }: Turn, key: string): boolean {
  const entry = around.keyspace.entries.get(key);
  return entry !== undefined && !isExpired(entry, around.nowMs);
}

/** In Redis the payload is in the format of its file; here it is commands, as a snapshot has them. */
const RESTORE_ASKING: SessionCommand = {
  arity: -4,
  keys: [1, 1, 1],
  isWrite: true,
  run(turn, words) {
    if (isAlive(turn, wordAt(words, 1))) {
      throw new CommandError('BUSYKEY Target key name already exists.');
    }
    const commands = JSON.parse(wordAt(words, 3)) as readonly (readonly string[])[];
    for (const each of commands) {
      const command = KEY_COMMANDS.get(each[0] ?? '');
      if (command !== undefined) turn.run(command, each);
    }
    return [OK];
  },
};

export const migrationCommands: SessionFamily = { MIGRATE, 'RESTORE-ASKING': RESTORE_ASKING };
