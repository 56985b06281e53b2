/** What the CDN models, and what it leaves out. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'edges, shields between them and the origin, and the origin, each with its own copies',
    'freshness for so many seconds, then If-None-Match at the parent: 304 makes the copy new',
    'requests for what is on its way join the one fetch (RFC 9111, 4, collapsed requests)',
    'the copy is found by the path, or by the whole URL with its signature',
    'a URL’s expiry is judged at the edge for each request, also when the edge has the photo',
    'a parent that is silent or fails: the expired copy (stale), else 504; errors are kept for 10 s',
    'the least recently used copies go when there is no room; pieces are passed on as they come',
  ],
  leavesOut: [
    'Cache-Control and Vary of the origin: the edge’s own policy is the only one',
    'how a viewer finds the nearest edge: a phone’s setting names it, else it is the first',
    'key pairs of the CDN: it knows the signatures of the object store',
    'invalidation, compression, prefetching, prices',
  ],
  assumes: 'Amazon CloudFront’s defaults: 86,400 s, 3 attempts of 30 s, errors for 10 s.',
  sources: [
    'Amazon CloudFront Developer Guide: expiration, Origin Shield, error caching minimum TTL, origin ' +
      'response timeout, signed URLs (expiry at the time of the request)',
    'RFC 9111, HTTP Caching; RFC 5861, stale-if-error',
  ],
};
