/** The thundering herd at its cap: attempts a second, against the renewal theorem. */
import { describe, expect, test } from 'vitest';
import { Luck, purpose, TimingWheel } from '../../../../src/kernel/index.ts';
import { backoffMs, type BackoffPolicy } from '../../../../src/models/phone/backoff.ts';
import published from './backoff.json' with { type: 'json' };

const RETRY = purpose('test/herd');
const CAP_MS = 30_000;

/** Attempts a second of so many phones that have failed for long, over so many caps. */
function attemptsPerSecond(
  phones: number,
  algorithm: BackoffPolicy['algorithm'],
  caps: number,
): number {
  const luck = new Luck(`herd ${algorithm}`);
  const wheel = new TimingWheel();
  const endUs = CAP_MS * 1000 * caps;
  const policy = { algorithm, baseMs: CAP_MS, capMs: CAP_MS };
  const again = (phone: number, nth: number) => {
    const waitMs = backoffMs(1, policy, () => luck.uniform(RETRY, phone, nth));
    const timeUs = wheel.nowUs + Math.floor(waitMs * 1000);
    if (timeUs <= endUs) wheel.schedule(timeUs, 0, phone, nth);
  };
  for (let phone = 0; phone < phones; phone += 1) again(phone, 0);
  let attempts = 0;
  // The first cap is passed over: everybody began at once.
  while (wheel.take()) {
    if (wheel.nowUs > CAP_MS * 1000) attempts += 1;
    again(wheel.entity, wheel.a + 1);
  }
  return attempts / ((CAP_MS / 1000) * (caps - 1));
}

describe('phones at their cap try again', () => {
  test.each([
    ['full', 2],
    ['equal', 4 / 3],
    ['exponential', 1],
  ] as const)('%s: %d times a cap each', (algorithm, times) => {
    const exact = (2000 * times) / (CAP_MS / 1000);
    const share = attemptsPerSecond(2000, algorithm, 21) / exact;
    expect(Math.abs(share - 1)).toBeLessThan(0.01);
    const row = published.thundering_herd.steady_rates[0]!;
    const key = algorithm === 'exponential' ? 'none' : algorithm;
    expect((row.N * times) / row.cap_s).toBeCloseTo(row[key], 6);
  });
});

test.each(published.thundering_herd.waves)(
  '$N phones in step, $K accepted in a wave: $waves waves, $attempts attempts',
  ({ N, K, waves, attempts }) => {
    let [left, wave, tried] = [N, 0, 0];
    for (; left > 0; left -= K, wave += 1) tried += left;
    expect({ wave, tried }).toEqual({ wave: waves, tried: attempts });
    expect((K * waves * (waves + 1)) / 2).toBe(attempts);
  },
);
