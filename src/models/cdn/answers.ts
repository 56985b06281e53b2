/** What whoever asked is sent: a refusal, a head, and as much of the photo as there is by now. */
import { piecesBetween, type CacheOutcome } from '../protocol/index.ts';
import type { CachedCopy, Edge, Waiter } from './store.ts';

export function note(
  edge: Edge,
  key: string,
  outcome: CacheOutcome,
  { name }: Waiter,
  bytes: number,
): void {
  edge.record('cached', { message: name, key, outcome, bytes });
}

export function refuse(
  edge: Edge,
  key: string,
  waiter: Waiter,
  status: number,
  error: string,
): void {
  const { to, connection, name, transfer } = waiter;
  note(edge, key, 'error', waiter, 0);
  const nothing = { bytes: 0, etag: '', isSealed: true };
  edge.send(to, { type: 'mediaHead', name, transfer, status, error, ...nothing }, connection);
}

/** The whole of a copy, or what of it was asked for. It is the latest used from now on. */
export function answerFrom(edge: Edge, cacheKey: string, copy: CachedCopy, waiter: Waiter): void {
  const { copies } = edge.store.memory;
  copies.delete(cacheKey);
  copies.set(cacheKey, copy);
  const { bytes, etag, isSealed } = copy;
  if (waiter.etag === etag) {
    const { to, connection, name, transfer } = waiter;
    const head = { type: 'mediaHead', name, transfer, bytes, etag, isSealed } as const;
    return edge.send(to, { ...head, status: 304, error: '' }, connection);
  }
  begin(edge, waiter, { bytes, newEtag: etag, isSealed });
  catchUp(edge, waiter, { received: bytes });
}

/** The head of an answer. */
export function begin(
  edge: Edge,
  { to, connection, name, transfer, sentTo }: Waiter,
  { bytes, newEtag: etag, isSealed }: { bytes: number; newEtag: string; isSealed: boolean },
): void {
  const status = sentTo > 0 ? 206 : 200;
  const head = { type: 'mediaHead', name, transfer, status, error: '' } as const;
  edge.send(to, { ...head, bytes, etag, isSealed }, connection);
}

/** Sends on what has come so far and was not sent yet. */
export function catchUp(
  edge: Edge,
  waiter: Waiter,
  { received }: { readonly received: number },
): void {
  const { to, connection, name, transfer } = waiter;
  for (const piece of piecesBetween(waiter.sentTo, received)) {
    edge.send(to, { type: 'mediaPiece', name, transfer, ...piece }, connection);
  }
  waiter.sentTo = Math.max(waiter.sentTo, received);
}
