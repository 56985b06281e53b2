/** The replication stream: commands counted in the bytes of their wire form, the last of them kept. */
import type { RedisWords } from '../protocol/index.ts';
import type { ReplicationState, StreamStep } from './replication-state.ts';
import { bytesIn } from './text-bytes.ts';

// repl-backlog-size, the default of Redis 7.0: 1 MiB.
const BACKLOG_BYTES = 1_048_576;

/** The length of commands as RESP arrays of bulk strings. */
export const streamBytes = (commands: readonly RedisWords[]): number =>
  commands.reduce((sum, words) => sum + words.reduce(addWord, headBytes(words.length)), 0);

const headBytes = (count: number): number => `*${count}\r\n`.length;

const addWord = (sum: number, word: string): number => {
  const length = bytesIn(word);
  return sum + `$${length}\r\n`.length + length + 2;
};

/** Several changes of one command travel as a transaction. */
export const together = (commands: readonly RedisWords[]): readonly RedisWords[] =>
  commands.length > 1 ? [['MULTI'], ...commands, ['EXEC']] : commands;

/** Begins to keep the stream; from now on it counts. */
export function openBacklog(state: ReplicationState): void {
  if (state.backlog !== null) return;
  state.backlog = [];
  state.backlogFrom = state.offset;
}

/** Puts a step at the end, and drops what no longer has room. */
export function extend(state: ReplicationState, step: StreamStep): void {
  state.offset = step.offset;
  if (state.backlog === null) return;
  state.backlog.push(step);
  while (state.offset - state.backlogFrom > BACKLOG_BYTES) {
    const oldest = state.backlog.shift() as StreamStep;
    state.backlogFrom = oldest.offset;
  }
}

/** The steps behind an offset of a history; undefined where only a full copy helps. */
export function stepsAfter(
  state: ReplicationState,
  history: string,
  offset: number,
): readonly StreamStep[] | undefined {
  const isOurs = history === state.history;
  const isFormer = history === state.formerHistory && offset <= state.formerOffset;
  if (!isOurs && !isFormer) return undefined;
  if (state.backlog === null || offset < state.backlogFrom || offset > state.offset) {
    return undefined;
  }
  return state.backlog.filter((step) => step.offset > offset);
}
