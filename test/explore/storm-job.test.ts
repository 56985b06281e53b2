/** A storm as a job: its counts second by second, however it is sliced. */
import { describe, expect, test } from 'vitest';
import { StormJob, type StormOptions } from '../../src/explore/index.ts';
import { CLASSROOM_STORM } from '../../src/scenarios/index.ts';

const OPTIONS: StormOptions = {
  storm: { ...CLASSROOM_STORM, phones: 2000, loginsPerSecond: 100, afterMs: 100_000 },
  backoff: 'full',
  seed: 'a',
};

function finished(options: StormOptions, moments: number): StormJob {
  const job = new StormJob(options);
  while (job.advance(moments));
  return job;
}

describe('a storm of 2,000 phones', () => {
  const job = finished(OPTIONS, 1_000_000);
  const series = job.series();

  test('everybody is connected before it and after it, and nobody in between', () => {
    expect(series.connected[Math.floor(job.diesAtS)]).toBe(2000);
    expect(series.connected[Math.floor(job.diesAtS) + 2]).toBe(0);
    expect(series.connected[series.seconds]).toBe(2000);
  });

  test('its slices change nothing', () => {
    const sliced = finished(OPTIONS, 777);
    expect(sliced.series()).toEqual(series);
    expect(sliced.result()).toEqual(job.result());
  });

  test('the result is what the series says', () => {
    const { peakAsked, halfBackS, nearlyAllBackS, events, phones, stopSentence } = job.result();
    expect(peakAsked).toBe(Math.max(...series.asked.slice(Math.floor(job.backAtS) + 1)));
    expect(halfBackS).toBeGreaterThan(20);
    expect(nearlyAllBackS).toBeGreaterThan(halfBackS!);
    expect([events > 20_000, phones, stopSentence]).toEqual([true, 2000, '']);
  });
});

test('without jitter they never all come back in the time given: there is no second to tell', () => {
  const { nearlyAllBackS } = finished({ ...OPTIONS, backoff: 'exponential' }, 1e6).result();
  expect(nearlyAllBackS).toBeNull();
});

test('a crowd that is too much is refused in a sentence', () => {
  const storm = { ...CLASSROOM_STORM, phones: 3_000_000 };
  expect(() => new StormJob({ ...OPTIONS, storm })).toThrow('a crowd of 3000000 phones');
});

test('no phones, no storm: a result of zeros', () => {
  const { peakAsked, halfBackS } = finished(
    { ...OPTIONS, storm: { ...CLASSROOM_STORM, phones: 0, afterMs: 5000 } },
    1e6,
  ).result();
  expect([peakAsked, halfBackS]).toEqual([0, expect.any(Number)]);
});
