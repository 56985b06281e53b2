/** The ziggurat's tables: layers of one area under the right curve, the same bits everywhere. */
import { describe, expect, test } from 'vitest';
import { Digest } from '../../src/kernel/index.ts';
import { exponentialZiggurat, normalZiggurat } from '../../src/kernel/ziggurat.ts';

const TWO_TO_32 = 2 ** 32;
const CURVES = [
  {
    name: 'exponential',
    ziggurat: exponentialZiggurat,
    density: (x: number): number => Math.exp(-x),
    tail: 7.69711747013105,
    area: 3.949659822581557e-3,
  },
  {
    name: 'normal',
    ziggurat: normalZiggurat,
    density: (x: number): number => Math.exp(-0.5 * x * x),
    tail: 3.6541528853610088,
    area: 4.92867323399e-3,
  },
];

describe.each(CURVES)('$name', ({ ziggurat, density, tail, area }) => {
  const edge = (layer: number): number => ziggurat.width[layer]! * TWO_TO_32;

  test('has 256 layers that grow narrower from the tail to the top', () => {
    expect(ziggurat.width).toHaveLength(256);
    expect(edge(255)).toBeCloseTo(tail, 12);
    for (let layer = 2; layer < 256; layer += 1) {
      expect(edge(layer)).toBeGreaterThan(edge(layer - 1));
    }
  });

  test('every layer has one area', () => {
    for (let layer = 2; layer < 256; layer += 1) {
      const height = density(edge(layer - 1)) - density(edge(layer));
      expect(edge(layer) * height).toBeCloseTo(area, 9);
    }
    // The top layer reaches from its edge up to the peak, the base from the tail down to 0.
    expect(edge(1) * (1 - density(edge(1)))).toBeCloseTo(area, 6);
    expect(edge(0) * density(tail)).toBeCloseTo(area, 12);
  });

  test('what counts as inside is under the curve', () => {
    for (let layer = 1; layer < 256; layer += 1) {
      const inner = ziggurat.inside[layer]! * ziggurat.width[layer]!;
      expect(inner).toBeLessThanOrEqual(edge(layer));
      if (layer > 1) expect(inner).toBeCloseTo(edge(layer - 1), 8);
    }
    expect(ziggurat.inside[1]).toBe(0);
    expect(ziggurat.inside[0]! * ziggurat.width[0]!).toBeCloseTo(tail, 8);
  });

  test('nearly every word is inside', () => {
    const share = ziggurat.inside.reduce((sum, inside) => sum + inside, 0) / 256 / TWO_TO_32;
    expect(share).toBeGreaterThan(0.975);
  });
});

test('beside the curve a place is drawn again, under it it counts', () => {
  const layer = 100;
  const word = exponentialZiggurat.inside[layer]! + 1;
  const x = word * exponentialZiggurat.width[layer]!;
  expect(exponentialZiggurat.outside(layer, word, 0)).toBe(x);
  expect(exponentialZiggurat.outside(layer, TWO_TO_32 - 1, 0.999_999)).toBe(-1);
  const normalWord = normalZiggurat.inside[layer]! + 1;
  const size = normalWord * normalZiggurat.width[layer]!;
  expect(normalZiggurat.outside(layer, normalWord, 0, 0.5)).toBe(size);
  expect(normalZiggurat.outside(layer, TWO_TO_32 - 1, 0.999_999, 0.5)).toBe(-1);
});

test('the top layer reaches up to the peak, and its corner lies outside', () => {
  const corner = TWO_TO_32 - 1;
  for (const { outside, width } of [exponentialZiggurat, normalZiggurat]) {
    expect(outside(1, corner, 0.001, 0.5)).toBe(-1);
    expect(outside(1, 0, 0.999, 0.5)).toBe(0);
    expect(outside(1, 2 ** 31, 0.25, 0.5)).toBe(2 ** 31 * width[1]!);
  }
});

describe('the tail', () => {
  test('begins where the base ends and has no end', () => {
    expect(exponentialZiggurat.outside(0, TWO_TO_32 - 1, 1 - 2 ** -53)).toBeCloseTo(7.697, 3);
    expect(exponentialZiggurat.outside(0, TWO_TO_32 - 1, 0)).toBeGreaterThan(40);
    expect(normalZiggurat.outside(0, TWO_TO_32 - 1, 1 - 2 ** -53, 0.5)).toBeCloseTo(3.654, 3);
  });

  test('of the normal curve refuses candidates that lie too far', () => {
    expect(normalZiggurat.outside(0, TWO_TO_32 - 1, 0, 1 - 2 ** -53)).toBe(-1);
  });
});

test('golden tables', () => {
  const digest = new Digest();
  const view = new DataView(new ArrayBuffer(8));
  for (const { inside, width } of [exponentialZiggurat, normalZiggurat]) {
    for (const value of [...inside, ...width]) {
      view.setFloat64(0, value);
      digest.add(view.getInt32(0));
      digest.add(view.getInt32(4));
    }
  }
  expect(digest.text()).toMatchInlineSnapshot(`"b921d3fe338c82f6"`);
});
