/** Going anywhere in a long run of 10,000 phones costs at most the way between two checkpoints. */
import { expect, test } from 'vitest';
import { farthest, longRun, seek } from '../../src/explore/benches/seek.ts';
import { rounds } from '../proof-size.ts';

// In a browser on a slow machine this many moments take some 50 ms; a seek may take 200.
const MOMENTS_MOST = 10_000;
const PLACES = 3;

test('the place is reached as it was, with no more than 10,000 moments to go', () => {
  const long = longRun(rounds(2_000_000, 100_000));
  const { run, checkpoints } = long;
  expect(checkpoints.bytes).toBeLessThanOrEqual(checkpoints.limits.maxBytes);
  for (const ordinal of farthest(long, PLACES)) {
    const start = checkpoints.nearestBefore(ordinal)!;
    expect(ordinal - start.ordinal).toBeLessThan(MOMENTS_MOST);
    const there = seek(long, ordinal);
    expect(there.ordinal).toBe(ordinal);
    // From there it goes on to the very end that the run itself came to.
    there.runTo({ ordinal: run.ordinal });
    expect(there.digest()).toBe(run.digest());
  }
});
