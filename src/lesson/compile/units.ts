/** Times and ranges as a lesson writes them, in the numbers that the engine uses. Shapes are checked before. */
import type { Range } from '../../scenarios/index.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
};

/** Milliseconds of `20ms`, `1.5s`, `-25ms`. @throws Error for a text of another shape. */
export function msOf(time: string): number {
  const parts = /^(-?[\d.]+)([a-z]+)$/.exec(time);
  const unit = UNIT_MS[parts?.[2] ?? ''];
  if (parts === null || unit === undefined) throw new Error(`"${time}" is not a time: 20ms, 1.5s`);
  // Whole microseconds, so that 0.3 s and 300 ms are one number.
  return Math.floor(Number(parts[1]) * unit * 1000 + 0.5) / 1000;
}

/** `1s to 3s`, or one time for both ends. */
export function msRangeOf(text: string): Range {
  const [least, most] = text.split(' to ');
  return [msOf(least!), msOf(most ?? least!)];
}

/** `2 to 6`, or one number for both ends. */
export function rangeOf(written: number | string): Range {
  if (typeof written === 'number') return [written, written];
  const [least, most] = written.split(' to ').map(Number);
  return [least!, most ?? least!];
}

/** `2%` or `0.02`. */
export function shareOf(written: number | string): number {
  return typeof written === 'number' ? written : Number(written.slice(0, -1)) / 100;
}

const UNIT_BYTES: Readonly<Record<string, number>> = {
  KiB: 1024,
  MiB: 1_048_576,
  GiB: 1_073_741_824,
};

/** Whole bytes of `300KiB`, `1.5MiB`. @throws Error for a text of another shape. */
export function bytesOf(size: string): number {
  const parts = /^([\d.]+)([A-Za-z]+)$/.exec(size);
  const unit = UNIT_BYTES[parts?.[2] ?? ''];
  if (parts === null || unit === undefined) throw new Error(`"${size}" is not a size: 300KiB`);
  return Math.floor(Number(parts[1]) * unit + 0.5);
}
