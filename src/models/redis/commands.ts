/** The table of commands on keys, and how one is found, counted and run. */
import type { RedisReply } from '../protocol/index.ts';
import { type Command, type CommandFamily, NO_KEYS } from './command.ts';
import { CommandError, WORD_BYTES_MAX, wrongArity } from './command-error.ts';
import { counterCommands } from './counter-commands.ts';
import { hashCommands } from './hash-commands.ts';
import { keyCommands } from './key-commands.ts';
import type { Access } from './keyspace.ts';
import { listCommands } from './list-commands.ts';
import { renameCommands } from './rename-commands.ts';
import { plainReply, PONG, type Reply } from './reply.ts';
import { setCommands } from './set-commands.ts';
import { stringCommands } from './string-commands.ts';
import { bytesIn, firstBytes } from './text-bytes.ts';

const PING: Command = {
  arity: -1,
  keys: NO_KEYS,
  run(_, words) {
    if (words.length > 2) throw wrongArity('ping');
    return words[1] ?? PONG;
  },
};

const FAMILIES: readonly CommandFamily[] = [
  { PING },
  stringCommands,
  counterCommands,
  keyCommands,
  renameCommands,
  listCommands,
  setCommands,
  hashCommands,
];

/** By name in capitals. */
export const KEY_COMMANDS: ReadonlyMap<string, Command> = new Map(
  FAMILIES.flatMap((family) => Object.entries(family)),
);

/** Throws Redis's errors for a command that it does not know, or that has the wrong number of words. */
export function findIn<Kind extends { readonly arity: number }>(
  table: ReadonlyMap<string, Kind>,
  words: readonly string[],
): Kind {
  const name = words[0] ?? '';
  const command = table.get(name.toUpperCase());
  if (command === undefined) throw unknownCommand(name, words.slice(1));
  const { arity } = command;
  if (arity < 0 ? words.length < -arity : words.length !== arity) {
    throw wrongArity(name.toLowerCase());
  }
  return command;
}

function unknownCommand(name: string, rest: readonly string[]): CommandError {
  let beginning = '';
  for (const word of rest) {
    const left = WORD_BYTES_MAX - bytesIn(beginning);
    if (left <= 0) break;
    beginning += `'${firstBytes(word, left)}' `;
  }
  return new CommandError(
    `ERR unknown command '${firstBytes(name, WORD_BYTES_MAX)}', with args beginning with: ${beginning}`,
  );
}

/** Runs one command; an error is a reply too. */
export function respond(access: Access, command: Command, words: readonly string[]): Reply {
  return orError(() => command.run(access, words));
}

export function orError(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (error instanceof CommandError) return { error: error.message };
    throw error;
  }
}

/** One command on keys from its words to its reply, as it would travel in a packet. */
export const execute = (access: Access, words: readonly string[]): RedisReply =>
  plainReply(orError(() => findIn(KEY_COMMANDS, words).run(access, words)));
