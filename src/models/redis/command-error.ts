/** An error reply in Redis's own words, thrown by a command and answered to the client. */
import { firstBytes } from './text-bytes.ts';

export class CommandError extends Error {
  constructor(text: string) {
    // An error is one line of the protocol: what would end the line comes back as spaces.
    super(text.replace(/[\r\n]/g, ' '));
  }
}

export const syntaxError = (): CommandError => new CommandError('ERR syntax error');

export const notAnInteger = (): CommandError =>
  new CommandError('ERR value is not an integer or out of range');

export const wrongArity = (command: string): CommandError =>
  new CommandError(`ERR wrong number of arguments for '${command}' command`);

// networking.c: so much of a wrong command comes back in its error.
export const WORD_BYTES_MAX = 128;

export const unknownSubcommand = (command: string, name: string): CommandError =>
  new CommandError(
    `ERR unknown subcommand '${firstBytes(name, WORD_BYTES_MAX)}'. Try ${command} HELP.`,
  );

export const invalidExpiry = (command: string): CommandError =>
  new CommandError(`ERR invalid expire time in '${command}' command`);
