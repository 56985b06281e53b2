/** How often a TTL says "offline" of somebody who is there, in runs of the whole deployment. */
import { describe, expect, test } from 'vitest';
import { sampleOf } from '../../proof-size.ts';
import { estimateOf } from '../queueing/replications.ts';
import { expectedPerUserHour, replicate, type Crowd } from './heartbeats.ts';

// Some two seconds together: what is rare needs many heartbeats, about 100,000 of them here.

/** The figure lies within the 99 % interval of the mean of ten replications (Student, 9 degrees). */
function expectWithin(rates: readonly number[], figure: number): void {
  const { mean, standardError } = estimateOf(rates);
  const what = `${mean} ± ${standardError} against ${figure}`;
  expect(Math.abs(mean - figure), what).toBeLessThan(3.25 * standardError);
}

/** Ends of the 99 % interval for a Poisson count (Garwood 1936, by Wilson and Hilferty's cube). */
function poissonInterval(count: number): readonly [least: number, most: number] {
  const z = 2.5758;
  const end = (k: number, sign: number) =>
    k === 0 ? 0 : k * (1 - 1 / (9 * k) + (sign * z) / (3 * Math.sqrt(k))) ** 3;
  return [end(count, -1), end(count + 1, 1)];
}

const crowd = (ttlS: number, loss: number, hours: number): Crowd => ({
  ttlS,
  loss,
  users: 20,
  hours,
});

describe('at 1 % loss and a heartbeat of 30 s', () => {
  test('the closed form gives the figures of the lesson', () => {
    const rounded = [30, 60, 65, 90, 95].map((ttlS) => expectedPerUserHour(ttlS, 0.01).toFixed(4));
    expect(rounded).toEqual(['59.7000', '0.5970', '0.0119', '0.0060', '0.0001']);
  });

  test('a TTL of 30 s says it sixty times an hour', () => {
    const rates = replicate('ttl 30', crowd(30, 0.01, 0.25), 10);
    expectWithin(rates, 60);
    expectWithin(rates, expectedPerUserHour(30, 0.01));
  });

  test('a TTL of 60 s says it every other hour', () => {
    const rates = replicate('ttl 60', crowd(60, 0.01, 1.5), 10);
    expectWithin(rates, 0.6);
    expectWithin(rates, expectedPerUserHour(60, 0.01));
  });

  test('a TTL of 90 s says it once in a week', () => {
    const [userHours, runs] = [60, 5];
    const rates = replicate('ttl 90', { ...crowd(90, 0.01, 3), users: 20 }, runs);
    const count = rates.reduce((sum, rate) => sum + rate * userHours, 0);
    expect(count).toBeGreaterThan(0);
    const [least, most] = poissonInterval(Math.round(count));
    for (const figure of [0.007, expectedPerUserHour(90, 0.01)]) {
      expect(figure * userHours * runs, `${count} in ${userHours * runs} h`).toBeGreaterThan(least);
      expect(figure * userHours * runs, `${count} in ${userHours * runs} h`).toBeLessThan(most);
    }
  });
});

describe('at 10 % loss, where every term of the closed form shows', () => {
  test.each(sampleOf([90, 65, 60, 95], 2))('a TTL of %i s', (ttlS) => {
    const rates = replicate(`lossy ttl ${ttlS}`, crowd(ttlS, 0.1, 0.5), 10);
    expectWithin(rates, expectedPerUserHour(ttlS, 0.1));
  });
});

describe('without loss', () => {
  test('a TTL of one heartbeat and the jitter says it never', () => {
    expect(replicate('no loss', crowd(33, 0, 0.5), 3)).toEqual([0, 0, 0]);
  });
});
