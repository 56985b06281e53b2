/** Where time and lanes lie on the paper, along or down; and which stretch of time is drawn. */

export type Direction = 'along' | 'down';

export interface Paper {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  readonly lanes: number;
  /** How much simulated time the paper shows. */
  readonly spanUs: number;
}

/** Where now stands: most of the paper is past, some is left for what is under way. */
export const NOW_SHARE = 0.72;
/** Between the edge and the first lane (the times stand there), and behind the last. */
const EDGE_PX = { along: [30, 14], down: [40, 40] } as const;

export const lengthOf = ({ direction, width, height }: Paper): number =>
  direction === 'along' ? width : height;

export const pixelsPerUs = (paper: Paper): number => lengthOf(paper) / paper.spanUs;

/** Across time: the place of a lane's line. */
export function laneAt(paper: Paper, lane: number): number {
  const breadth = paper.direction === 'along' ? paper.height : paper.width;
  const [before, behind] = EDGE_PX[paper.direction];
  const step = paper.lanes <= 1 ? 0 : (breadth - before - behind) / (paper.lanes - 1);
  return before + lane * step;
}

/**
 * The time at the beginning of the paper. Now keeps its place, except near the ends of the run,
 * where the paper stands still and now moves.
 */
export function startUs(paper: Paper, nowUs: number, endUs: number): number {
  const wanted = nowUs - paper.spanUs * NOW_SHARE;
  return Math.max(0, Math.min(wanted, endUs - paper.spanUs));
}

/** Scenes are made page by page, so that a frame only shifts the one that is there. */
export function pageOf(fromUs: number, spanUs: number): { fromUs: number; toUs: number } {
  const half = spanUs / 2;
  const page = Math.floor(fromUs / half);
  return { fromUs: page * half, toUs: (page + 3) * half };
}

/** Room for "120,000 ms" and a little air. */
const TICK_PX = 84;

/** Round times for the axis: 1, 2 or 5 and zeros apart, as close as their texts allow. */
export function ticksIn(fromUs: number, toUs: number, perPixel: number): number[] {
  const least = TICK_PX * perPixel;
  let decade = 1;
  while (decade * 10 < least) decade *= 10;
  const step = [1, 2, 5, 10].map((each) => each * decade).find((each) => each >= least) ?? decade;
  const ticks: number[] = [];
  for (let tick = Math.ceil(fromUs / step); tick * step <= toUs; tick++) ticks.push(tick * step);
  return ticks;
}

/** 1500000 -> "1,500 ms"; steps below a millisecond keep their digits. */
export function tickText(timeUs: number): string {
  const ms = timeUs / 1000;
  const digits = Number.isInteger(ms) ? 0 : Number.isInteger(ms * 10) ? 1 : 3;
  const [whole = '0', rest] = ms.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${rest === undefined ? '' : `.${rest}`} ms`;
}
