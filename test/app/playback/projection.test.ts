/** A fold at the playhead is the same whatever way led there, and costs little wherever it jumps. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Projections, type Branch, type Projection } from '../../../src/app/playback/index.ts';
import { longBranch } from '../long-trace.ts';

/** Counts records by node, and how often it was asked to. */
function counting() {
  const work = { applied: 0, copied: 0 };
  const projection: Projection<number[]> = {
    start: ({ nodes }) => nodes.nodes.map(() => 0),
    apply(counts, record) {
      work.applied++;
      counts[record.node]! += record.index + 1;
    },
    copy(counts) {
      work.copied++;
      return [...counts];
    },
  };
  return { projection, work };
}

/** The same, from zero, without any cleverness. */
function plainly({ projection }: ReturnType<typeof counting>, branch: Branch, record: number) {
  const state = projection.start(branch);
  for (let index = 0; index < record; index++) {
    projection.apply(state, branch.view.readRecord(index), branch);
  }
  return state;
}

const RECORDS = 30_000;
const branch = longBranch(RECORDS);

describe('a projection', () => {
  test('gives the same state on every way through the run', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: RECORDS }), { maxLength: 12 }),
        fc.boolean(),
        (stops, isPrepared) => {
          const fold = counting();
          const projections = new Projections();
          for (const stop of stops) {
            if (isPrepared) projections.prepare(branch, () => false);
            const state = projections.read(fold.projection, branch, stop);
            expect(state).toEqual(plainly(counting(), branch, stop));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('replays a few thousand records at most once keyframes are laid', () => {
    const { projection, work } = counting();
    const projections = new Projections();
    projections.read(projection, branch, 0);
    expect(projections.prepare(branch, () => false)).toBe(false);
    for (const stop of [RECORDS, 5, 29_000, 12_345]) {
      work.applied = 0;
      projections.read(projection, branch, stop);
      expect(work.applied).toBeLessThanOrEqual(4096);
    }
  });

  test('folds ahead in pieces that end when the time is up', () => {
    const { projection, work } = counting();
    const projections = new Projections();
    projections.read(projection, branch, 0);
    let looks = 0;
    expect(projections.prepare(branch, () => ++looks > 3)).toBe(true);
    expect(work.applied).toBeLessThan(RECORDS / 4);
  });

  test('keeps few keyframes however long the run is', () => {
    const long = longBranch(200_000);
    const { projection, work } = counting();
    const projections = new Projections();
    projections.read(projection, long, 200_000);
    work.applied = 0;
    projections.read(projection, long, 100_000);
    expect(work.applied).toBeLessThanOrEqual(200_000 / 10);
    expect(work.copied).toBeLessThan(70);
  });

  test('keeps what it folded of a shared past, and nothing of the future that parted', () => {
    const { projection, work } = counting();
    const projections = new Projections();
    projections.read(projection, branch, 20_000);
    const other = longBranch(RECORDS, { otherFrom: 15_000 });
    projections.rebase(other.view, 15_000);
    work.applied = 0;
    expect(projections.read(projection, other, 16_000)).toEqual(plainly(counting(), other, 16_000));
    expect(work.applied).toBeLessThanOrEqual(4096);
  });

  test('forks for a branch beside it; both go their own way', () => {
    const { projection, work } = counting();
    const projections = new Projections();
    projections.read(projection, branch, 20_000);
    const other = longBranch(RECORDS, { otherFrom: 10_000 });
    const forked = projections.fork(other.view, 10_000);
    work.applied = 0;
    expect(forked.read(projection, other, 11_000)).toEqual(plainly(counting(), other, 11_000));
    expect(work.applied).toBeLessThanOrEqual(4096);
    expect(projections.read(projection, branch, 9000)).toEqual(plainly(counting(), branch, 9000));
    expect(projections.read(projection, branch, 29_000)).toEqual(
      plainly(counting(), branch, 29_000),
    );
  });
});
