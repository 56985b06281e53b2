/** The table of commands, and how one is executed: found, counted, run, answered. */
import type { RedisReply } from '../protocol/index.ts';
import type { Command, CommandFamily } from './command.ts';
import { CommandError, wrongArity } from './command-error.ts';
import { hashCommands } from './hash-commands.ts';
import { keyCommands } from './key-commands.ts';
import type { Access } from './keyspace.ts';
import { listCommands } from './list-commands.ts';
import { setCommands } from './set-commands.ts';
import { stringCommands } from './string-commands.ts';

const PING: Command = {
  arity: -1,
  run(_, words) {
    if (words.length > 2) throw wrongArity('ping');
    return words[1] ?? 'PONG';
  },
};

const FAMILIES: readonly CommandFamily[] = [
  { PING },
  stringCommands,
  keyCommands,
  listCommands,
  setCommands,
  hashCommands,
];

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  FAMILIES.flatMap((family) => Object.entries(family)),
);

/**
 * Runs one command and answers its reply; an error is a reply too.
 * While the server is loading its file, a command that exists is answered with LOADING.
 */
export function execute(access: Access, words: readonly string[], isLoading = false): RedisReply {
  try {
    const command = findCommand(words);
    if (isLoading) throw new CommandError('LOADING Redis is loading the dataset in memory');
    return command.run(access, words);
  } catch (error) {
    if (error instanceof CommandError) return { error: error.message };
    throw error;
  }
}

function findCommand(words: readonly string[]): Command {
  const name = words[0] ?? '';
  const command = COMMANDS.get(name.toUpperCase());
  if (command === undefined) {
    const beginning = words.slice(1).map((word) => `'${word}' `);
    throw new CommandError(
      `ERR unknown command '${name}', with args beginning with: ${beginning.join('')}`,
    );
  }
  const isFitting =
    command.arity < 0 ? words.length >= -command.arity : words.length === command.arity;
  if (!isFitting) throw wrongArity(name.toLowerCase());
  return command;
}
