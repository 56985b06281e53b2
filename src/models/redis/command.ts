/** What a command is to the table of commands: its arity, and a function from words to a reply. */
import { notAnInteger } from './command-error.ts';
import { parseInteger } from './integers.ts';
import type { Access } from './keyspace.ts';
import type { Reply } from './reply.ts';

/** Places of the first and the last key among the words, and the step between two; -1: the end. */
export type KeyPlaces = readonly [first: number, last: number, step: number];

export interface Command {
  /** Words with the command's own name; negative: at least so many. As COMMAND INFO tells it. */
  readonly arity: number;
  /** As COMMAND INFO tells it; [1, 1, 1] when left out. */
  readonly keys?: KeyPlaces;
  /** Whether it may change keys: then a replica refuses it, and a master passes it on. */
  readonly isWrite?: true;
  /** Throws CommandError for an error reply; by then it has changed nothing. */
  run(access: Access, words: readonly string[]): Reply;
}

export type CommandFamily = Readonly<Record<string, Command>>;

export const NO_KEYS: KeyPlaces = [0, 0, 0];
export const ALL_KEYS: KeyPlaces = [1, -1, 1];

/** The word at a place that the arity guarantees. */
export const wordAt = (words: readonly string[], at: number): string => words[at] as string;

/** The integer at a place; throws Redis's error when the word is none. */
export function integerAt(words: readonly string[], at: number): bigint {
  const value = parseInteger(wordAt(words, at));
  if (value === undefined) throw notAnInteger();
  return value;
}

/** The keys that these words name; the arity has been counted. */
export function keysOf(command: Command, words: readonly string[]): string[] {
  const [first, last, step] = command.keys ?? [1, 1, 1];
  if (first === 0) return [];
  const end = last < 0 ? words.length + last : last;
  return words.slice(first, end + 1).filter((_, at) => at % step === 0);
}
