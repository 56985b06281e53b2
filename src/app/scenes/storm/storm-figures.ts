/** The figures of a reconnect storm, read from its series: the wave, the queue, who is back when. */
import type { Series } from '../../../measures/index.ts';
import { RECORD } from '../../../models/index.ts';
import type { Branch } from '../../playback/index.ts';
import { findRecord } from '../find-record.ts';

export interface StormFigures {
  /** Attempts to connect, connected phones, and the balancer's queue, in each second of the run. */
  readonly attempts: readonly number[];
  readonly connected: readonly number[];
  readonly queue: readonly number[];
  readonly phones: number;
  readonly capacity: number;
  readonly crashUs: number;
  readonly backUs: number;
  /** Most attempts in one second after the crash. */
  readonly peak: number;
  /** Seconds from the server's return until half of the phones are back, and 99 %; null: not yet. */
  readonly halfBackS: number | null;
  readonly allBackS: number | null;
}

const SECOND_US = 1_000_000;

export function stormFigures(branch: Branch, series: readonly Series[]): StormFigures {
  const seconds = Math.ceil(branch.endUs / SECOND_US);
  const named = (name: string) => series.find((each) => each.name === name);
  const crashUs = findRecord(branch, RECORD.crashed)?.timeUs ?? 0;
  const backUs = findRecord(branch, RECORD.restarted)?.timeUs ?? crashUs;
  const phones = branch.nodes.ofKind('phone').length;
  const attempts = ratePerSecond(named('connectionAttemptsPerSecond'), seconds);
  const open = named('openConnections');
  return {
    attempts,
    connected: levelPerSecond(open, seconds),
    queue: levelPerSecond(named('queueDepth.balancer'), seconds),
    phones,
    capacity: Number(branch.input.design['loginsPerSecond'] ?? 0),
    crashUs,
    backUs,
    peak: Math.max(0, ...attempts.slice(Math.floor(crashUs / SECOND_US))),
    halfBackS: secondsUntil(open, backUs, phones * 0.5),
    allBackS: secondsUntil(open, backUs, phones * 0.99),
  };
}

function ratePerSecond(series: Series | undefined, seconds: number): readonly number[] {
  const values = Array.from({ length: seconds }, () => 0);
  series?.timesUs.forEach((timeUs, place) => {
    const second = Math.floor(timeUs / SECOND_US);
    if (second < seconds) values[second] = series.values[place]!;
  });
  return values;
}

/** The highest value in each second: what was there for a moment was there. */
function levelPerSecond(series: Series | undefined, seconds: number): readonly number[] {
  const values = Array.from({ length: seconds }, () => 0);
  let at = 0;
  let level = 0;
  for (let second = 0; second < seconds; second++) {
    let highest = level;
    while (series !== undefined && (series.timesUs[at] ?? Infinity) < (second + 1) * SECOND_US) {
      level = series.values[at]!;
      highest = Math.max(highest, level);
      at++;
    }
    values[second] = highest;
  }
  return values;
}

function secondsUntil(series: Series | undefined, fromUs: number, level: number): number | null {
  const place = series?.timesUs.findIndex(
    (timeUs, at) => timeUs > fromUs && series.values[at]! >= level,
  );
  if (series === undefined || place === undefined || place < 0) return null;
  return (series.timesUs[place]! - fromUs) / SECOND_US;
}
