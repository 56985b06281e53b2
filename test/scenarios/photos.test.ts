/** The scenario of photos is whole, and its own design keeps its checks on the seeds tried here. */
import { describe, expect, test } from 'vitest';
import {
  designFor,
  designKnobs,
  photosScenario,
  planFor,
  validateScenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { brokenIn } from '../world/chat.ts';
import { timesOf } from '../world/media/media-chat.ts';

test('nothing is wrong with it', () => {
  expect(validateScenario(photosScenario, designKnobs)).toEqual([]);
});

describe.each(['objectStore', 'chatServer'])('photos by way of the %s', (mediaPath) => {
  test.each(['beach/1', 'beach/2', 'beach/3', 'beach/4'])('seed %s', (seed) => {
    const plan = planFor(photosScenario, seed);
    const design = designFor(photosScenario, { mediaPath });
    const run = new Run({ scenario: photosScenario, design, seed, plan, edits: [] });
    run.finish();
    expect(brokenIn(run), `reproduce: photos, seed ${seed}, mediaPath ${mediaPath}`).toEqual([]);
    expect(timesOf(run, 'downloaded')).toHaveLength(4);
  });
});

test('it goes on from a checkpoint as it would have, in the middle of an upload and of a download', () => {
  for (const mediaPath of ['objectStore', 'chatServer']) {
    const seed = 'beach/2';
    const design = designFor(photosScenario, { mediaPath, transport: 'longPolling' });
    const plan = planFor(photosScenario, seed);
    const input = { scenario: photosScenario, design, seed, plan, edits: [] };
    const whole = new Run(input);
    whole.finish();
    const first = new Run(input);
    for (const timeUs of [7_000_000, 15_000_000, 25_000_000]) {
      first.runTo({ timeUs });
      const rest = Run.from(first.checkpoint(), input);
      rest.finish();
      expect(rest.digest(), `from ${timeUs} us by the ${mediaPath}`).toBe(whole.digest());
    }
  }
});
