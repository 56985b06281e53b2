/** Records of the nodes of a Cassandra ring. */
import { field, type RecordKind } from './record-kind.ts';

export const RING_RECORDS = {
  /** A coordinator keeps a write for a replica that did not take it. */
  hinted: {
    fields: [field('replica', 'node')],
    sentence: '{node} keeps a hint of {message} for {replica}.',
    level: 'life',
  },
  /** What the failure detector of a node has made of another's heartbeats. */
  peerUp: {
    fields: [field('peer', 'node')],
    sentence: '{node} hears of {peer} again.',
    level: 'life',
  },
  peerDown: {
    fields: [field('peer', 'node')],
    sentence: '{node} takes {peer} for down.',
    level: 'life',
  },
  /** Read repair: a read found that a replica lacks what another has. */
  mended: {
    fields: [field('replica', 'node'), field('table', 'text'), field('key', 'text')],
    sentence: '{node} sends {replica} what it lacks in {table} of {key}.',
    level: 'life',
  },
  /** A lightweight transaction met a higher ballot and begins again. */
  contended: {
    fields: [field('rounds', 'number'), field('key', 'text')],
    sentence: '{node} meets a higher ballot for {key} and begins again.',
    level: 'life',
  },
  /** A store complains in its log: a partition too large, too many tombstones in one read. */
  warned: {
    fields: [field('what', 'text'), field('key', 'text'), field('amount', 'number')],
    sentence: '{node} warns of {what} in {key}: {amount}.',
    level: 'inner',
  },
} as const satisfies Record<string, RecordKind>;
