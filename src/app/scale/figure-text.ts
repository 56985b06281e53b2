/** Large figures as people say them: 57,870; 3.33 million; 135 TB. */
import { digitsInGroups } from '../../kernel/index.ts';

const WORDS = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const;

const BYTES = [
  [1e15, 'PB'],
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

/** Three digits that mean something. */
const short = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

export function figureText(value: number, unit: string): string {
  if (unit === 'bytes') {
    const found = BYTES.find(([size]) => value >= size);
    return found === undefined ? `${short(value)} B` : `${short(value / found[0])} ${found[1]}`;
  }
  const found = WORDS.find(([size]) => value >= size);
  const figure =
    found !== undefined
      ? `${short(value / found[0])} ${found[1]}`
      : value >= 100
        ? digitsInGroups(Math.round(value))
        : short(value);
  if (unit === '' || unit === 'currency') return figure;
  return unit === '1/s' ? `${figure} a second` : `${figure} ${unit}`;
}
