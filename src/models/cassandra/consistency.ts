/** How many replicas a consistency level waits for, and what Cassandra refuses before it tries. */
import type { CassandraStatement, ConsistencyLevel, PacketOf } from '../protocol/index.ts';
import { isRead, keyOfStatement } from './statements.ts';
import { isConditional } from './table.ts';

/** More than half of all replicas: floor(n/2) + 1. */
export const quorumOf = (factor: number): number => Math.floor(factor / 2) + 1;

/** Acknowledgements or answers that a request of this level waits for, among so many copies. */
export function blockFor(level: ConsistencyLevel, factor: number): number {
  switch (level) {
    case 'ANY':
    case 'ONE':
      return 1;
    case 'TWO':
      return 2;
    case 'THREE':
      return 3;
    case 'QUORUM':
    case 'SERIAL':
    case 'LOCAL_QUORUM':
    case 'EACH_QUORUM':
      return quorumOf(factor);
    case 'ALL':
      return factor;
  }
}

/** So many of these replicas must answer. */
export interface Need {
  readonly among: readonly number[];
  readonly count: number;
}

/** Replicas by region, the coordinator's own region first. */
export type ByRegion = readonly (readonly number[])[];

/** What a level asks of a key's replicas, `factor` in each region: of all together, or of each. */
export function needsOf(
  level: ConsistencyLevel,
  regions: ByRegion,
  factor: number,
): readonly Need[] {
  const quorumAmong = (among: readonly number[]): Need => ({ among, count: quorumOf(factor) });
  if (level === 'LOCAL_QUORUM') return regions.slice(0, 1).map(quorumAmong);
  if (level === 'EACH_QUORUM') return regions.map(quorumAmong);
  return [{ among: regions.flat(), count: blockFor(level, factor * regions.length) }];
}

/** How many that makes in all, and how many of them these nodes are. */
export const totalOf = (needs: readonly Need[]): number =>
  needs.reduce((sum, { count }) => sum + count, 0);

export const metBy = (needs: readonly Need[], nodes: readonly number[]): number =>
  needs.reduce((sum, { among, count }) => {
    return sum + Math.min(count, nodes.filter((node) => among.includes(node)).length);
  }, 0);

/** FBUtilities.MAX_UNSIGNED_SHORT of Cassandra: a key's length travels in two bytes. */
const KEY_BYTES_MAX = 65_535;

const utf8 = new TextEncoder();

/** The words of InvalidRequestException; '' for a request that may be tried. */
export function invalid(packet: PacketOf<'query'>): string {
  const { statement, consistency = 'ONE', timestampUs } = packet;
  if (isRead(statement)) {
    if (consistency === 'ANY') return 'ANY ConsistencyLevel is only supported for writes';
    if (limitOf(statement) <= 0) return 'LIMIT must be strictly positive';
  } else if (consistency === 'SERIAL') {
    return isConditional(statement)
      ? 'SERIAL is not supported as conditional update commit consistency. Use ANY if you mean "make sure it is accepted but I don\'t care how many replicas commit it for non-SERIAL reads"'
      : 'You must use conditional updates for serializable writes';
  }
  if (timestampUs !== undefined && isConditional(statement)) {
    return 'Cannot provide custom timestamp for conditional updates';
  }
  const length = utf8.encode(keyOfStatement(statement)).length;
  if (length === 0) return 'Key may not be empty';
  if (length > KEY_BYTES_MAX) {
    return `Key length of ${length} is longer than maximum of ${KEY_BYTES_MAX}`;
  }
  return '';
}

const limitOf = (statement: CassandraStatement): number =>
  'limit' in statement ? statement.limit : 1;
