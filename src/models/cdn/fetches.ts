/** What an edge fetches from its parent: a shield, or the object store itself. */
import type { PacketOf } from '../protocol/index.ts';
import { answerFrom, begin, catchUp, note, refuse } from './answers.ts';
import type { CachedCopy, Edge, Fetch, Waiter } from './store.ts';

/** By definition. */
const SECOND_US = 1_000_000;
const MIB = 1_048_576;
/** AWS CloudFront, Origin response timeout: 30 s; Connection attempts: 3. */
const PARENT_TIMEOUT_MS = 30_000;
const ATTEMPTS_MOST = 3;
/** AWS CloudFront, Error caching minimum TTL: 10 s. */
const ERROR_TTL_S = 10;
/** RFC 9110, 15.6.5: Gateway Timeout. */
const GATEWAY_TIMEOUT = 504;

export function startFetch(
  edge: Edge,
  what: Pick<Fetch, 'cacheKey' | 'key' | 'name' | 'etag'>,
  waiter: Waiter,
): void {
  edge.store.disk.transfers += 1;
  const transfer = `${edge.name}/t${edge.store.disk.transfers}`;
  const start = { bytes: -1, newEtag: '', isSealed: true, received: 0, attempts: 0 };
  edge.store.memory.fetches.set(transfer, { ...what, ...start, waiters: [waiter] });
  askParent(edge, transfer);
}

/** The node named by the setting `parent`, else the object store. */
function parentOf({ topology, spec, name }: Edge): number {
  const named = spec.settings['parent'];
  const parent =
    named === undefined ? topology.ofKind('object-store')[0] : topology.indexOf(String(named));
  if (parent !== undefined && parent >= 0) return parent;
  throw new Error(`${name} has no parent to fetch from: add an object-store, or name its parent`);
}

/** From where it stopped, if anything has come already. */
function askParent(edge: Edge, transfer: string): void {
  const fetch = edge.store.memory.fetches.get(transfer) as Fetch;
  const { name, key, etag, received: from } = fetch;
  fetch.attempts += 1;
  edge.startTimer('parent', PARENT_TIMEOUT_MS, transfer);
  edge.send(parentOf(edge), { type: 'mediaGet', name, transfer, key, url: null, from, etag });
}

/** Answers whether the packet belonged to a fetch of this life. */
export function takeHead(edge: Edge, packet: PacketOf<'mediaHead'>): boolean {
  const { transfer, status, bytes, etag, isSealed, error } = packet;
  const fetch = edge.store.memory.fetches.get(transfer);
  if (fetch === undefined) return false;
  if (status >= 500) {
    end(edge, transfer);
    failed(edge, fetch, status, error);
  } else if (status >= 400) {
    end(edge, transfer);
    remember(edge, fetch, status, error);
    for (const waiter of fetch.waiters) refuse(edge, fetch.key, waiter, status, error);
  } else if (status === 304) {
    end(edge, transfer);
    confirmed(edge, fetch);
  } else if (fetch.bytes < 0) {
    Object.assign(fetch, { bytes, newEtag: etag, isSealed });
    for (const waiter of fetch.waiters) begin(edge, waiter, fetch);
  }
  return true;
}

export function takePiece(edge: Edge, packet: PacketOf<'mediaPiece'>): boolean {
  const { transfer, at, bytes } = packet;
  const fetch = edge.store.memory.fetches.get(transfer);
  if (fetch === undefined) return false;
  // After a hole nothing counts until the parent is asked again.
  if (at !== fetch.received || fetch.bytes < 0) return true;
  fetch.received += bytes;
  edge.startTimer('parent', PARENT_TIMEOUT_MS, transfer);
  for (const waiter of fetch.waiters) catchUp(edge, waiter, fetch);
  if (fetch.received >= fetch.bytes) {
    end(edge, transfer);
    keep(edge, fetch);
  }
  return true;
}

/** Answers whether this was the last attempt. */
export function parentIsSilent(edge: Edge, transfer: string): boolean {
  const fetch = edge.store.memory.fetches.get(transfer) as Fetch;
  if (fetch.attempts < ATTEMPTS_MOST) {
    askParent(edge, transfer);
    return false;
  }
  end(edge, transfer);
  failed(edge, fetch, GATEWAY_TIMEOUT, 'GatewayTimeout');
  return true;
}

/** The copy that ran out is as good as new. */
function confirmed(edge: Edge, { cacheKey, key, waiters }: Fetch): void {
  const copy = edge.store.memory.copies.get(cacheKey);
  if (copy === undefined) return;
  const fresh = { ...copy, freshUntilUs: freshUntilUs(edge) };
  edge.store.memory.copies.set(cacheKey, fresh);
  serveAll(edge, cacheKey, fresh, waiters, () => note(edge, key, 'revalidated', waiters[0]!, 0));
}

/** The parent cannot answer: an expired copy is better than none. */
function failed(edge: Edge, fetch: Fetch, status: number, error: string): void {
  const { cacheKey, key, waiters } = fetch;
  const copy = edge.store.memory.copies.get(cacheKey);
  if (copy !== undefined) {
    return serveAll(edge, cacheKey, copy, waiters, () => note(edge, key, 'stale', waiters[0]!, 0));
  }
  remember(edge, fetch, status, error);
  for (const waiter of waiters) refuse(edge, key, waiter, status, error);
}

function serveAll(
  edge: Edge,
  cacheKey: string,
  copy: CachedCopy,
  waiters: readonly Waiter[],
  tell: () => void,
): void {
  tell();
  for (const waiter of waiters) answerFrom(edge, cacheKey, copy, waiter);
}

function remember(edge: Edge, { cacheKey }: Fetch, status: number, error: string): void {
  const untilUs = edge.localTimeUs() + ERROR_TTL_S * SECOND_US;
  edge.store.memory.refused.set(cacheKey, { status, error, untilUs });
}

function end(edge: Edge, transfer: string): void {
  edge.store.memory.fetches.delete(transfer);
  edge.stopTimer('parent', transfer);
}

const freshUntilUs = (edge: Edge): number => edge.localTimeUs() + edge.knobs.cdnTtlS * SECOND_US;

/** Keeps the copy, and drops the least recently used while there is no room (setting capacityMiB). */
function keep(edge: Edge, { cacheKey, key, bytes, newEtag: etag, isSealed }: Fetch): void {
  const { copies } = edge.store.memory;
  const roomBytes = Number(edge.spec.settings['capacityMiB'] ?? Infinity) * MIB;
  copies.delete(cacheKey);
  if (bytes > roomBytes) return;
  copies.set(cacheKey, { key, bytes, etag, isSealed, freshUntilUs: freshUntilUs(edge) });
  let taken = [...copies.values()].reduce((sum, copy) => sum + copy.bytes, 0);
  for (const [oldest, copy] of copies) {
    if (taken <= roomBytes) break;
    copies.delete(oldest);
    taken -= copy.bytes;
  }
}
