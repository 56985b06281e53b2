/** The curve of a bad end's chance over time, with its confidence, as path data. Pure. */
import type { Chance } from '../../explore/index.ts';

export interface Estimate {
  readonly share: number;
  readonly least: number;
  readonly most: number;
}

/** 95 % of a normal distribution lie within so many standard deviations. */
const Z = 1.96;

/** Wilson's score interval: honest at 0 and at 1, and for few tries. */
export function estimateOf({ bad, tries }: Pick<Chance, 'bad' | 'tries'>): Estimate {
  if (tries === 0) return { share: 0, least: 0, most: 1 };
  const share = bad / tries;
  const square = Z * Z;
  const middle = (share + square / (2 * tries)) / (1 + square / tries);
  const half =
    (Z * Math.sqrt((share * (1 - share)) / tries + square / (4 * tries * tries))) /
    (1 + square / tries);
  return { share, least: Math.max(0, middle - half), most: Math.min(1, middle + half) };
}

export interface CurvePaths {
  readonly line: string;
  readonly band: string;
}

/** Both axes from 0 to 1000; a high chance is high up. */
export function curvePaths(chances: readonly Chance[], endUs: number): CurvePaths {
  const x = (timeUs: number): string => ((timeUs / endUs) * 1000).toFixed(1);
  const y = (share: number): string => ((1 - share) * 1000).toFixed(1);
  const points = chances.map((chance) => ({ at: x(chance.timeUs), ...estimateOf(chance) }));
  if (points.length === 0) return { line: '', band: '' };
  const line = points.map(({ at, share }, place) => `${place === 0 ? 'M' : 'L'}${at} ${y(share)}`);
  const above = points.map(({ at, most }, place) => `${place === 0 ? 'M' : 'L'}${at} ${y(most)}`);
  const below = points.toReversed().map(({ at, least }) => `L${at} ${y(least)}`);
  return { line: line.join(''), band: `${above.join('')}${below.join('')}Z` };
}

/** From the last point to the end of the run: what has happened stays. '' when nothing is known. */
export function afterPath(chances: readonly Chance[], endUs: number): string {
  const last = chances.at(-1);
  if (last === undefined || last.timeUs >= endUs) return '';
  const y = ((1 - estimateOf(last).share) * 1000).toFixed(1);
  return `M${((last.timeUs / endUs) * 1000).toFixed(1)} ${y}H1000`;
}

/** 0.947 -> "95 %". */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export function chanceText(chance: Chance): string {
  const { share, least, most } = estimateOf(chance);
  return `${percent(share)} (${percent(least)} to ${percent(most)})`;
}
