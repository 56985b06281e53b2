/** The way of a command through a server (server.c, processCommand): found, guarded, queued or run. */
import { endTransaction, forgetIdle, isSubscriber } from './client.ts';
import { type Command, keysOf } from './command.ts';
import { CommandError } from './command-error.ts';
import { findIn, KEY_COMMANDS, orError } from './commands.ts';
import { migrationCommands } from './migration-commands.ts';
import { pongOf, pubsubCommands } from './pubsub-commands.ts';
import { QUEUED, type Reply } from './reply.ts';
import { checkSubcommand, serverCommands } from './server-commands.ts';
import type { SessionCommand } from './session-command.ts';
import { transactionCommands } from './transaction-commands.ts';
import { type Surroundings, Turn } from './turn.ts';

type AnyCommand = Command | SessionCommand;

const SESSION_COMMANDS = new Map<string, SessionCommand>(
  [serverCommands, migrationCommands, pubsubCommands, transactionCommands(runFound)].flatMap(
    (family) => Object.entries(family),
  ),
);

/** Every command by its name in capitals. */
export const COMMANDS: ReadonlyMap<string, AnyCommand> = new Map<string, AnyCommand>([
  ...KEY_COMMANDS,
  ...SESSION_COMMANDS,
]);

/** Answers one command of the connection `client`; everything that follows from it is in the turn. */
export function dispatch(around: Surroundings, client: string, words: readonly string[]): Turn {
  const turn = new Turn(around, client);
  try {
    turn.frames.push(...takeTurn(turn, words));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    turn.frames.push({ error: error.message });
  }
  forgetAsking(turn, words);
  forgetIdle(around.clients, client);
  return turn;
}

/** ASKING holds for one command, or for the transaction that comes next. */
function forgetAsking({ client }: Turn, words: readonly string[]): void {
  if (client.queue === null && !/^asking$/i.test(words[0] ?? '')) client.isAsking = false;
}

function takeTurn(turn: Turn, words: readonly string[]): readonly Reply[] {
  const { client } = turn;
  const command = guarded(turn, words);
  if (client.queue !== null && !('isNeverQueued' in command)) {
    // What will not run is not kept either.
    if (!client.isAborted && !client.isOutdated) client.queue.push(words);
    return [QUEUED];
  }
  return runCommand(turn, command, words);
}

/** The command, if it may run or be queued here and now; a refusal spoils an open transaction. */
function guarded(turn: Turn, words: readonly string[]): AnyCommand {
  const { client } = turn;
  const isExec = /^exec$/i.test(words[0] ?? '');
  try {
    const command = findIn(COMMANDS, words);
    checkSubcommand(words);
    const queued = isExec ? (client.queue ?? []) : [words];
    guard(turn, command, queued);
    return command;
  } catch (error) {
    if (isExec) endTransaction(client);
    else if (client.queue !== null) client.isAborted = true;
    throw error;
  }
}

const commandOf = (words: readonly string[]): AnyCommand =>
  COMMANDS.get((words[0] as string).toUpperCase()) as AnyCommand;

/** In the order of processCommand. For EXEC, `queued` is what it would run. */
function guard(turn: Turn, command: AnyCommand, queued: readonly (readonly string[])[]): void {
  const { around, client } = turn;
  const isWrite = queued.some((words) => 'isWrite' in commandOf(words));
  const keys = queued.flatMap((words) => keysOf(commandOf(words) as Command, words));
  const elsewhere =
    keys.length === 0
      ? undefined
      : around.redirection({
          keys,
          isWrite,
          isReader: client.isReader,
          isAsking: client.isAsking || command === COMMANDS.get('RESTORE-ASKING'),
          isMigrate: command === COMMANDS.get('MIGRATE'),
        });
  if (elsewhere !== undefined) throw new CommandError(elsewhere);
  if (isWrite && around.viewer === 'master' && !around.hasGoodReplicas) {
    throw new CommandError('NOREPLICAS Not enough good replicas to write.');
  }
  if (isWrite && around.viewer === 'replica') {
    throw new CommandError("READONLY You can't write against a read only replica.");
  }
  if (isSubscriber(client) && !maySubscriber(command)) {
    const name = (queued[0]?.[0] ?? 'exec').toLowerCase();
    throw new CommandError(
      `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET ` +
        'are allowed in this context',
    );
  }
  if (around.isLoading && !('whileLoading' in command)) {
    throw new CommandError('LOADING Redis is loading the dataset in memory');
  }
}

const PING = KEY_COMMANDS.get('PING');
const maySubscriber = (command: AnyCommand): boolean =>
  'whileSubscribed' in command || command === PING;

function runCommand(turn: Turn, command: AnyCommand, words: readonly string[]): readonly Reply[] {
  if (command === PING) {
    const pong = pongOf(turn, words);
    if (pong !== undefined) return [pong];
  }
  const session = SESSION_COMMANDS.get((words[0] as string).toUpperCase());
  return session === undefined ? [turn.run(command as Command, words)] : session.run(turn, words);
}

/** One queued command of a transaction: an error is its reply. */
function runFound(turn: Turn, words: readonly string[]): readonly Reply[] {
  let frames: readonly Reply[] = [];
  const reply = orError(() => {
    frames = runCommand(turn, commandOf(words), words);
    return null;
  });
  return reply === null ? frames : [reply];
}

/** One command of the master's stream, which no guard concerns. */
export function applyStream(around: Surroundings, words: readonly string[]): Turn {
  const turn = new Turn(around, 'master');
  runFound(turn, words);
  forgetIdle(around.clients, turn.name);
  return turn;
}
