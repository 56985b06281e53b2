/** How many requests a second a prefix takes before the store asks clients to slow down. */
import { GETS_PER_SECOND, PUTS_PER_SECOND } from './limits.ts';
import type { Bucket } from './store.ts';

/** By definition. */
const SECOND_US = 1_000_000;

/**
 * Counts a request; true when it is one too many for this second. The settings `putsPerSecond` and
 * `getsPerSecond` make the limits small enough to meet: all media have one prefix here.
 */
export function isOverLimit(bucket: Bucket, kind: 'puts' | 'gets'): boolean {
  const { tally } = bucket.store.memory;
  const second = Math.floor(bucket.localTimeUs() / SECOND_US);
  if (tally.second !== second) Object.assign(tally, { second, puts: 0, gets: 0 });
  tally[kind] += 1;
  const { putsPerSecond = PUTS_PER_SECOND, getsPerSecond = GETS_PER_SECOND } = bucket.spec.settings;
  return tally[kind] > Number(kind === 'puts' ? putsPerSecond : getsPerSecond);
}

/** Whether this second has more requests than the store takes. */
export function isSlowingDown(bucket: Bucket): boolean {
  const { second, puts, gets } = bucket.store.memory.tally;
  if (second !== Math.floor(bucket.localTimeUs() / SECOND_US)) return false;
  const { putsPerSecond = PUTS_PER_SECOND, getsPerSecond = GETS_PER_SECOND } = bucket.spec.settings;
  return puts > Number(putsPerSecond) || gets > Number(getsPerSecond);
}
