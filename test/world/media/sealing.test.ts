/** Who can look at a photo: nobody on its way, when its key travels in the sealed message. */
import { expect, test } from 'vitest';
import { designFor, scriptedPlan } from '../../../src/scenarios/index.ts';
import { Run } from '../../../src/world/index.ts';
import { linesOf } from '../chat.ts';
import { mediaScenario, sendsPhoto, timesOf } from './media-chat.ts';

function exposures(design: Readonly<Record<string, string>>) {
  const plain = mediaScenario({ script: [[5000, sendsPhoto('ana', 2)]], design });
  const keys = { name: 'keys', kind: 'key-registry', settings: {} } as const;
  const scenario = { ...plain, nodes: [...plain.nodes, keys] };
  const plan = scriptedPlan(scenario);
  const run = new Run({ scenario, design: designFor(scenario), seed: 'sealed', plan, edits: [] });
  run.finish();
  expect(timesOf(run, 'downloaded', 'ben')).toHaveLength(1);
  const seen = linesOf(run).filter(({ kind }) => kind === 'exposed');
  return [...new Set(seen.map(({ node }) => node))].sort();
}

test('sealed with a key of its own, neither bucket nor CDN can read it', () => {
  expect(exposures({ encryption: 'pairwise', mediaSealing: 'oneTimeKey' })).toEqual([]);
});

test('with only the words sealed, the bucket, the edge and the shield can', () => {
  expect(exposures({ encryption: 'pairwise', mediaSealing: 'clear' })).toEqual([
    'bucket',
    'edge',
    'shield',
  ]);
});

test('through the chat servers these can read it too', () => {
  const design = { encryption: 'pairwise', mediaSealing: 'clear', mediaPath: 'chatServer' };
  expect(exposures(design)).toEqual(['bucket', 'server-1', 'server-7']);
});
