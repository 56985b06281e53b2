/** The picture of a short story: its own messages and faults only, in order, every line in its place. */
import { describe, expect, test } from 'vitest';
import { ShrinkJob, SweepJob, type ShrinkResult } from '../../../src/explore/index.ts';
import { TraceView } from '../../../src/kernel/index.ts';
import { recordsOf } from '../../../src/app/engine/run-records.ts';
import { MOMENT_US, storyScene } from '../../../src/app/sweep/story-scene.ts';
import { designFor, homeScenario, planFor } from '../../../src/scenarios/index.ts';

function shortest(): { result: ShrinkResult; view: TraceView } {
  const design = designFor(homeScenario);
  const sweep = new SweepJob({ scenario: homeScenario, design, seed: 'scene', count: 10 });
  while (!sweep.advance(1_000_000).finished);
  const { seed, id: check } = sweep.result().worst!;
  const plan = planFor(homeScenario, seed);
  const job = new ShrinkJob({ scenario: homeScenario, design, seed, plan, check });
  while (!job.advance(1_000_000).finished);
  const view = new TraceView();
  for (const batch of recordsOf(job.result()!)) view.appendBatch(batch);
  return { result: job.result()!, view };
}

describe('the picture of a short story', () => {
  const { result, view } = shortest();
  const { scene, lanes, lines, moments } = storyScene(result, view);

  test('has a place for every line, in the order of the lines', () => {
    expect(lines).toHaveLength(result.story.lines.length);
    const places = lines.map(({ moment }) => moment);
    expect(places.slice(0, -1)).toEqual(places.slice(0, -1).toSorted((a, b) => a - b));
    expect(Math.max(...places)).toBeLessThan(moments);
  });

  test('tells time by order: whole moments, and no arrow backwards', () => {
    for (const { fromUs, toUs } of scene.arrows) {
      expect(fromUs % MOMENT_US).toBe(0);
      expect(toUs).toBeGreaterThanOrEqual(fromUs);
    }
    for (const { fromUs, toUs } of scene.bars) expect(toUs).toBeGreaterThanOrEqual(fromUs);
  });

  test('gives lanes to those who take part, phones at the edges', () => {
    expect(lanes.list.length).toBeGreaterThan(1);
    expect(lanes.list.length).toBeLessThanOrEqual(result.scenario.nodes.length);
    expect(['Ana', 'Ben']).toContain(lanes.list[0]!.name);
    expect(['Ana', 'Ben']).toContain(lanes.list.at(-1)!.name);
  });

  test('is about the messages of the story alone', () => {
    const told = new Set(result.story.records.map((record) => view.columns.message[record]));
    for (const { message } of scene.arrows) expect(told.has(message)).toBe(true);
  });
});
