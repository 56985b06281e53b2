/** Progress is never lost: not by two tabs, a full disk, a torn write, or a file from elsewhere. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Keeper } from '../../../src/app/storage/index.ts';
import { joined, type Progress } from '../../../src/app/storage/progress.ts';

/** A storage that can be filled up, closed, or torn. */
class Drawer {
  readonly items = new Map<string, string>();
  isFull = false;
  isClosed = false;

  getItem(name: string): string | null {
    if (this.isClosed) throw new Error('SecurityError');
    return this.items.get(name) ?? null;
  }

  setItem(name: string, text: string): void {
    if (this.isClosed || this.isFull) throw new Error('QuotaExceededError');
    this.items.set(name, text);
  }
}

const names = fc.constantFrom('L06', 'L08', 'L09', 'hook', 'predict', '2', '10');
const progress: fc.Arbitrary<Progress> = fc.record({
  version: fc.constant(1 as const),
  lessons: fc.dictionary(
    names,
    fc.dictionary(
      names,
      fc.integer({ min: 0, max: 4 }).map((quarters) => quarters / 4),
    ),
  ),
  settings: fc.dictionary(
    names,
    fc.record({
      value: fc.oneof(fc.string({ maxLength: 3 }), fc.integer(), fc.boolean()),
      at: fc.integer({ min: 0, max: 5 }),
    }),
  ),
});
/** Equal contents as equal texts. */
const text = (each: Progress): string => JSON.stringify(joined(each, each));

describe('merging', () => {
  test('does not depend on order, grouping or repetition', () => {
    fc.assert(
      fc.property(progress, progress, progress, (a, b, c) => {
        expect(text(joined(a, b))).toBe(text(joined(b, a)));
        expect(text(joined(joined(a, b), c))).toBe(text(joined(a, joined(b, c))));
        expect(text(joined(joined(a, b), b))).toBe(text(joined(a, b)));
      }),
      { numRuns: 1000 },
    );
  });

  test('keeps the best result of every beat', () => {
    fc.assert(
      fc.property(progress, progress, (a, b) => {
        const both = joined(a, b);
        for (const [lesson, beats] of Object.entries(a.lessons)) {
          for (const [beat, result] of Object.entries(beats)) {
            expect(both.lessons[lesson]![beat]).toBeGreaterThanOrEqual(result);
          }
        }
      }),
    );
  });
});

describe('the keeper', () => {
  test('finds again what it kept', () => {
    const drawer = new Drawer();
    const keeper = new Keeper(drawer);
    keeper.complete('L08', 'hook');
    keeper.complete('L08', 'fix', 0.5);
    keeper.complete('L08', 'fix', 0.25);
    keeper.set('theme', 'dark');
    keeper.save();
    const again = new Keeper(drawer);
    expect(again.progress.lessons).toEqual({ L08: { fix: 0.5, hook: 1 } });
    expect(again.setting('theme')).toBe('dark');
    expect(again.setting('constructor')).toBeUndefined();
    expect([...drawer.items.keys()].every((name) => name.startsWith('two-ticks/'))).toBe(true);
  });

  test('saves by itself a moment after a change', () => {
    vi.useFakeTimers();
    const drawer = new Drawer();
    new Keeper(drawer).complete('L06', 'hook');
    expect(drawer.items.size).toBe(0);
    vi.advanceTimersByTime(250);
    expect(new Keeper(drawer).progress.lessons).toEqual({ L06: { hook: 1 } });
    vi.useRealTimers();
  });

  test('loses nothing in any history of two tabs, torn writes, damage and a full disk', () => {
    const deed = fc.oneof(
      fc.record({
        do: fc.constant('complete' as const),
        tab: fc.integer({ min: 0, max: 1 }),
        beat: fc.integer({ min: 0, max: 30 }),
      }),
      fc.record({ do: fc.constant('save' as const), tab: fc.integer({ min: 0, max: 1 }) }),
      fc.record({ do: fc.constant('reopen' as const), tab: fc.integer({ min: 0, max: 1 }) }),
      fc.record({ do: fc.constant('fill' as const), isFull: fc.boolean() }),
      fc.record({ do: fc.constant('tear' as const) }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        vi.useFakeTimers();
        const drawer = new Drawer();
        const tabs = [new Keeper(drawer), new Keeper(drawer)];
        const kept = new Set<string>();
        for (const each of deeds) {
          if (each.do === 'complete') tabs[each.tab]!.complete('L06', String(each.beat));
          else if (each.do === 'save') {
            tabs[each.tab]!.save();
            if (drawer.isFull) continue;
            for (const beat of Object.keys(tabs[each.tab]!.progress.lessons['L06'] ?? {})) {
              kept.add(beat);
            }
          } else if (each.do === 'reopen') {
            tabs[each.tab]!.save();
            tabs[each.tab] = new Keeper(drawer);
          } else if (each.do === 'fill') drawer.isFull = each.isFull;
          else tear(drawer);
        }
        const now = Object.keys(new Keeper(drawer).progress.lessons['L06'] ?? {});
        expect(now).toEqual(expect.arrayContaining([...kept]));
        vi.useRealTimers();
      }),
      { numRuns: 500 },
    );
  });

  test('where nothing can be kept says so and goes on', () => {
    const drawer = new Drawer();
    drawer.isClosed = true;
    for (const shelf of [drawer, undefined]) {
      const keeper = new Keeper(shelf);
      keeper.complete('L06', 'hook');
      keeper.save();
      expect(keeper.progress.lessons).toEqual({ L06: { hook: 1 } });
      expect(keeper.store.getState().trouble).toMatch(/does not let the page keep anything/);
    }
  });

  test('without room says so, keeps the last good copy, and is well again later', () => {
    const drawer = new Drawer();
    const keeper = new Keeper(drawer);
    keeper.complete('L06', 'hook');
    keeper.save();
    drawer.isFull = true;
    keeper.complete('L06', 'fix');
    keeper.save();
    expect(keeper.store.getState().trouble).toMatch(/no room/);
    expect(new Keeper(drawer).progress.lessons).toEqual({ L06: { hook: 1 } });
    drawer.isFull = false;
    keeper.save();
    expect(keeper.store.getState().trouble).toBe('');
    expect(new Keeper(drawer).progress.lessons).toEqual({ L06: { fix: 1, hook: 1 } });
  });

  test.each(['null', '[]', '"', '{"v":1,"gen":2', 'x'.repeat(100)])(
    'puts a slot that says %s aside and uses the other',
    (rubbish) => {
      const drawer = new Drawer();
      const keeper = new Keeper(drawer);
      keeper.complete('L06', 'hook');
      keeper.save();
      keeper.save();
      drawer.items.set('two-ticks/progress/b', rubbish);
      expect(new Keeper(drawer).progress.lessons).toEqual({ L06: { hook: 1 } });
      expect(drawer.items.get('two-ticks/progress/damaged')).toBe(rubbish);
    },
  );

  test('leaves what a later version wrote as it is', () => {
    const drawer = new Drawer();
    const later = new Keeper(drawer);
    later.import('{"version":1,"lessons":{},"settings":{}}');
    later.complete('L06', 'hook');
    later.save();
    for (const [name, slot] of drawer.items) rewrite(drawer, name, slot);
    const before = new Map(drawer.items);
    const keeper = new Keeper(drawer);
    keeper.complete('L08', 'hook');
    keeper.save();
    expect(keeper.store.getState().trouble).toMatch(/later version/);
    expect(drawer.items).toEqual(before);
  });

  test('takes in an exported copy, and refuses anything else with its place', () => {
    const one = new Keeper(new Drawer());
    one.complete('L06', 'hook');
    const other = new Keeper(new Drawer());
    other.complete('L06', 'hook', 0.5);
    other.complete('L09', 'fix');
    expect(other.import(one.exported())).toBe('');
    expect(other.progress.lessons).toEqual({ L06: { hook: 1 }, L09: { fix: 1 } });
    expect(other.import('GIF89a')).toBe('This file holds no progress: it is not JSON.');
    expect(other.import('{"version":1,"lessons":{"L06":{"hook":7}},"settings":{}}')).toBe(
      'This file holds no progress: lessons.L06.hook is not from 0 to 1.',
    );
    expect(other.import('{"version":2}')).toMatch(/later version/);
    expect(other.progress.lessons['L09']).toEqual({ fix: 1 });
  });
});

/** The write that was under way stopped half-way: the slot written last is cut. */
function tear(drawer: Drawer): void {
  const slots = [...drawer.items].filter(([name]) => /\/[ab]$/.test(name));
  if (slots.length < 2) return;
  const generation = (slot: string) => Number(/"gen":(\d+)/.exec(slot)?.[1] ?? 0);
  const oldest = slots.toSorted((one, other) => generation(one[1]) - generation(other[1]))[0]!;
  // A new write goes to the older slot, so that is the one a crash can tear.
  drawer.items.set(oldest[0], oldest[1].slice(0, -5));
}

/** As a later version would have written it, check sum and all. */
function rewrite(drawer: Drawer, name: string, slot: string): void {
  const { gen } = JSON.parse(slot) as { gen: number };
  const body = '{"version":2,"lessons":[],"extras":{}}';
  drawer.items.set(name, JSON.stringify({ v: 1, gen, crc: crcOf(`${gen} ${body}`), body }));
}

function crcOf(content: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(content)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
