/** A crowd in a run: what its members do, with whom they share the line, and what the trace tells. */
import { describe, expect, test } from 'vitest';
import { CROWD_COUNTS, RECORD, type CrowdCount } from '../../../src/models/index.ts';
import {
  CLASSROOM_STORM,
  crashAtMs,
  crowdStormScenario,
  designFor,
  planFor,
  type CrowdStorm,
  type Scenario,
} from '../../../src/scenarios/index.ts';
import { Run, type RunInput } from '../../../src/world/index.ts';

const SMALL: CrowdStorm = {
  phones: 500,
  loginsPerSecond: 50,
  outageMs: 5000,
  afterMs: 60_000,
  mobile: { floorMs: 30, jitterMs: 20, loss: 0 },
};

function inputOf(scenario: Scenario, more: Partial<RunInput> = {}): RunInput {
  const design = designFor(scenario, { backoff: 'full' });
  return { scenario, design, seed: 'a', plan: planFor(scenario, 'a'), edits: [], ...more };
}

function finished(scenario: Scenario, more: Partial<RunInput> = {}): Run {
  const run = new Run(inputOf(scenario, more));
  run.finish();
  expect(run.stop?.sentence((node) => `node ${node}`)).toBeUndefined();
  return run;
}

/** Each count by the second at whose end it was told. */
function told(run: Run, what: CrowdCount): Map<number, number> {
  const { columns, length } = run.trace;
  const counts = new Map<number, number>();
  for (let index = 0; index < length; index += 1) {
    if (columns.kind[index] !== RECORD.counted) continue;
    if (columns.a[index] !== CROWD_COUNTS.indexOf(what)) continue;
    counts.set(columns.timeUs[index]! / 1_000_000, columns.b[index]!);
  }
  return counts;
}

const total = (counts: Map<number, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

const last = (counts: Map<number, number>): number => [...counts.values()].at(-1) ?? 0;

describe('a storm', () => {
  const scenario = crowdStormScenario(SMALL);
  const run = finished(scenario);

  test('everybody comes in, is thrown out when the server dies, and comes back', () => {
    expect(last(told(run, 'connected'))).toBe(500);
    expect(total(told(run, 'closed'))).toBe(500);
    expect(total(told(run, 'opened'))).toBe(1000);
  });

  test('no login is granted beyond the capacity', () => {
    expect(Math.max(...told(run, 'opened').values())).toBeLessThanOrEqual(51);
  });

  test('every request is granted, refused, given up or lost', () => {
    const [asked, opened, refused] = (['asked', 'opened', 'refused'] as const).map((what) =>
      total(told(run, what)),
    );
    const [timedOut, lost] = (['timedOut', 'lost'] as const).map((what) => total(told(run, what)));
    expect(asked!).toBeLessThanOrEqual(opened! + refused! + timedOut! + lost!);
    expect(asked! + lost!).toBeGreaterThanOrEqual(opened! + refused!);
  });

  test('who is where adds up to the crowd, at each inspection', () => {
    const crowd = run.topology.indexOf('crowd');
    const { tables, vital } = run.inspect(crowd);
    const counts = tables[0]!.rows.map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(500);
    expect(vital.value).toBe(500);
  });

  test('from any checkpoint it goes on to the same digest', () => {
    const atMs = [0, 3000, crashAtMs(SMALL) - 1, crashAtMs(SMALL) + 1500, crashAtMs(SMALL) + 6000];
    for (const timeMs of atMs) {
      const half = new Run(inputOf(scenario));
      half.runTo({ timeUs: timeMs * 1000 });
      const rest = Run.from(half.checkpoint(), inputOf(scenario));
      rest.finish();
      expect(rest.digest(), `from ${timeMs} ms`).toBe(run.digest());
    }
  });

  test('a watched member tells its steps, and nobody’s counts change', () => {
    const watched = finished(scenario, { watch: { crowd: 'crowd', member: 7 } });
    for (const what of CROWD_COUNTS) expect(told(watched, what), what).toEqual(told(run, what));
    const steps = stepsOf(watched);
    expect(steps.slice(0, 2)).toEqual(['disconnected > connecting', 'connecting > connected']);
    expect(steps.at(-1)).toBe('connecting > connected');
    expect(steps).toContain('connected > reconnecting');
  });

  test('a member that does not exist cannot be watched', () => {
    const watch = { crowd: 'crowd', member: 500 };
    expect(() => new Run(inputOf(scenario, { watch }))).toThrow('no member 500');
  });
});

function stepsOf(run: Run): string[] {
  const { columns, length, names } = run.trace;
  const steps: string[] = [];
  const crowd = run.topology.indexOf('crowd');
  for (let index = 0; index < length; index += 1) {
    if (columns.kind[index] !== RECORD.state || columns.node[index] !== crowd) continue;
    steps.push(`${names.text(columns.b[index]!)} > ${names.text(columns.c[index]!)}`);
  }
  return steps;
}

describe('a crowd beside drawn phones', () => {
  const base = crowdStormScenario({ ...SMALL, phones: 300 });
  const ana = { name: 'ana', kind: 'phone' as const, settings: { user: 'ana', platform: 'ios' } };
  const scenario = { ...base, nodes: [ana, ...base.nodes] };

  test('shares one line with them: Ana waits behind those who came before her', () => {
    const run = finished(scenario);
    const { columns, length } = run.trace;
    const connectedAt: number[] = [];
    for (let index = 0; index < length; index += 1) {
      const isAna = columns.node[index] === 0 && columns.kind[index] === RECORD.connected;
      if (isAna) connectedAt.push(columns.timeUs[index]! / 1e6);
    }
    const diedAt = crashAtMs({ ...SMALL, phones: 300 }) / 1000;
    const back = diedAt + SMALL.outageMs / 1000;
    expect(connectedAt.filter((at) => at < diedAt)).toHaveLength(1);
    expect(connectedAt.filter((at) => at > back)).toHaveLength(1);
    expect(last(told(run, 'connected'))).toBe(300);
  });
});

describe('at the edges', () => {
  const storm = (more: Partial<CrowdStorm>) => crowdStormScenario({ ...SMALL, ...more });

  test('zero phones: a quiet run', () => {
    const run = finished(storm({ phones: 0 }));
    expect(total(told(run, 'asked'))).toBe(0);
  });

  test('one packet in ten is lost: who misses the closing learns of it by a ping', () => {
    const lossy = storm({ phones: 200, mobile: { floorMs: 30, jitterMs: 20, loss: 0.1 } });
    const scenario = { ...lossy, durationMs: lossy.durationMs + 60_000 };
    const design = designFor(scenario, { heartbeatMs: 10_000, backoff: 'full' });
    const run = finished(scenario, { design });
    expect(total(told(run, 'lost'))).toBeGreaterThan(20);
    expect(last(told(run, 'connected'))).toBeGreaterThan(180);
  });

  test('every packet is lost: everybody asks, nobody is heard, all time out', () => {
    const mobile = { floorMs: 10, jitterMs: 0, loss: 1 };
    const run = finished(storm({ phones: 20, mobile, afterMs: 10_000 }));
    expect(total(told(run, 'asked'))).toBe(0);
    expect(total(told(run, 'opened'))).toBe(0);
    expect(total(told(run, 'timedOut'))).toBeGreaterThan(20);
  });

  test('a cut between crowd and balancer: pings die, members notice, all return when it heals', () => {
    const cut = storm({ phones: 100 });
    const atMs = crashAtMs({ ...SMALL, phones: 100 }) + 20_000;
    const script = [
      ...cut.script,
      { atMs, action: { do: 'cut', node: 'crowd', peer: 'balancer' } as const },
      { atMs: atMs + 20_000, action: { do: 'heal', node: 'crowd', peer: 'balancer' } as const },
    ];
    const scenario = { ...cut, script, durationMs: atMs + 120_000 };
    const design = { ...designFor(scenario), heartbeatMs: 5000, backoff: 'full' };
    const run = finished(scenario, { design, plan: planFor(scenario, 'a') });
    expect(total(told(run, 'closed'))).toBeGreaterThan(190);
    expect(last(told(run, 'connected'))).toBe(100);
  });

  test('a machine that dies tells nobody: members find out by their pings', () => {
    const silent = storm({ phones: 100 });
    const script = silent.script.map((item) =>
      item.action.do === 'crash' ? { ...item, action: { ...item.action, how: 'machine' } } : item,
    ) as Scenario['script'];
    const scenario = { ...silent, script };
    const design = { ...designFor(scenario), heartbeatMs: 5000, backoff: 'full' };
    const run = finished(scenario, { design });
    const diedAt = crashAtMs({ ...SMALL, phones: 100 }) / 1000;
    const closed = told(run, 'closed');
    expect(closed.get(Math.ceil(diedAt) + 1) ?? 0).toBeLessThan(50);
    expect(total(closed)).toBe(100);
    expect(last(told(run, 'connected'))).toBe(100);
  });
});

describe('the classroom’s storm: 20,000 phones, 1,000 logins a second, away for 20 s', () => {
  test.each([
    ['exponential', { peak: 20_000, halfS: 0, allS: 0 }],
    ['equal', { peak: 2553, halfS: 0, allS: 56 }],
    ['full', { peak: 1589, halfS: 32, allS: 75 }],
  ])('%s backoff', (backoff, expected) => {
    const scenario = { ...crowdStormScenario(), durationMs: crashAtMs(CLASSROOM_STORM) + 120_000 };
    const run = finished(scenario, { design: designFor(scenario, { backoff }) });
    const diedS = crashAtMs(CLASSROOM_STORM) / 1000;
    const after = [...told(run, 'asked')].filter(([second]) => second > diedS + 20);
    const peak = Math.max(...after.map(([, count]) => count));
    expect(Math.abs(peak / expected.peak - 1), `peak ${peak}`).toBeLessThan(0.05);
    const back = (share: number) =>
      ([...told(run, 'connected')].find(
        ([second, count]) => second > diedS + 1 && count >= 20_000 * share,
      )?.[0] ?? Infinity) - diedS;
    if (expected.halfS > 0) expect(Math.abs(back(0.5) / expected.halfS - 1)).toBeLessThan(0.05);
    if (expected.allS > 0) expect(Math.abs(back(0.99) / expected.allS - 1)).toBeLessThan(0.05);
  });
});
