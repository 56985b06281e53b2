/** The disputes that can be run: sources against each other, and against their own code. */
import {
  bufferInMemory,
  checkThenAct,
  deliveredAtPush,
  highestSeen,
  listAsStack,
  textInPush,
  uniqueInsert,
} from './delivery.ts';
import type { Dispute } from './dispute.ts';
import { lastSeenInKey, ttlOfOneHeartbeat } from './presence.ts';
import { backoffWithoutJitter } from './reconnects.ts';

export { betweenTwo, BRISK, type Dispute } from './dispute.ts';

/** The ten that were starred to be built first, by their numbers in our list. */
export const disputes: readonly Dispute[] = [
  uniqueInsert,
  deliveredAtPush,
  listAsStack,
  checkThenAct,
  highestSeen,
  bufferInMemory,
  ttlOfOneHeartbeat,
  backoffWithoutJitter,
  textInPush,
  lastSeenInKey,
];
