/** Caches that have nobody to ask, lines without speed: refused before the run, with the place. */
import { describe, expect, test } from 'vitest';
import { designKnobs, validateScenario, type Scenario } from '../../src/scenarios/index.ts';
import { mediaScenario, sendsPhoto } from '../world/media/media-chat.ts';

const whole = mediaScenario({ script: [[2000, sendsPhoto('ana', 1)]] });
const problems = (scenario: Scenario) =>
  validateScenario(scenario, designKnobs).map(({ message }) => message);
const withSettings = (settings: Record<string, Record<string, string | number>>) =>
  mediaScenario({ script: [], settings });

test('nothing is wrong with bucket, edge and shield', () => {
  expect(problems(whole)).toEqual([]);
});

describe('refused', () => {
  test('a photo, and an edge, without a bucket', () => {
    const none = mediaScenario({
      script: [[2000, sendsPhoto('ana', 1)]],
      without: ['bucket', 'shield'],
    });
    expect(problems(none)).toEqual([
      'a photo needs an object-store to lie in, and this scenario has none',
      'edge has no parent to fetch from: add an object-store, or name its parent',
    ]);
  });

  test('a parent, or a phone’s edge, that does not exist', () => {
    expect(problems(withSettings({ edge: { parent: 'sheild' } }))).toEqual([
      expect.stringMatching(/^there is no cache or bucket "sheild".*shield/),
    ]);
    expect(problems(withSettings({ ana: { edge: 'bucket' } }))).toEqual([
      expect.stringMatching(/^there is no cache "bucket"/),
    ]);
  });

  test('caches that ask one another, and one that asks itself', () => {
    const circle = withSettings({ shield: { parent: 'edge' } });
    expect(problems(circle)).toEqual([
      'edge would ask itself in the end: let a tier ask the bucket',
      'shield would ask itself in the end: let a tier ask the bucket',
    ]);
    expect(problems(withSettings({ edge: { parent: 'edge' } }))).toHaveLength(2);
  });

  test.each([0, -8])('a line or a card of %i Mbit/s', (mbps) => {
    expect(problems(mediaScenario({ script: [], mbps }))).toEqual([
      `${mbps} Mbit/s never arrives: expected more than 0`,
    ]);
    expect(problems(withSettings({ 'server-1': { nicMbps: mbps } }))).toEqual([
      `${mbps} Mbit/s never arrives: expected more than 0`,
    ]);
  });

  test('a tier that is none, a photo of nothing, and one of more than 2 GiB', () => {
    expect(problems(withSettings({ shield: { tier: 'moon' } }))).toHaveLength(1);
    expect(problems(mediaScenario({ script: [[1000, sendsPhoto('ana', 0)]] }))).toHaveLength(1);
    expect(problems(mediaScenario({ script: [[1000, sendsPhoto('ana', 2049)]] }))).toHaveLength(1);
  });
});
