/** A reply as Redis itself tells them apart: a status is no text, and "no array" is no "nothing". */
import type { RedisReply } from '../protocol/index.ts';
import { narrowed } from './integers.ts';

/** RESP2: $ text, : integer, $-1 nothing, + status, - error, *-1 no array, * array. */
export type Reply =
  | string
  | number
  | bigint
  | null
  | { readonly status: string }
  | { readonly error: string }
  | { readonly array: null }
  | readonly Reply[];

export const OK: Reply = { status: 'OK' };
export const PONG: Reply = { status: 'PONG' };
export const QUEUED: Reply = { status: 'QUEUED' };
export const NO_ARRAY: Reply = { array: null };

export const isError = (reply: Reply): reply is { readonly error: string } =>
  typeof reply === 'object' && reply !== null && 'error' in reply;

/** As it travels in a packet: an integer beyond 2^53 as its digits, for a number would round it. */
export function plainReply(reply: Reply): RedisReply {
  if (typeof reply === 'bigint') {
    const narrow = narrowed(reply);
    return typeof narrow === 'bigint' ? narrow.toString() : narrow;
  }
  if (typeof reply !== 'object' || reply === null) return reply;
  if ('status' in reply) return reply.status;
  if ('error' in reply) return reply;
  return 'array' in reply ? null : reply.map(plainReply);
}
