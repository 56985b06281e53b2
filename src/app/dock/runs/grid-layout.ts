/** Where the cells of a grid of runs lie, and their shapes as path data: one path for each verdict. */
import type { RunVerdict } from '../../../explore/index.ts';
import type { SweepState } from '../../engine/index.ts';

export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  /** From one cell to the next. */
  readonly pitchPx: number;
}

const PITCH_PX = 14;
const SMALL_PITCH_PX = 11;
const NARROW_PX = 480;

export function layoutOf(count: number, widthPx: number): GridLayout {
  const pitchPx = widthPx < NARROW_PX ? SMALL_PITCH_PX : PITCH_PX;
  const columns = Math.max(1, Math.min(count, Math.floor(widthPx / pitchPx)));
  return { columns, rows: Math.ceil(count / columns), pitchPx };
}

/** The number of the run at a point of the grid, from 1; undefined beside it. */
export function runAt(
  { columns, pitchPx }: GridLayout,
  count: number,
  x: number,
  y: number,
): number | undefined {
  const column = Math.floor(x / pitchPx);
  if (column < 0 || column >= columns || y < 0) return undefined;
  const nth = Math.floor(y / pitchPx) * columns + column + 1;
  return nth <= count ? nth : undefined;
}

/** Some runs of a grid, by their numbers less one: from the first to before the last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** How many of them have finished: with none more, nothing of it is drawn anew. */
  readonly done: number;
}

const STRETCH_RUNS = 500;

/** A grid in stretches, so that one that has not changed costs nothing. */
export function stretchesOf({ outcomes }: Pick<SweepState, 'outcomes'>): readonly Stretch[] {
  const count = Math.ceil(outcomes.length / STRETCH_RUNS);
  return Array.from({ length: count }, (_, nth) => {
    const from = nth * STRETCH_RUNS;
    const to = Math.min(outcomes.length, from + STRETCH_RUNS);
    let done = 0;
    for (let place = from; place < to; place++) if (outcomes[place] !== undefined) done++;
    return { from, to, done };
  });
}

export type CellShape = RunVerdict | 'pending';

/** A dot waits, a full square holds, a ring proves nothing, a cross is broken, a bar was stopped. */
export function cellPaths(
  { columns, pitchPx }: GridLayout,
  { outcomes }: Pick<SweepState, 'outcomes'>,
  { from, to }: Stretch,
): Readonly<Record<CellShape, string>> {
  const parts: Record<CellShape, string[]> = {
    pending: [],
    holds: [],
    'not proved': [],
    broken: [],
    stopped: [],
  };
  const size = pitchPx - 3;
  for (let place = from; place < to; place++) {
    const x = (place % columns) * pitchPx + 1.5;
    const y = Math.floor(place / columns) * pitchPx + 1.5;
    const shape = outcomes[place]?.verdict ?? 'pending';
    parts[shape].push(shapeAt(shape, x, y, size));
  }
  return {
    pending: parts.pending.join(''),
    holds: parts.holds.join(''),
    'not proved': parts['not proved'].join(''),
    broken: parts.broken.join(''),
    stopped: parts.stopped.join(''),
  };
}

function shapeAt(shape: CellShape, x: number, y: number, size: number): string {
  const middle = size / 2;
  switch (shape) {
    case 'pending':
      return `M${x + middle - 1} ${y + middle - 1}h2v2h-2z`;
    case 'holds':
      return `M${x} ${y}h${size}v${size}h-${size}z`;
    case 'not proved':
      return `M${x + 1.5} ${y + 1.5}h${size - 3}v${size - 3}h-${size - 3}z`;
    case 'broken':
      return `M${x} ${y}h${size}v${size}h-${size}zM${x + 3} ${y + 3}l${size - 6} ${size - 6}m0 -${size - 6}l-${size - 6} ${size - 6}`;
    case 'stopped':
      return `M${x + 1} ${y + middle}h${size - 2}`;
  }
}
