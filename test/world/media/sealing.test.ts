/** Who can look at a photo: nobody on its way, when its key travels in the sealed message. */
import { expect, test } from 'vitest';
import { readersOf } from '../../../src/measures/index.ts';
import { RECORD } from '../../../src/models/index.ts';
import { designFor, scriptedPlan } from '../../../src/scenarios/index.ts';
import { Run } from '../../../src/world/index.ts';
import { linesOf } from '../chat.ts';
import { mediaScenario, sendsPhoto, timesOf } from './media-chat.ts';

function runWith(design: Readonly<Record<string, string>>): Run {
  const plain = mediaScenario({ script: [[5000, sendsPhoto('ana', 2)]], design });
  const keys = { name: 'keys', kind: 'key-registry', settings: {} } as const;
  const scenario = { ...plain, nodes: [...plain.nodes, keys] };
  const plan = scriptedPlan(scenario);
  const run = new Run({ scenario, design: designFor(scenario), seed: 'sealed', plan, edits: [] });
  run.finish();
  expect(timesOf(run, 'downloaded', 'ben')).toHaveLength(1);
  return run;
}

function exposures(design: Readonly<Record<string, string>>) {
  const run = runWith(design);
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

test('what each machine can read is told for the photo too', () => {
  const reading = (design: Readonly<Record<string, string>>, name: string) => {
    const run = runWith(design);
    const { topology, trace } = run;
    const records = Array.from({ length: trace.length }, (_, index) => trace.readRecord(index));
    const context = { topology, names: trace.names, design: run.input.design };
    const message = records.find(({ kind }) => kind === RECORD.typed)!.message;
    const found = readersOf(records, context, message).find(
      ({ node }) => topology.nodes[node]!.name === name,
    );
    return Object.entries(found ?? {}).flatMap(([key, seen]) => (seen === true ? [key] : []));
  };
  const open = { encryption: 'none' };
  const sealed = { encryption: 'pairwise' };
  expect(reading(open, 'bucket')).toEqual(['content', 'time', 'size']);
  expect(reading(sealed, 'bucket')).toEqual(['time', 'size']);
  // The edge also knows who asks.
  expect(reading(open, 'edge')).toEqual(['content', 'recipient', 'time', 'size']);
  expect(reading(sealed, 'edge')).toEqual(['recipient', 'time', 'size']);
});
