/** The public backoff simulator: its table, its runs number by number, and what it teaches. */
import { describe, expect, test } from 'vitest';
import { Luck, purpose } from '../../../../src/kernel/index.ts';
import { backoffMs, ceilingMs, type BackoffPolicy } from '../../../../src/models/phone/backoff.ts';
import { contend, type Dice } from './contention.ts';
import { contendPlainly, type Algorithm } from './plain-contention.ts';
import published from './backoff.json' with { type: 'json' };
import { longGroup } from '../../../proof-size.ts';

const NAMES: Readonly<Record<Algorithm, BackoffPolicy['algorithm']>> = {
  None: 'none',
  Exponential: 'exponential',
  EqualJitter: 'equal',
  FullJitter: 'full',
  Decorr: 'decorrelated',
};
const ALGORITHMS = Object.keys(NAMES) as Algorithm[];

const policyOf = (algorithm: Algorithm): BackoffPolicy => ({
  algorithm: NAMES[algorithm],
  baseMs: 5,
  capMs: 2000,
});

/** The two draws of a simulation, keyed by how many were made before. */
function keyedDice(seed: string): Dice {
  const luck = new Luck(seed);
  const [uniform, normal] = [purpose('test/uniform'), purpose('test/normal')];
  let drawn = 0;
  return {
    uniform: () => luck.uniform(uniform, (drawn += 1)),
    normal: () => luck.normal(normal, (drawn += 1)),
  };
}

/** mulberry32, and Box and Muller's cosine: a generator that any language can repeat. */
function repeatableDice(seed: number): Dice {
  let state = seed | 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  };
  return { uniform, normal };
}

const TRIALS = 200;

function meanAndDeviation(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/** The published mean lies within four pooled standard errors of ours. */
function expectSame(values: readonly number[], mean: number, deviation: number, trials: number) {
  const ours = meanAndDeviation(values);
  const pooled = Math.sqrt(ours.deviation ** 2 / values.length + deviation ** 2 / trials);
  expect(Math.abs(ours.mean - mean)).toBeLessThanOrEqual(4 * pooled);
}

// Millions of events: seconds on a machine that does other things too.
const PATIENCE_MS = 60_000;

longGroup('the published table', { timeout: PATIENCE_MS }, () => {
  test.each(published.table_1000_trials)(
    '$clients clients, $algorithm: $calls_mean calls, done after $time_mean ms',
    ({ clients, algorithm, trials, time_mean, time_sd, calls_mean, calls_sd }) => {
      const dice = keyedDice(`${clients} ${algorithm}`);
      const runs = Array.from({ length: TRIALS }, () =>
        contend(clients, policyOf(algorithm as Algorithm), dice),
      );
      expectSame(
        runs.map(({ calls }) => calls),
        calls_mean,
        calls_sd,
        trials,
      );
      expectSame(
        runs.map(({ timeMs }) => timeMs),
        time_mean,
        time_sd,
        trials,
      );
    },
  );
});

test(
  '90 runs under a repeatable generator: the kernel and a plain list agree to 1e-6 ms',
  { timeout: PATIENCE_MS },
  () => {
    for (const algorithm of ALGORITHMS) {
      for (const clients of [1, 2, 5, 10, 50, 100]) {
        for (const seed of [1, 2, 3]) {
          const ours = contend(clients, policyOf(algorithm), repeatableDice(seed));
          const plain = contendPlainly(clients, algorithm, repeatableDice(seed));
          expect(ours.calls).toBe(plain.calls);
          expect(Math.abs(ours.timeMs - plain.timeMs)).toBeLessThan(1e-6);
        }
      }
    }
  },
);

describe('the formulas', () => {
  test('ceilings, full and equal jitter as published', () => {
    for (const { attempt, u, expo, full, equal } of published.formula_vectors) {
      expect(ceilingMs(attempt, policyOf('Exponential'))).toBe(expo);
      expect(backoffMs(attempt, policyOf('FullJitter'), () => u)).toBeCloseTo(full, 9);
      expect(backoffMs(attempt, policyOf('EqualJitter'), () => u)).toBeCloseTo(equal, 9);
    }
  });

  test('decorrelated waits as published, one from the other', () => {
    const luck = published.decorrelated_vectors.map(({ u }) => u);
    published.decorrelated_vectors.forEach(({ sleep }, index) => {
      const wait = backoffMs(index + 1, policyOf('Decorr'), (failure) => luck[failure - 1]!);
      expect(wait).toBeCloseTo(sleep, 9);
    });
  });
});

describe('what is often told wrongly', { timeout: PATIENCE_MS }, () => {
  const known = new Map<Algorithm, ReturnType<typeof contend>[]>();
  const of = (algorithm: Algorithm, what: 'calls' | 'timeMs') => {
    const dice = keyedDice(`told ${algorithm}`);
    const runs =
      known.get(algorithm) ??
      Array.from({ length: 30 }, () => contend(100, policyOf(algorithm), dice));
    known.set(algorithm, runs);
    return runs.reduce((sum, run) => sum + run[what], 0) / runs.length;
  };

  test('no backoff is the fastest of all, at three times the calls of full jitter', () => {
    for (const other of ALGORITHMS.slice(1)) {
      expect(of('None', 'timeMs')).toBeLessThan(of(other, 'timeMs'));
    }
    expect(of('None', 'calls') / of('FullJitter', 'calls')).toBeCloseTo(3.04, 0);
  });

  test('backoff without jitter saves a quarter of the calls and takes thirty times as long', () => {
    expect(of('Exponential', 'calls') / of('None', 'calls')).toBeCloseTo(0.77, 1);
    const slower = of('Exponential', 'timeMs') / of('None', 'timeMs');
    expect(slower).toBeGreaterThan(29);
    expect(slower).toBeLessThan(34);
  });

  test('decorrelated does more work than full jitter in about the same time', () => {
    expect(of('Decorr', 'calls') / of('FullJitter', 'calls')).toBeCloseTo(1.26, 1);
    expect(of('Decorr', 'timeMs') / of('FullJitter', 'timeMs')).toBeCloseTo(0.93, 0);
  });

  test('without variance every client costs a round: N(N+1)/2 calls', () => {
    const still: Dice = { uniform: () => 0.5, normal: () => 0 };
    expect(contend(20, policyOf('None'), still)).toEqual({ calls: 210, timeMs: 20 * 40 });
  });
});
