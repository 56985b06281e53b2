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
import { mailUnderOldKey, textInPush } from './sealing.ts';

export { betweenTwo, type Dispute } from './dispute.ts';

/** By their numbers in our list: the ten that were starred to be built first, and 44. */
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
  mailUnderOldKey,
  lastSeenInKey,
];
