/** What a command is to the table of commands: its arity, and a function from words to a reply. */
import type { RedisReply } from '../protocol/index.ts';
import { notAnInteger } from './command-error.ts';
import { parseInteger } from './integers.ts';
import type { Access } from './keyspace.ts';

export interface Command {
  /** Words with the command's own name; negative: at least so many. As COMMAND INFO tells it. */
  readonly arity: number;
  /** Throws CommandError for an error reply; by then it has changed nothing. */
  run(access: Access, words: readonly string[]): RedisReply;
}

export type CommandFamily = Readonly<Record<string, Command>>;

/** The word at a place that the arity guarantees. */
export const wordAt = (words: readonly string[], at: number): string => words[at] as string;

/** The integer at a place; throws Redis's error when the word is none. */
export function integerAt(words: readonly string[], at: number): bigint {
  const value = parseInteger(wordAt(words, at));
  if (value === undefined) throw notAnInteger();
  return value;
}
