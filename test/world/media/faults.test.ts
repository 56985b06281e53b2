/** Photos under faults of many seeds: whatever strikes, each arrives whole, once the faults are over. */
import { describe, expect, test } from 'vitest';
import { designFor, planFor, type Scenario } from '../../../src/scenarios/index.ts';
import { Run } from '../../../src/world/index.ts';
import { brokenIn } from '../chat.ts';
import { mediaScenario, sendsPhoto, timesOf } from './media-chat.ts';

const SEEDS = 6;

const SCENARIO: Scenario = {
  ...mediaScenario({
    phones: { ana: 'ios', ben: 'android', cy: 'ios' },
    script: [
      [2000, sendsPhoto('ana', 12)],
      [4000, sendsPhoto('ben', 0.4)],
      [15_000, sendsPhoto('ana', 1)],
    ],
    durationMs: 300_000,
  }),
  chatter: [
    {
      conversation: 'ana-ben',
      phones: ['ana', 'ben', 'cy'],
      messages: [3, 6],
      fromMs: 1000,
      untilMs: 40_000,
    },
  ],
  boundMs: 120_000,
  faults: {
    most: 5,
    fromMs: 2500,
    untilMs: 60_000,
    kinds: [
      {
        fault: 'crash',
        nodes: ['server-1', 'server-7', 'bucket', 'edge', 'shield'],
        holdMs: [500, 9000],
      },
      { fault: 'cut', nodes: ['ana', 'ben', 'bucket', 'edge'], holdMs: [200, 20_000] },
      { fault: 'airplane', phones: ['ana', 'ben', 'cy'], holdMs: [500, 20_000] },
      { fault: 'background', phones: ['ana', 'cy'], holdMs: [500, 40_000] },
      {
        fault: 'drop',
        packets: [
          'askUpload',
          'uploadUrls',
          'createMultipart',
          'multipartCreated',
          'mediaPut',
          'mediaPiece',
          'mediaReceived',
          'mediaStored',
          'mediaComplete',
          'mediaCompleted',
          'askDownload',
          'downloadUrl',
          'mediaGet',
          'mediaHead',
        ],
        nth: [1, 6],
      },
    ],
  },
};

describe.each(['objectStore', 'chatServer'])('by way of the %s', (mediaPath) => {
  test.each(Array.from({ length: SEEDS }, (_, nth) => `photos/${nth}`))('seed %s', (seed) => {
    const plan = planFor(SCENARIO, seed);
    const design = designFor(SCENARIO, { mediaPath });
    const run = new Run({ scenario: SCENARIO, design, seed, plan, edits: [] });
    run.finish();
    expect(brokenIn(run), `reproduce: seed ${seed}, mediaPath ${mediaPath}`).toEqual([]);
    expect(timesOf(run, 'downloaded')).toHaveLength(6);
  });
});
