/** The disputes that can be run: sources against each other, and against their own code. */
import {
  bufferInMemory,
  checkThenAct,
  deliveredAtPush,
  highestSeen,
  listAsStack,
  uniqueInsert,
} from './delivery.ts';
import type { Dispute } from './dispute.ts';
import { lastSeenInKey, ttlOfOneHeartbeat } from './presence.ts';
import { backoffWithoutJitter } from './reconnects.ts';

export { betweenTwo, BRISK, type Dispute } from './dispute.ts';

/** By their numbers in our list. Number 9, text in a push, waits for sealing. */
export const disputes: readonly Dispute[] = [
  uniqueInsert,
  deliveredAtPush,
  listAsStack,
  checkThenAct,
  highestSeen,
  bufferInMemory,
  ttlOfOneHeartbeat,
  backoffWithoutJitter,
  lastSeenInKey,
];
