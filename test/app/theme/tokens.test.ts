/** The colours of the interface keep their contrast in light and dark. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMPONENT_KINDS } from '../../../src/models/index.ts';

const css = readFileSync(new URL('../../../src/app/theme/tokens.css', import.meta.url), 'utf8');
const pairs = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name!, { light: light!, dark: dark! }],
  ),
);

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** WCAG 2.2's contrast ratio, 1 to 21. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

const GROUNDS = ['ground', 'surface', 'raised', 'sunken'];

function poor(names: readonly string[], grounds: readonly string[], least: number): string[] {
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    for (const name of names) {
      for (const ground of grounds) {
        const ratio = contrast(pairs.get(name)![theme], pairs.get(ground)![theme]);
        if (ratio < least) found.push(`${theme}: ${name} on ${ground} is ${ratio.toFixed(2)}`);
      }
    }
  }
  return found;
}

describe('colours', () => {
  test('every text colour reads at 4.5:1 on every ground it is used on', () => {
    const texts = ['ink', 'ink-soft', 'ink-faint', 'accent', 'good', 'warn', 'bad'];
    expect(poor(texts, GROUNDS, 4.5)).toEqual([]);
    expect(poor(['on-accent'], ['accent', 'accent-strong'], 4.5)).toEqual([]);
    expect(poor(['accent', 'accent-strong'], ['accent-ground'], 4.5)).toEqual([]);
    expect(poor(['good'], ['good-ground'], 4.5)).toEqual([]);
    expect(poor(['warn'], ['warn-ground'], 4.5)).toEqual([]);
    expect(poor(['bad'], ['bad-ground'], 4.5)).toEqual([]);
    expect(poor(['ink'], ['bubble-mine', 'bubble-theirs', 'chat-ground'], 4.5)).toEqual([]);
    expect(poor(['ink-soft'], ['bubble-mine', 'bubble-theirs', 'chat-ground'], 4.5)).toEqual([]);
  });

  test('every kind of component has a colour that shows at 3:1 on every ground', () => {
    const kinds = COMPONENT_KINDS.map((kind) => `kind-${kind}`);
    expect(kinds.filter((name) => !pairs.has(name))).toEqual([]);
    expect(poor(kinds, GROUNDS, 3)).toEqual([]);
  });

  test('outlines of controls and the blue of a read tick show at 3:1', () => {
    expect(poor(['line-strong'], ['surface', 'raised'], 3)).toEqual([]);
    expect(poor(['read', 'bad'], ['bubble-mine', 'surface'], 3)).toEqual([]);
  });
});
