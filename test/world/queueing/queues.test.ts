/** The world's service queues against the closed forms of queueing theory, and Little's law. */
import { describe, expect, test, vi } from 'vitest';
import {
  blockedMM1K,
  erlangB,
  erlangC,
  inSystemMM1K,
  waitDM1,
  waitMG1,
  waitMMc,
  waitsByPriority,
} from './closed-forms.ts';
import { expectLittlesLaw, expectNear, replicate } from './replications.ts';
import type { QueueInput } from './station-run.ts';
import published from './queueing.json' with { type: 'json' };
import { longGroup, longTest, sampleOf } from '../../proof-size.ts';

// A third of a second each on a quiet machine; this leaves room for one that is not.
vi.setConfig({ testTimeout: 60_000 });

const CUSTOMERS = 5000;
const WARM_UP = 1000;
const ENDLESS = 1_000_000;

const station = (
  distribution: 'fixed' | 'exponential' | 'erlang' | 'hyperexponential',
  extra: { workers?: number; queueLimit?: number; scv?: number; order?: 'messagesFirst' } = {},
) => ({ workers: 1, queueLimit: ENDLESS, ...extra, distribution });

const queue = (
  rate: number,
  stations: QueueInput['stations'],
  extra: Partial<QueueInput> = {},
): QueueInput => ({ stations, rate, customers: CUSTOMERS, warmUp: WARM_UP, ...extra });

describe('the closed forms are those of the published tables', () => {
  test('Erlang B and C, M/M/c', () => {
    for (const { a, c, B } of published.erlangB_table) expect(erlangB(a, c)).toBeCloseTo(B, 12);
    for (const row of published.mmc.rows) {
      expect(erlangC(row.lam, row.c)).toBeCloseTo(row.erlangC, 9);
      expect(waitMMc(row.lam, row.c)).toBeCloseTo(row.Wq, 9);
    }
  });

  test('M/G/1, M/M/1/K, D/M/1', () => {
    for (const row of published.mg1.rows) expect(waitMG1(row.lam, row.scv)).toBeCloseTo(row.Wq, 9);
    for (const row of published.mm1k.rows) {
      expect(blockedMM1K(row.rho, row.K)).toBeCloseTo(row.P_block, 9);
      expect(inSystemMM1K(row.rho, row.K)).toBeCloseTo(row.L, 9);
    }
    for (const row of published.dm1.rows) expect(waitDM1(row.rho)).toBeCloseTo(row.Wq, 8);
  });
});

describe('M/M/1', () => {
  test.each(sampleOf([0.5, 0.7, 0.8], 1))(
    'at load %d: sojourn, number inside, tail, and who waits',
    (load) => {
      const runs = replicate(`mm1 ${load}`, queue(load, [station('exponential')]));
      const row = published.mm1.rows.find(({ lam }) => lam === load);
      const exact = 1 / (1 - load);
      if (row !== undefined) expect(exact).toBeCloseTo(row.W, 9);
      expectNear(
        runs.map(({ sojourn }) => sojourn),
        exact,
        'W',
      );
      expectNear(
        runs.map(({ inSystem }) => inSystem),
        load * exact,
        'L',
      );
      expectNear(
        runs.map(({ waited }) => waited),
        load,
        'P(wait)',
      );
      expectNear(
        runs.map(({ longerThan3 }) => longerThan3),
        Math.exp(-3 * (1 - load)),
        'P(T>3)',
      );
      expectNear(
        runs.map(({ longerThan10 }) => longerThan10),
        Math.exp(-10 * (1 - load)),
        'P(T>10)',
      );
      expectLittlesLaw(runs);
    },
  );
});

longGroup('M/M/c', () => {
  test.each([
    [2, 1.6],
    [5, 4],
    [10, 9],
  ])('%i workers, %d arrivals in a service time', (workers, rate) => {
    const runs = replicate(`mmc ${workers}`, queue(rate, [station('exponential', { workers })]));
    expectNear(
      runs.map(({ sojourn }) => sojourn),
      1 + waitMMc(rate, workers),
      'W',
    );
    expectNear(
      runs.map(({ waited }) => waited),
      erlangC(rate, workers),
      'Erlang C',
    );
    expectLittlesLaw(runs);
  });

  test('without a queue it loses calls: Erlang B', () => {
    const spec = station('exponential', { workers: 10, queueLimit: 0 });
    const runs = replicate('mmcc', queue(5, [spec]));
    expectNear(
      runs.map(({ refused }) => refused),
      erlangB(5, 10),
      'Erlang B',
    );
    expectLittlesLaw(runs);
  });
});

longGroup('M/G/1', () => {
  test.each([
    ['fixed', 0, 0.8],
    ['erlang', 0.25, 0.8],
    ['erlang', 0.5, 0.8],
    ['hyperexponential', 4, 0.5],
  ] as const)('%s service, squared coefficient of variation %d, load %d', (name, scv, load) => {
    const spec = station(name, name === 'fixed' ? {} : { scv });
    const runs = replicate(`mg1 ${name} ${scv}`, queue(load, [spec]));
    expectNear(
      runs.map(({ sojourn }) => sojourn),
      1 + waitMG1(load, scv),
      'W',
    );
    expectLittlesLaw(runs);
  });

  test('paced arrivals wait less: D/M/1', () => {
    const runs = replicate('dm1', queue(0.8, [station('exponential')], { arrivals: 'paced' }));
    expectNear(
      runs.map(({ sojourn }) => sojourn),
      1 + waitDM1(0.8),
      'W',
    );
  });
});

longTest.each([
  [0.8, 10],
  [1, 10],
  [2, 10],
  [0.8, 1],
])('M/M/1/K at load %d with room for %i: refusals, throughput, number inside', (load, most) => {
  const spec = station('exponential', { queueLimit: most - 1 });
  const runs = replicate(`mm1k ${load} ${most}`, queue(load, [spec]));
  const blocked = blockedMM1K(load, most);
  expectNear(
    runs.map(({ refused }) => refused),
    blocked,
    'P(block)',
  );
  expectNear(
    runs.map(({ inSystem }) => inSystem),
    inSystemMM1K(load, most),
    'L',
  );
  const exact = inSystemMM1K(load, most) / (load * (1 - blocked));
  if (most > 1)
    expectNear(
      runs.map(({ sojourn }) => sojourn),
      exact,
      'W',
    );
  expectLittlesLaw(runs);
});

longTest('two queues in a row: each behaves as if it stood alone (Burke)', () => {
  const spec = station('exponential');
  const runs = replicate('tandem', queue(0.7, [spec, spec]));
  const alone = 1 / (1 - 0.7);
  expectNear(
    runs.map(({ sojourns }) => sojourns[0]!),
    alone,
    'the first',
  );
  expectNear(
    runs.map(({ sojourns }) => sojourns[1]!),
    alone,
    'the second',
  );
  expectNear(
    runs.map(({ sojourn }) => sojourn),
    2 * alone,
    'both',
  );
  expectLittlesLaw(runs);
});

longGroup('messages first, without interruption (Cobham)', () => {
  test.each([
    ['exponential', 1],
    ['fixed', 0],
  ] as const)('%s service', (name, scv) => {
    const spec = station(name, { order: 'messagesFirst' });
    const runs = replicate(`priority ${name}`, queue(0.8, [spec], { urgent: 0.375 }));
    const waits = waitsByPriority(0.3, 0.5, scv);
    expectNear(
      runs.map(({ urgentSojourn }) => urgentSojourn),
      1 + waits.urgent,
      'messages',
    );
    expectNear(
      runs.map(({ otherSojourn }) => otherSojourn),
      1 + waits.other,
      'the rest',
    );
    // Who goes first changes nobody's total work: the mean wait, weighed by load, is that of FIFO.
    const conserved = (0.3 * waits.urgent + 0.5 * waits.other) / 0.8;
    expect(conserved).toBeCloseTo(waitMG1(0.8, scv), 12);
    expectLittlesLaw(runs);
  });
});

test('a backlog drains at the difference of the rates: 50,000 at 1,000 against 800 a second', () => {
  const [run] = replicate(
    'backlog',
    queue(800, [station('fixed')], {
      arrivals: 'paced',
      behind: 50_000,
      customers: 300_000,
      warmUp: 0,
      serviceUnits: 0.001,
    }),
    1,
  );
  expect(run!.firstEmptyAt).toBeCloseTo(50_000 / (1000 - 800), 2);
});
