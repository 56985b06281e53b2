/** How long the comparison with a real server is: the same few thousand sequences, or ten times new ones. */

import { rounds } from '../proof-size.ts';

// Set by test/prove/redis.test.ts.
const isLong = process.env['REDIS_COMPARISON'] === 'long';

export const runs = (count: number): number =>
  isLong ? 10 * count : rounds(count, Math.ceil(count / 5));

/** For fast-check: fixed in `npm test`, drawn anew and printed on a failure in `npm run prove`. */
export const seed: { seed?: number } = isLong ? {} : { seed: 4 };

export const LIMIT_MS = isLong ? 3_600_000 : 120_000;
