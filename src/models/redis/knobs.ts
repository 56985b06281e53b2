/** Redis has no policy of its own to argue about yet: what is stored in it, and why, its clients decide. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const redisKnobs = {} as const satisfies KnobTable;

export type RedisKnobs = KnobValues<typeof redisKnobs>;
