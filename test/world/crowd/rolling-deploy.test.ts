/** A rolling deploy: one server at a time costs little, all at once is a storm. */
import { describe, expect, test } from 'vitest';
import { CROWD_COUNTS, RECORD, type CrowdCount } from '../../../src/models/index.ts';
import {
  CLASSROOM_DEPLOY,
  deployBeginsAtMs,
  designFor,
  planFor,
  rollingDeployScenario,
  type RollingDeploy,
} from '../../../src/scenarios/index.ts';
import { Run } from '../../../src/world/index.ts';

const SMALL: RollingDeploy = {
  ...CLASSROOM_DEPLOY,
  phones: 2000,
  loginsPerSecond: 100,
  apartMs: 12_000,
};

function seconds(deploy: RollingDeploy, what: CrowdCount): number[] {
  const scenario = rollingDeployScenario(deploy);
  const design = designFor(scenario);
  const run = new Run({ scenario, design, seed: 'a', plan: planFor(scenario, 'a'), edits: [] });
  run.finish();
  expect(run.stop?.sentence((node) => `node ${node}`)).toBeUndefined();
  const { columns, length } = run.trace;
  const counts: number[] = [];
  for (let index = 0; index < length; index += 1) {
    if (columns.kind[index] !== RECORD.counted) continue;
    if (columns.a[index] !== CROWD_COUNTS.indexOf(what)) continue;
    counts[columns.timeUs[index]! / 1_000_000] = columns.b[index]!;
  }
  return counts;
}

const fromDeploy = (deploy: RollingDeploy) => Math.floor(deployBeginsAtMs(deploy) / 1000) + 1;

describe('ten servers under 2,000 phones', () => {
  test('one after another: at most a fifth of the phones is away at any time', () => {
    const connected = seconds(SMALL, 'connected').slice(fromDeploy(SMALL));
    const least = Math.min(...connected.filter((count) => count !== undefined));
    expect(least).toBeGreaterThan(1500);
    expect(connected.at(-1)).toBe(2000);
  });

  test('all at once: nobody is left, and they come back against the capacity', () => {
    const atOnce = { ...SMALL, apartMs: 0 };
    const connected = seconds(atOnce, 'connected').slice(fromDeploy(atOnce));
    expect(Math.min(...connected.filter((count) => count !== undefined))).toBeLessThan(50);
    expect(connected.at(-1)).toBeGreaterThan(1980);
  });

  test('heartbeats come at the rate that the sheet says: phones over the heartbeat', () => {
    const pings = seconds(SMALL, 'pings');
    // They come in waves, as the phones connected: a whole heartbeat evens them out.
    const total = pings.slice(-60).reduce((sum, count) => sum + count, 0);
    expect(Math.abs(total / 60 / (2000 / 30) - 1)).toBeLessThan(0.05);
  });
});
