/** The grid of runs by checks: what a cell says, where keys lead, and two sweeps of the same seeds. */
import { describe, expect, test } from 'vitest';
import { SweepJob, type RunOutcome } from '../../../src/explore/index.ts';
import type { SweepState } from '../../../src/app/engine/index.ts';
import {
  cellAt,
  checkPaths,
  checksOf,
  failureAt,
  failuresOf,
  nextBroken,
} from '../../../src/app/sweep/check-cells.ts';
import { cellAfterKey } from '../../../src/app/sweep/grid-keys.ts';
import { pairedOf } from '../../../src/app/sweep/paired.ts';
import { isSameDesign, othersThan } from '../../../src/app/sweep/same-design.ts';
import type { AnyDesign } from '../../../src/models/index.ts';
import { designFor, homeScenario } from '../../../src/scenarios/index.ts';

const COUNT = 20;

function swept(over: AnyDesign = {}): SweepState {
  const design = designFor(homeScenario, over);
  const order = { scenario: homeScenario, design, seed: 'cells', count: COUNT };
  const job = new SweepJob(order);
  while (!job.advance(1_000_000).finished);
  const failures = job.outcomes.flatMap(({ broken, seed }, place) =>
    broken === undefined ? [] : [{ ...broken, seed, nth: place + 1 }],
  );
  const { outcomes } = job;
  return { order, status: 'finished', sentence: '', done: COUNT, outcomes, failures, elapsedMs: 1 };
}

const state = swept();

/** The same sweep before its run `nth` has come. */
function without(nth: number): SweepState {
  const outcomes: (RunOutcome | undefined)[] = [...state.outcomes];
  outcomes[nth - 1] = undefined;
  return { ...state, outcomes };
}

describe('a cell', () => {
  test('says what its run says of its check', () => {
    for (const check of checksOf(state)) {
      state.outcomes.forEach((outcome, place) => {
        const verdict = outcome?.verdicts.find(({ id }) => id === check)?.verdict;
        expect(cellAt(state, place + 1, check).verdict).toBe(verdict);
      });
    }
  });

  test('waits until its run has come', () => {
    expect(cellAt(without(3), 3, 'honest-ticks').verdict).toBe('pending');
    expect(failureAt(without(3), 3, 'honest-ticks')).toBeUndefined();
  });

  test('that is red opens the failure of that check, also where a more serious one is broken too', () => {
    const failures = failuresOf(state);
    const double = failures.find(
      ({ nth, id }) => id !== state.failures.find((each) => each.nth === nth)!.id,
    );
    expect(double).toBeDefined();
    expect(failureAt(state, double!.nth, double!.id)).toEqual(double);
  });

  test('is drawn once for each run in sight and check', () => {
    const paths = checkPaths(state, { pitchPx: 10, rowPx: 20 }, { fromNth: 1, toNth: COUNT });
    const squares = Object.values(paths).join('').split('z').length - 1;
    expect(squares).toBe(COUNT * checksOf(state).length);
    const few = checkPaths(state, { pitchPx: 10, rowPx: 20 }, { fromNth: 3, toNth: 4 });
    expect(Object.values(few).join('').split('z').length - 1).toBe(2 * checksOf(state).length);
  });
});

describe('keys', () => {
  const key = (name: string, cell = { nth: 5, row: 1 }, ctrlKey = false) =>
    cellAfterKey({ key: name, ctrlKey }, cell, state);

  test.each([
    ['ArrowRight', { nth: 6, row: 1 }],
    ['ArrowLeft', { nth: 4, row: 1 }],
    ['ArrowDown', { nth: 5, row: 2 }],
    ['ArrowUp', { nth: 5, row: 0 }],
    ['PageDown', { nth: 15, row: 1 }],
    ['PageUp', { nth: 1, row: 1 }],
    ['Home', { nth: 1, row: 1 }],
    ['End', { nth: COUNT, row: 1 }],
  ])('%s', (name, cell) => {
    expect(key(name)).toEqual(cell);
  });

  test('stop at the edges, and others mean nothing', () => {
    const last = { nth: COUNT, row: checksOf(state).length - 1 };
    expect(key('ArrowRight', last)).toEqual(last);
    expect(key('ArrowDown', last)).toEqual(last);
    expect(key('Home', last, true)).toEqual({ nth: 1, row: 0 });
    expect(key('q')).toBeUndefined();
  });

  test('N goes to the next run that breaks the check, and round to the first', () => {
    const row = checksOf(state).indexOf('honest-ticks');
    const broken = failuresOf(state).flatMap(({ id, nth }) => (id === 'honest-ticks' ? [nth] : []));
    expect(broken.length).toBeGreaterThan(1);
    expect(key('n', { nth: broken[0]!, row })).toEqual({ nth: broken[1], row });
    expect(key('n', { nth: broken.at(-1)!, row })).toEqual({ nth: broken[0], row });
    expect(nextBroken(state, 1, 'shown-once')).toBeUndefined();
  });
});

describe('two designs on the same seeds', () => {
  const mended = swept({ receiptEvidence: 'deviceAck' });

  test('are compared run by run', () => {
    const { fixed, newlyBroken, both, neither, pairs } = pairedOf(state, mended)!;
    expect(fixed.length).toBeGreaterThan(0);
    expect(fixed.length + newlyBroken.length + both + neither).toBe(COUNT);
    expect(pairs).toBe(COUNT);
    for (const { nth } of fixed) {
      expect(state.outcomes[nth - 1]?.broken).toBeDefined();
      expect(mended.outcomes[nth - 1]?.broken).toBeUndefined();
    }
    expect(pairedOf(mended, state)!.newlyBroken).toHaveLength(fixed.length);
  });

  test('count only the pairs that are whole', () => {
    expect(pairedOf(without(1), mended)!.pairs).toBe(COUNT - 1);
  });

  test('that are one design, or other seeds, are not compared', () => {
    expect(pairedOf(state, state)).toBeNull();
    expect(pairedOf(null, state)).toBeNull();
    const elsewhere = { ...mended, order: { ...mended.order, seed: 'other' } };
    expect(pairedOf(state, elsewhere)).toBeNull();
  });

  test('others to compare with are never the design itself, and none comes twice', () => {
    const { design } = state.order;
    const same = { id: 'b2', label: 'twin', design: { ...design } };
    const ids = othersThan(design, homeScenario, [same]).map(({ id }) => id);
    expect(ids).toEqual(['reference']);
    expect(isSameDesign(design, same.design)).toBe(true);
    expect(isSameDesign(design, { ...design, retryMs: 1 })).toBe(false);
  });
});
