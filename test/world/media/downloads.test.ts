/** Receivers ask the nearest edge; what the origin has to carry is counted. */
import { describe, expect, test } from 'vitest';
import { CACHE_OUTCOMES, MIB, type AnyDesign, type NodeSpec } from '../../../src/models/index.ts';
import { countOf } from '../chat.ts';
import { answersOf, runMedia, sendsPhoto, timesOf, type MediaChat } from './media-chat.ts';

const PHONES = { ana: 'ios', ben: 'android', cy: 'ios', dee: 'android' } as const;

const group = (chat: Partial<MediaChat> = {}) =>
  runMedia({ phones: PHONES, durationMs: 90_000, script: [[2000, sendsPhoto('ana', 4)]], ...chat });

const outcomes = (run: ReturnType<typeof runMedia>, node: string) =>
  timesOf(run, 'cached', node).map(({ b }) => CACHE_OUTCOMES[b]);

const getsAtOrigin = (run: ReturnType<typeof runMedia>) =>
  answersOf(run).filter((each) => each.startsWith('GetObject'));

describe('four in a group, one edge behind one shield', () => {
  test('the origin sends the photo once: one miss, two join it', () => {
    const run = group();
    expect(timesOf(run, 'downloaded')).toHaveLength(3);
    expect(outcomes(run, 'edge')).toEqual(['miss', 'joined', 'joined']);
    expect(getsAtOrigin(run)).toHaveLength(1);
  });

  test('who comes later finds it at the edge', () => {
    const away = (on: boolean) =>
      ({ do: 'operate', phone: 'dee', operation: { act: 'airplane', on } }) as const;
    const run = group({
      script: [
        [1000, away(true)],
        [2000, sendsPhoto('ana', 4)],
        [40_000, away(false)],
      ],
    });
    expect(outcomes(run, 'edge')).toEqual(['miss', 'joined', 'hit']);
    expect(getsAtOrigin(run)).toHaveLength(1);
  });

  test.each([
    [{ cdnCollapse: 'join' }, 1],
    [{ cdnCollapse: 'each' }, 3],
    // Each receiver has a URL of their own; the signatures differ unless signed in one instant.
    [{ cdnCacheKey: 'wholeUrl', cdnCollapse: 'each' }, 3],
  ] as const)('fetches from the origin with %o: %i', (design: AnyDesign, gets) => {
    expect(getsAtOrigin(group({ design }))).toHaveLength(gets);
  });
});

describe('tiers', () => {
  const two = (hasShield: boolean) =>
    group({
      settings: {
        dee: { edge: 'shield' },
        cy: { edge: 'edge-2' },
        'edge-2': hasShield ? { parent: 'shield' } : {},
      },
      extra: [{ name: 'edge-2', kind: 'cdn', settings: {} }] satisfies NodeSpec[],
      without: hasShield ? [] : ['shield'],
      phones: { ana: 'ios', ben: 'android', cy: 'ios' },
    });

  test('two edges ask the origin once each, and behind a shield once together', () => {
    expect(getsAtOrigin(two(false))).toHaveLength(2);
    const shielded = two(true);
    expect(getsAtOrigin(shielded)).toHaveLength(1);
    expect(outcomes(shielded, 'shield')).toEqual(['miss', 'joined']);
    expect(timesOf(shielded, 'downloaded')).toHaveLength(2);
  });

  test('without any edge the phones ask the bucket itself, each for all the bytes', () => {
    const run = group({ without: ['edge', 'shield'] });
    expect(getsAtOrigin(run)).toHaveLength(3);
    expect(countOf(run, 'sent', 'mediaPiece', 'bucket')).toBe(12);
  });
});

test('an edge past its time to live asks whether the photo is still the same', () => {
  const away = (on: boolean) =>
    ({ do: 'operate', phone: 'dee', operation: { act: 'airplane', on } }) as const;
  const run = group({
    script: [
      [1000, away(true)],
      [2000, sendsPhoto('ana', 4)],
      [60_000, away(false)],
    ],
    design: { cdnTtlS: 10 },
  });
  expect(outcomes(run, 'edge')).toEqual(['miss', 'joined', 'miss', 'revalidated']);
  expect(getsAtOrigin(run)).toEqual(['GetObject media/ana/m1: 200', 'GetObject media/ana/m1: 304']);
});

test('a download that the network breaks off goes on where it stopped', () => {
  const away = (on: boolean) =>
    ({ do: 'operate', phone: 'ben', operation: { act: 'airplane', on } }) as const;
  const run = runMedia({
    script: [
      [2000, sendsPhoto('ana', 4)],
      [9000, away(true)],
      [20_000, away(false)],
    ],
    durationMs: 60_000,
  });
  const [broken] = timesOf(run, 'interrupted', 'ben');
  expect(broken!.b / MIB).toBe(2);
  expect(timesOf(run, 'downloaded', 'ben')).toHaveLength(1);
  // The edge had it all; of the four pieces two were sent again.
  expect(getsAtOrigin(run)).toHaveLength(1);
});

test('an edge that cannot reach its shield serves what it has', () => {
  const away = (on: boolean) =>
    ({ do: 'operate', phone: 'dee', operation: { act: 'airplane', on } }) as const;
  const run = group({
    script: [
      [1000, away(true)],
      [2000, sendsPhoto('ana', 1)],
      [20_000, { do: 'crash', node: 'shield' }],
      [30_000, away(false)],
    ],
    design: { cdnTtlS: 10 },
    durationMs: 200_000,
  });
  expect(outcomes(run, 'edge').at(-1)).toBe('stale');
  expect(timesOf(run, 'downloaded', 'dee')).toHaveLength(1);
});
