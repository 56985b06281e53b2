/** The scenes on the real engine: their moments are found, and their pictures say what happened. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMeasures } from '../../../src/measures/index.ts';
import { Playback, type Branch } from '../../../src/app/playback/index.ts';
import { binOf, fanFigures, NEAR } from '../../../src/app/scenes/fan-out/fan-figures.ts';
import { fanOutScene } from '../../../src/app/scenes/fan-out/fan-out-scene.ts';
import { beliefsOfSides } from '../../../src/app/scenes/partition/beliefs.ts';
import { partitionScene } from '../../../src/app/scenes/partition/partition-scene.ts';
import type { Scene } from '../../../src/app/scenes/scene.ts';
import { stormFigures } from '../../../src/app/scenes/storm/storm-figures.ts';
import { stormScene } from '../../../src/app/scenes/storm/storm-scene.ts';
import { InlineEngine } from '../engine/inline-engine.ts';
import { longTest } from '../../proof-size.ts';

let playback: Playback;

beforeEach(() => {
  playback = new Playback(new InlineEngine());
});
afterEach(() => playback.dispose());

async function run(scene: Scene, value: string): Promise<Branch> {
  await playback.load(scene.order(value));
  expect(playback.branch?.state).toBe('finished');
  return playback.branch!;
}

const labels = (scene: Scene, branch: Branch) => scene.moments(branch).map(({ label }) => label);

describe('the partition', () => {
  test('its moments stand in order of time', async () => {
    const branch = await run(partitionScene, '15000');
    expect(labels(partitionScene, branch)).toEqual([
      'The network tears',
      'Ana writes into the tear',
      'Ben writes on his side',
      'Redis forgets where Ben is',
      'The tear closes',
    ]);
  });

  test('each side believes its own, then everything crosses', async () => {
    await run(partitionScene, '15000');
    playback.seekTime(15_000_000);
    const torn = playback.read(beliefsOfSides);
    expect(torn.cuts.size).toBe(4);
    expect(torn.map.get('ben')).toMatchObject({ server: 'server-7' });
    expect(torn.sockets.get('ben')).toBe('server-7');
    expect(textsOn('ben')).toEqual(['Train is late', 'Where are you?']);
    playback.seekTime(80_000_000);
    const healed = playback.read(beliefsOfSides);
    expect(healed.cuts.size).toBe(0);
    expect(textsOn('ben')).toHaveLength(4);
    expect(textsOn('ana')).toHaveLength(4);
    expect(healed.crossed.size).toBe(3);
  });

  test('a longer lease is believed for longer', async () => {
    const forgotten = async (value: string) => {
      const branch = await run(partitionScene, value);
      return labels(partitionScene, branch).includes('Redis forgets where Ben is');
    };
    expect(await forgotten('4000')).toBe(true);
    expect(await forgotten('60000')).toBe(false);
  });

  const textsOn = (user: string) =>
    playback
      .read(beliefsOfSides)
      .messages.filter(({ shownTo }) => shownTo.has(user))
      .map(({ text }) => text);
});

describe('the storm', () => {
  const figuresOf = (branch: Branch) => {
    const measures = createMeasures({ topology: branch.nodes, names: branch.view.names });
    for (let index = 0; index < branch.view.length; index++) {
      measures.step(branch.view.readRecord(index));
    }
    const series = measures.seriesNames().map((name) => measures.series(name)!);
    return stormFigures(branch, series);
  };

  longTest(
    'without jitter all come at once, and half of them are not back for long',
    async () => {
      const same = figuresOf(await run(stormScene, 'exponential'));
      const spread = figuresOf(await run(stormScene, 'full'));
      expect(same.peak).toBe(2000);
      expect(spread.peak).toBeLessThan(same.peak);
      expect(spread.halfBackS).toBeLessThan(30);
      expect(spread.allBackS).toBeLessThan(90);
      expect(same.halfBackS).toBeGreaterThan(spread.allBackS!);
      expect(same.allBackS).toBeNull();
    },
    20_000,
  );

  test('its moments lead from the crash to the first message', async () => {
    const branch = await run(stormScene, 'full');
    expect(labels(stormScene, branch)).toEqual([
      'The server dies',
      'The first phone is turned away',
      'The server is back',
      'Ana’s message reaches Ben',
    ]);
  }, 20_000);
});

describe('the fan-out', () => {
  test.each([3, 50, 150])(
    '%i members: a delivery each, two receipts each, and each receipt goes two ways',
    async (members) => {
      const figures = fanFigures(await run(fanOutScene, String(members)))!;
      const others = members - 1;
      expect(figures.deliveries).toBe(others);
      // Delivered and read, from the phone to its server and from Ana's server to her phone.
      expect(figures.receipts).toBe(2 * others);
      expect(figures.back.reduce((sum, each) => sum + each, 0)).toBe(4 * others);
      expect(figures.toSender).toBe(2 * others);
      expect(figures.lastShownMs).toBeLessThan(1000);
    },
  );

  test('time has two scales that meet', () => {
    expect(binOf(0, 10_000_000)).toBe(0);
    expect(binOf(NEAR.untilUs - 1, 10_000_000)).toBeCloseTo(NEAR.bins, 3);
    expect(binOf(NEAR.untilUs, 10_000_000)).toBe(NEAR.bins);
    expect(binOf(10_000_000, 10_000_000)).toBeLessThan(70);
  });

  test('its moments', async () => {
    expect(labels(fanOutScene, await run(fanOutScene, '10'))).toEqual([
      'Ana sends',
      'The copies leave',
      'The first “delivered” comes back',
      'The first “read” comes back',
    ]);
  });
});
