/** A request at an edge or a shield: answered from a copy, joined to a fetch, or passed on. */
import { URL_REFUSAL_STATUS, urlRefusal, type Arrival, type PacketOf } from '../protocol/index.ts';
import { answerFrom, begin, catchUp, note, refuse } from './answers.ts';
import { startFetch } from './fetches.ts';
import type { Edge, Waiter } from './store.ts';

export function request(edge: Edge, packet: PacketOf<'mediaGet'>, arrival: Arrival): void {
  const { name, transfer, key, url, from } = packet;
  const waiter: Waiter = {
    to: arrival.from,
    connection: arrival.connection,
    name,
    transfer,
    etag: packet.etag,
    sentTo: from,
  };
  const nowUs = edge.localTimeUs();
  // A viewer needs a URL of today whether or not the edge has the photo; our own tiers need none.
  const refusal = url === null ? '' : urlRefusal(url, { verbs: ['GetObject'], key }, nowUs);
  if (refusal !== '') return refuse(edge, key, waiter, URL_REFUSAL_STATUS[refusal], refusal);
  const cacheKey =
    edge.knobs.cdnCacheKey === 'wholeUrl' && url !== null ? `${key}?${url.signature}` : key;
  const { copies, refused, fetches } = edge.store.memory;
  const remembered = refused.get(cacheKey);
  if (remembered !== undefined && nowUs < remembered.untilUs) {
    return refuse(edge, key, waiter, remembered.status, remembered.error);
  }
  const copy = copies.get(cacheKey);
  if (copy !== undefined && nowUs < copy.freshUntilUs) {
    note(edge, key, 'hit', waiter, copy.bytes);
    return answerFrom(edge, cacheKey, copy, waiter);
  }
  const under = [...fetches.values()].find((each) => each.cacheKey === cacheKey);
  if (under !== undefined && edge.knobs.cdnCollapse === 'join') {
    note(edge, key, 'joined', waiter, 0);
    under.waiters.push(waiter);
    if (under.bytes >= 0) begin(edge, waiter, under);
    return catchUp(edge, waiter, under);
  }
  note(edge, key, 'miss', waiter, 0);
  startFetch(edge, { cacheKey, key, name, etag: copy?.etag ?? '' }, waiter);
}
