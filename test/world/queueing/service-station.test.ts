/** The station itself: who is served when, what a copy of it keeps, and which specs make no sense. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { Luck } from '../../../src/kernel/index.ts';
import type { ServiceSpec } from '../../../src/models/index.ts';
import { designKnobs, homeScenario, validateScenario } from '../../../src/scenarios/index.ts';
import { REFUSED, ServiceStation, WAITS } from '../../../src/world/service-station.ts';

const luck = new Luck('station');
const spec: ServiceSpec = {
  workers: 1,
  serviceMs: 10,
  distribution: 'fixed',
  queueLimit: 3,
  order: 'messagesFirst',
};
const job = (row: number, isUrgent = false) => ({
  pair: 1,
  name: row,
  nth: 1,
  isUrgent,
  row,
  cause: 100 + row,
});

describe('where messages go first', () => {
  test('a heartbeat in service is not interrupted, one that waits is overtaken', () => {
    const station = new ServiceStation(spec);
    expect(station.admit(0, luck, job(1))).toBe(10_000);
    expect(station.admit(1000, luck, job(2))).toBe(WAITS);
    expect(station.admit(2000, luck, job(3, true))).toBe(WAITS);
    expect(station.admit(3000, luck, job(4, true))).toBe(WAITS);
    expect(station.admit(4000, luck, job(5, true))).toBe(REFUSED);
    expect(station.leave(10_000)).toEqual({ row: 3, cause: 103, doneUs: 20_000 });
    expect(station.leave(20_000)).toEqual({ row: 4, cause: 104, doneUs: 30_000 });
    expect(station.leave(30_000)).toEqual({ row: 2, cause: 102, doneUs: 40_000 });
    expect(station.leave(40_000)).toBeUndefined();
    expect(station.depth).toBe(0);
  });

  test('a crash empties the line', () => {
    const station = new ServiceStation(spec);
    for (const row of [1, 2, 3]) station.admit(0, luck, job(row, true));
    station.clear();
    expect(station.admit(5000, luck, job(4))).toBe(15_000);
    expect(station.leave(15_000)).toBeUndefined();
  });
});

test('a copy goes on as the original does', () => {
  const steps = fc.array(fc.record({ isUrgent: fc.boolean(), waitMs: fc.nat(15) }), {
    minLength: 3,
    maxLength: 30,
  });
  const orders = fc.constantFrom('fifo', 'messagesFirst');
  fc.assert(
    fc.property(steps, orders, fc.integer({ min: 1, max: 3 }), (moments, order, workers) => {
      const original = new ServiceStation({ ...spec, order: order as 'fifo', workers });
      const copy = new ServiceStation(original.spec);
      let nowUs = 0;
      moments.forEach(({ isUrgent, waitMs }, row) => {
        nowUs += waitMs * 1000;
        copy.restore(structuredClone(original.save()));
        const answer = original.admit(nowUs, luck, job(row, isUrgent));
        expect(copy.admit(nowUs, luck, job(row, isUrgent))).toBe(answer);
        if (waitMs % 2 === 0 || original.depth === 0) return;
        copy.restore(original.save());
        expect(copy.leave(nowUs)).toEqual(original.leave(nowUs));
      });
    }),
  );
});

describe('a service that cannot be', () => {
  const problems = (service: Partial<ServiceSpec>) => {
    const nodes = homeScenario.nodes.map((node) =>
      node.name === 'server-1' ? { ...node, service: { ...spec, ...service } } : node,
    );
    return validateScenario({ ...homeScenario, nodes }, designKnobs).map(({ message }) => message);
  };

  test.each([
    [{ distribution: 'erlang', scv: 2 }, 'expected 0 to 1, not 2'],
    [{ distribution: 'hyperexponential', scv: 0.5 }, 'expected 1 or more, not 0.5'],
    [{ distribution: 'fixed', scv: 1 }, 'leave scv out'],
    [{ distribution: 'uniform' as 'fixed' }, 'uniform'],
    [{ order: 'lifo' as 'fifo' }, 'lifo'],
  ] as const)('%o', (service, part) => {
    expect(problems(service).join()).toContain(part);
  });

  test('nothing is wrong with the others', () => {
    expect(problems({ distribution: 'erlang', scv: 0.25 })).toEqual([]);
    expect(problems({ distribution: 'hyperexponential', scv: 4 })).toEqual([]);
    expect(problems({})).toEqual([]);
  });
});
