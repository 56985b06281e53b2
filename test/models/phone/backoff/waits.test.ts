/** The waits before a reconnection, against the vectors of the AWS simulator (base 5, cap 2000). */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { backoffMs, ceilingMs, type BackoffPolicy } from '../../../../src/models/phone/backoff.ts';
import { anasPhone } from '../anas-phone.ts';

const policy = (algorithm: BackoffPolicy['algorithm']): BackoffPolicy => ({
  algorithm,
  baseMs: 5,
  capMs: 2000,
});

test.each([
  [1, 0.25, 10, 2.5, 6.25],
  [1, 0.999, 10, 9.99, 9.995],
  [3, 0.5, 40, 20, 30],
  [5, 0.999, 160, 159.84, 159.92],
  [8, 0.25, 1280, 320, 800],
  [9, 0, 2000, 0, 1000],
  [12, 0.999, 2000, 1998, 1999],
])('failure %i with luck %d', (failures, luck, exponential, full, equal) => {
  const draw = () => luck;
  expect(ceilingMs(failures, policy('none'))).toBe(exponential);
  expect(backoffMs(failures, policy('exponential'), draw)).toBe(exponential);
  expect(backoffMs(failures, policy('full'), draw)).toBeCloseTo(full, 9);
  expect(backoffMs(failures, policy('equal'), draw)).toBeCloseTo(equal, 9);
  expect(backoffMs(failures, policy('none'), draw)).toBe(0);
});

test('decorrelated: each wait depends on the one before', () => {
  const luck = [0, 0.5, 0.9, 1, 0.25, 0.999, 0.999, 0.999, 0.999];
  const waits = luck.map((_, index) =>
    backoffMs(index + 1, policy('decorrelated'), (failure) => luck[failure - 1]!),
  );
  const published = [
    5, 10, 27.5, 82.5, 65.625, 196.683125, 589.4643256249999, 1766.6295838981248, 2000,
  ];
  waits.forEach((wait, index) => expect(wait).toBeCloseTo(published[index]!, 9));
});

test('no wait is negative or above the cap, however often a phone has failed', () => {
  const algorithms = ['none', 'exponential', 'equal', 'full', 'decorrelated'] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...algorithms),
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 1, max: 60_000 }),
      fc.integer({ min: 1, max: 3_600_000 }),
      (algorithm, failures, luck, baseMs, capMs) => {
        const wait = backoffMs(failures, { algorithm, baseMs, capMs }, () => luck);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(capMs);
      },
    ),
  );
});

describe('a phone’s own luck', () => {
  test('is asked for by phone, outage and failure, so that nothing else changes it', () => {
    const asked: (string | number)[][] = [];
    const ana = anasPhone({
      luck: (_purpose, ...key) => {
        asked.push([...key]);
        return 0.5;
      },
    });
    for (let connection = 1; connection <= 3; connection += 1) {
      ana.deliver({ type: 'openRefused', reason: 'overCapacity' }, 'balancer', connection);
      ana.due('connection: backoff', ana.timers()[0]!.key);
    }
    expect(asked).toEqual([
      ['ana', 0, 1],
      ['ana', 0, 2],
      ['ana', 0, 3],
    ]);
    // Full jitter with the luck of 0.5: half of 1, 2 and 4 s.
    expect(ana.clockUs).toBe(3_500_000);
  });

  test.each([
    // Average luck: 1 s, 1.6 s, 2.56 s.
    ['grpc', 5_160_000],
    ['kafka', 350_000],
  ])('waits as %s’s clients do when the policy says so', (backoff, clockUs) => {
    const ana = anasPhone({ knobs: { backoff } });
    for (let connection = 1; connection <= 3; connection += 1) {
      ana.deliver({ type: 'openRefused', reason: 'overCapacity' }, 'balancer', connection);
      ana.due('connection: backoff', ana.timers()[0]!.key);
    }
    expect(ana.clockUs).toBe(clockUs);
  });
});
