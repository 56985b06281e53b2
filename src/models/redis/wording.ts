/** Commands and replies in the words of redis-cli, cut short: every text becomes a name of the trace. */
import type { RedisReply } from '../protocol/index.ts';

/** Our choice: what a line of the story has room for. */
const WORD_MAX = 24;
const LINE_MAX = 80;

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

export const wordingOfCommand = (words: readonly string[]): string =>
  cut(words.map((word) => cut(word, WORD_MAX)).join(' '), LINE_MAX);

/** 'OK', '(nil)', '(integer) 3', '"text"', '(error) ERR ...', '["a", "b"]'. */
export function wordingOfReply(reply: RedisReply): string {
  if (reply === null) return '(nil)';
  if (typeof reply === 'number') return `(integer) ${reply}`;
  if (reply === 'OK' || reply === 'PONG') return reply;
  if (typeof reply === 'string') return `"${cut(reply, WORD_MAX)}"`;
  if ('error' in reply) return cut(`(error) ${reply.error}`, LINE_MAX);
  return cut(`[${reply.map(wordingOfReply).join(', ')}]`, LINE_MAX);
}
