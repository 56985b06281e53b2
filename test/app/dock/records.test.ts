/** Filters, windows and tables of records stay right and quick on a run of 200,000 records. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  EVERYTHING,
  MatchList,
  matchesOf,
  WHAT_PEOPLE_NOTICE,
} from '../../../src/app/dock/record-filter.ts';
import { fieldTexts, sentenceAt } from '../../../src/app/dock/record-words.ts';
import { placeAfterKey, windowOf } from '../../../src/app/dock/story/window.ts';
import { csvCell, csvLine, csvParts } from '../../../src/app/dock/table/csv.ts';
import { TraceView } from '../../../src/kernel/index.ts';
import { lied } from '../fixture-story.ts';
import { TOPOLOGY } from '../fixture.ts';
import { fastestMs } from '../fastest.ts';
import { longBranch } from '../long-trace.ts';
import { longTest } from '../../proof-size.ts';

describe('a filter', () => {
  const branch = lied().branch();
  const told = (filter: typeof EVERYTHING) => {
    const list = matchesOf(branch.view, filter);
    return Array.from({ length: list.length }, (_, place) => sentenceAt(branch, list.at(place)));
  };

  test('of what people notice leaves packets and a node’s own business out', () => {
    expect(told(WHAT_PEOPLE_NOTICE).slice(4)).toEqual([
      'Ana types “Meet at six?”.',
      "Ana's phone shows a clock on “Meet at six?”.",
      'Server 1 accepts “Meet at six?” as number 1 once the table has it.',
      "Ana's phone shows one tick on “Meet at six?”: the table has it.",
      "Ben's phone is cut off from the network.",
      expect.stringContaining("“Meet at six?” from server 2 never reaches Ben's phone"),
      'Server 2 marks “Meet at six?” delivered: no more than push() returning.',
      "Ana's phone shows two ticks on “Meet at six?”: no more than push() returning.",
    ]);
  });

  test('by node and by message keeps only those; an unknown message keeps none', () => {
    const node = TOPOLOGY.indexOf('cassandra');
    const atCassandra = matchesOf(branch.view, { ...EVERYTHING, node });
    expect(atCassandra.length).toBeGreaterThan(0);
    for (let place = 0; place < atCassandra.length; place++) {
      expect(branch.view.columns.node[atCassandra.at(place)]).toBe(node);
    }
    expect(matchesOf(branch.view, { ...EVERYTHING, message: 'ana/m1' }).length).toBeGreaterThan(20);
    expect(matchesOf(branch.view, { ...EVERYTHING, message: 'ana/m9' }).length).toBe(0);
  });

  test('reads only what has come since it was asked last', () => {
    const source = longBranch(3000).view;
    const view = new TraceView();
    const list = new MatchList(view, WHAT_PEOPLE_NOTICE);
    const lengths: number[] = [];
    for (const from of [0, 1000, 2000]) {
      const count = 1000;
      const buffer = new ArrayBuffer(count * 41);
      const into = {
        timeUs: new Float64Array(buffer, 0, count),
        kind: new Uint8Array(buffer, 40 * count, count),
      };
      into.timeUs.set(source.columns.timeUs.subarray(from, from + count));
      into.kind.set(source.columns.kind.subarray(from, from + count));
      view.appendBatch({ from, count, buffer, namesFrom: 0, names: [] });
      lengths.push(list.update().length);
    }
    const whole = new MatchList(source, WHAT_PEOPLE_NOTICE).update();
    expect(lengths.at(-1)).toBe(whole.length);
    expect(lengths[0]).toBe(whole.countBefore(1000));
  });

  test('of 200,000 records takes less than a frame’s budget, counting next to nothing', () => {
    const long = longBranch(200_000);
    const list = new MatchList(long.view, WHAT_PEOPLE_NOTICE).update();
    const readMs = fastestMs(() => new MatchList(long.view, WHAT_PEOPLE_NOTICE).update());
    expect(readMs).toBeLessThan(40);
    const countMs = fastestMs(() => {
      for (let record = 0; record < 200_000; record += 200) list.countBefore(record);
    });
    expect(countMs).toBeLessThan(10);
  });
});

describe('a window on a long list', () => {
  test('draws what is in sight and a little around it', () => {
    const shown = windowOf({ count: 200_000, rowHeight: 30, height: 300, top: 3000 });
    expect([shown.start, shown.end]).toEqual([94, 116]);
    expect(shown.fullHeight).toBe(6_000_000);
    expect(shown.placeTop(100)).toBe(3000);
  });

  test('always holds the rows in sight, wherever one scrolls, however long the list is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 40, max: 900 }),
        (count, thousandths, height) => {
          const rowHeight = 30;
          const all = windowOf({ count, rowHeight, height, top: 0 });
          const top = Math.round((Math.max(0, all.fullHeight - height) * thousandths) / 1000);
          const shown = windowOf({ count, rowHeight, height, top });
          expect(shown.fullHeight).toBeLessThanOrEqual(8_000_000);
          expect(shown.end - shown.start).toBeLessThanOrEqual(height / rowHeight + 14);
          expect(shown.placeTop(shown.start)).toBeLessThanOrEqual(top + 1);
          if (shown.end < count) {
            expect(shown.placeTop(shown.end)).toBeGreaterThanOrEqual(top + height - 1);
          }
        },
      ),
    );
  });

  test('scrolls to any row so that it is in sight', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, share) => {
          const place = Math.floor(share * (count - 1));
          const list = { count, rowHeight: 52, height: 400 };
          const top = windowOf({ ...list, top: 0 }).topFor(place);
          const shown = windowOf({ ...list, top });
          expect(shown.has(place)).toBe(true);
        },
      ),
    );
  });

  test.each([
    ['ArrowDown', 4, 5],
    ['ArrowUp', 0, 0],
    ['PageDown', 4, 13],
    ['Home', 80, 0],
    ['End', 4, 99],
    ['x', 4, undefined],
  ])('%s from row %s leads to row %s', (key, at, to) => {
    expect(placeAfterKey(key, at, 100, 10)).toBe(to);
  });
});

describe('a file of records', () => {
  test('quotes what needs quotes, and disarms formulas', () => {
    expect(['plain', 'a,b', 'say "hi"', 'two\nlines', '=1+1', '-2', 7].map(csvCell)).toEqual([
      'plain',
      '"a,b"',
      '"say ""hi"""',
      '"two\nlines"',
      "'=1+1",
      "'-2",
      '7',
    ]);
  });

  test('has one line a record, with its fields in words', () => {
    const branch = lied().branch();
    const typed = branch.view.lengthAt(999_999);
    expect(fieldTexts(branch.view.readRecord(typed), branch)).toEqual([
      'text Meet at six?',
      'conversation ana-ben',
    ]);
    expect(csvLine(branch, typed)).toBe(
      `${typed},1000,${typed + 1},ana,typed,ana/m1,text Meet at six?; conversation ana-ben,,,Ana types “Meet at six?”.\r\n`,
    );
  });

  longTest(
    'of 200,000 records is written in pieces, with room for the page in between',
    async () => {
      const branch = longBranch(200_000);
      const pauses = vi.spyOn(globalThis, 'setTimeout');
      const parts = await csvParts(branch, EVERYTHING, 200_000);
      expect(parts).toHaveLength(200_001);
      expect(pauses.mock.calls.length).toBeGreaterThan(5);
      pauses.mockRestore();
    },
  );

  test('is given up when its tab is closed', async () => {
    expect(await csvParts(longBranch(200_000), EVERYTHING, 200_000, () => true)).toBeNull();
  });
});
