/** The rare false offlines of presence, over the years that they take: 20,000 user-hours a TTL. */
import { expect, test } from 'vitest';
import { expectedPerUserHour, replicate } from '../world/presence/heartbeats.ts';
import { estimateOf } from '../world/queueing/replications.ts';

const RUNS = 40;

test.each([
  [60, 0.6],
  [65, 0.012],
  [90, 0.007],
])('a TTL of %i s: about %d an hour at 1 % loss', { timeout: 3_600_000 }, (ttlS, figure) => {
  const crowd = { ttlS, loss: 0.01, users: 50, hours: 10 };
  const { mean, standardError } = estimateOf(replicate(`prove ttl ${ttlS}`, crowd, RUNS));
  const what = `${mean} ± ${standardError}`;
  // Student, 39 degrees of freedom, 99 %; the lesson's figures are rounded to one digit.
  for (const each of [figure, expectedPerUserHour(ttlS, 0.01)]) {
    expect(Math.abs(mean - each), what).toBeLessThan(2.71 * standardError);
  }
});

test('a TTL of 95 s: hardly ever', { timeout: 3_600_000 }, () => {
  const crowd = { ttlS: 95, loss: 0.01, users: 50, hours: 10 };
  const rates = replicate('prove ttl 95', crowd, RUNS);
  // 2.4 are expected in 20,000 user-hours; eight or more come in one of two hundred such tries.
  expect(rates.reduce((sum, rate) => sum + rate * 500, 0)).toBeLessThan(8.5);
});
