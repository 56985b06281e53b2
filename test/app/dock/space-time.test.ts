/** A space-time diagram shows every packet of its stretch once, and stays light in a crowd. */
import { describe, expect, test } from 'vitest';
import { EVERYTHING, WHAT_PEOPLE_NOTICE } from '../../../src/app/dock/record-filter.ts';
import {
  laneAt,
  NOW_SHARE,
  pageOf,
  startUs,
  ticksIn,
  tickText,
  type Paper,
} from '../../../src/app/dock/space-time/frame.ts';
import { lanesOf } from '../../../src/app/dock/space-time/lanes.ts';
import { sceneOf } from '../../../src/app/dock/space-time/scene.ts';
import { nearest, pathsOf, pointAt } from '../../../src/app/dock/space-time/shapes.ts';
import { svgFile } from '../../../src/app/dock/space-time/svg-file.ts';
import type { Branch } from '../../../src/app/playback/index.ts';
import { marksOf } from '../../../src/app/transport/use-marks.ts';
import { delivered, lied } from '../fixture-story.ts';
import { TOPOLOGY, TraceWriter } from '../fixture.ts';
import { fastestMs } from '../fastest.ts';
import { longBranch } from '../long-trace.ts';

const PAPER: Paper = { direction: 'along', width: 1000, height: 300, lanes: 10, spanUs: 1_000_000 };

function scene(branch: Branch, filter = EVERYTHING, fromUs = 0, toUs = 10_000_000) {
  const lanes = lanesOf(branch);
  const { faults } = marksOf(branch);
  return { lanes, ...sceneOf(branch, { lanes, filter, faults, fromUs, toUs }) };
}

describe('a scene', () => {
  test('holds an arrow for each packet, from where and when it left to where it came', () => {
    const { arrows } = scene(delivered().branch());
    const name = (node: number) => TOPOLOGY.nodes[node]!.name;
    expect(
      arrows.map((each) => [each.packet, name(each.from), name(each.to), each.toUs - each.fromUs]),
    ).toEqual([
      ['publish', 'ana', 'server-1', 60_000],
      ['query', 'server-1', 'cassandra', 1000],
      ['rows', 'cassandra', 'server-1', 1000],
      ['forward', 'server-1', 'server-2', 1000],
      ['publishAck', 'server-1', 'ana', 55_000],
      ['deliver', 'server-2', 'ben', 50_000],
      ['deliverAck', 'ben', 'server-2', 45_000],
      ['forwardReceipt', 'server-2', 'server-1', 1000],
      ['receipt', 'server-1', 'ana', 50_000],
    ]);
  });

  test('marks what is lost, bars what is broken, and signs what people do and see', () => {
    const found = scene(lied().branch());
    expect(found.arrows.filter(({ loss }) => loss !== null)).toMatchObject([
      { packet: 'deliver', loss: 'cut' },
    ]);
    expect(found.bars).toMatchObject([{ kind: 'cut', lane: TOPOLOGY.indexOf('ben') }]);
    expect(found.signs.map(({ sign }) => sign)).toEqual(['typed', 'sent', 'delivered']);
    expect(pathsOf(found, PAPER).crosses).not.toBe('');
  });

  test('joins cuts of one node that overlap to one bar', () => {
    const writer = new TraceWriter();
    writer.write('server-1', 'cut', { peer: 'redis' }, { atMs: 100 });
    writer.write('server-1', 'cut', { peer: 'kafka' }, { atMs: 200 });
    writer.write('server-1', 'healed', { peer: 'redis' }, { atMs: 300 });
    writer.write('server-1', 'healed', { peer: 'kafka' }, { atMs: 400 });
    writer.write('server-1', 'cut', { peer: 'redis' }, { atMs: 600 });
    const { bars } = scene(writer.branch());
    expect(bars.map(({ fromUs, toUs }) => [fromUs / 1000, toUs / 1000])).toEqual([
      [100, 400],
      [600, 10_000],
    ]);
  });

  test('shows what is still on its way, as far as its time is known', () => {
    const writer = new TraceWriter();
    writer.write('ana', 'sent', {
      to: 'server-1',
      packet: 'publish',
      flightUs: 60_000,
      message: 'ana/m1',
    });
    const { arrows } = scene(writer.branch());
    expect(arrows).toMatchObject([{ ended: -1, fromUs: 0, toUs: 60_000 }]);
  });

  test('leaves heartbeats out where only people count', () => {
    const writer = delivered();
    writer.carry('ana', 'server-1', 'ping', undefined, { flightMs: 30 });
    const branch = writer.branch();
    const packets = (filter: typeof EVERYTHING) =>
      scene(branch, filter).arrows.filter(({ packet }) => packet === 'ping').length;
    expect(packets(WHAT_PEOPLE_NOTICE)).toBe(0);
    expect(packets(EVERYTHING)).toBe(1);
  });

  test('of 200,000 records draws a few hundred arrows within a frame’s budget, and says so', () => {
    const branch = longBranch(200_000);
    const { arrows, hiddenUs } = scene(branch, EVERYTHING, 7_000_000, 8_500_000);
    expect(fastestMs(() => scene(branch, EVERYTHING, 7_000_000, 8_500_000))).toBeLessThan(30);
    expect(arrows.length).toBeLessThanOrEqual(400);
    expect(hiddenUs.length).toBeGreaterThan(1000);
  });
});

describe('lanes', () => {
  test('are all nodes of a small deployment, in order', () => {
    expect(lanesOf(delivered().branch()).list.map(({ name }) => name)).toEqual([
      'Ana',
      'Ben',
      'balancer',
      'server-1',
      'server-2',
      'redis',
      'kafka',
      'cassandra',
      'notifier',
      'push',
    ]);
  });
});

describe('the paper', () => {
  test('lets now stand at one place, except at both ends of the run', () => {
    expect(startUs(PAPER, 5_000_000, 10_000_000)).toBe(5_000_000 - NOW_SHARE * 1_000_000);
    expect(startUs(PAPER, 100, 10_000_000)).toBe(0);
    expect(startUs(PAPER, 10_000_000, 10_000_000)).toBe(9_000_000);
  });

  test('always lies on one page that is as wide as it', () => {
    for (let fromUs = 0; fromUs < 5_000_000; fromUs += 77_777) {
      const page = pageOf(fromUs, PAPER.spanUs);
      expect(page.fromUs).toBeLessThanOrEqual(fromUs);
      expect(page.toUs).toBeGreaterThanOrEqual(fromUs + PAPER.spanUs);
    }
  });

  test('has round times on its axis', () => {
    expect(ticksIn(950_000, 1_450_000, 1000)).toEqual([
      1_000_000, 1_100_000, 1_200_000, 1_300_000, 1_400_000,
    ]);
    expect([1_500_000, 250, 1_234_500].map(tickText)).toEqual([
      '1,500 ms',
      '0.250 ms',
      '1,234.5 ms',
    ]);
  });

  test('finds the packet under a pointer, not one far away', () => {
    const found = scene(delivered().branch(), EVERYTHING, 900_000, 1_900_000);
    const publish = found.arrows[0]!;
    const from = pointAt(PAPER, 900_000, publish.fromUs, publish.from);
    const to = pointAt(PAPER, 900_000, publish.toUs, publish.to);
    const middle = { x: (from.x + to.x) / 2 + 1, y: (from.y + to.y) / 2 };
    expect(nearest(found, PAPER, middle, 9)).toBe(publish);
    expect(nearest(found, PAPER, { x: 900, y: laneAt(PAPER, 9) }, 9)).toBeUndefined();
  });
});

describe('the SVG file', () => {
  test('stands alone: names, packets and text, with dangerous letters escaped', () => {
    const writer = delivered();
    writer.write('ana', 'typed', { message: 'ana/m2', text: '<b>&"', conversation: 'ana-ben' });
    const branch = writer.branch();
    const lanes = lanesOf(branch);
    const paper = { ...PAPER, spanUs: 2_000_000 };
    const file = svgFile({ branch, filter: EVERYTHING, lanes, paper, fromUs: 0 });
    const parsed = new RegExp('<svg xmlns="http://www.w3.org/2000/svg"');
    expect(file).toMatch(parsed);
    expect(file).toContain('&lt;b&gt;&amp;&quot;');
    for (const { name } of lanes.list) expect(file).toContain(`>${name}</text>`);
    expect(file).not.toMatch(/undefined|NaN|Infinity/);
  });
});
