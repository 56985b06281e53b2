/** Last write wins, cell by cell: which of two values of one cell is kept (Cells.java). */

import type { Cell } from '../protocol/index.ts';

export type { Cell };

/** The cell that both replicas will keep, whichever of the two they saw first. */
export function reconcile(left: Cell, right: Cell): Cell {
  if (left.timestampUs !== right.timestampUs) {
    return left.timestampUs > right.timestampUs ? left : right;
  }
  const [leftRank, rightRank] = [rank(left), rank(right)];
  if (leftRank !== rightRank) return leftRank > rightRank ? left : right;
  if (leftRank > 0 && left.deletedAtS !== right.deletedAtS) {
    return (left.deletedAtS ?? 0) > (right.deletedAtS ?? 0) ? left : right;
  }
  return compareBytes(left.value, right.value) >= 0 ? left : right;
}

/** Cassandra, Cells.java: at one timestamp a tombstone beats an expiring cell, and that beats a living one. */
const RANKS = { live: 0, expiring: 1, tombstone: 2 } as const;
const rank = ({ kind = 'live' }: Cell): number => RANKS[kind];

const utf8 = new TextEncoder();

/** The order of texts in Cassandra: that of their UTF-8 bytes, unsigned. */
export function compareBytes(one: string, other: string): number {
  const [left, right] = [utf8.encode(one), utf8.encode(other)];
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const difference = (left[at] as number) - (right[at] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
