/** What a lesson about photos is written in: a bucket, edges, a line's speed, and a photo that is sent. */
import { expect, test } from 'vitest';
import { MIB } from '../../src/models/index.ts';
import { complaints, parseSmall, placeOf, withChange } from './small-lesson.ts';

const DURATION = 'duration: 20s';
const SCRIPT = '  - { at: 500ms, drop: publishAck, message: ana/m1 }';
const STORES = 'stores: [redis, cassandra, bucket, edge, shield]';
const NETWORK = 'network:\n  mobile: { floor: 30ms, mbps: 8 }';

const withPhotos = (line: string, stores = STORES) =>
  withChange(DURATION, `${stores}\n${NETWORK}\n${DURATION}`).replace(SCRIPT, `${SCRIPT}\n${line}`);

test('the words become nodes, a speed and an operation', () => {
  const line = '  - { at: 2s, phone: ana, attaches: 1.5MiB, saying: The beach }';
  const parsed = parseSmall(withPhotos(line));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { scenario } = parsed.lesson.scenarios[0]!;
  const kinds = ['bucket', 'edge', 'shield'].map(
    (name) => scenario.nodes.find((node) => node.name === name)?.kind,
  );
  expect(kinds).toEqual(['object-store', 'cdn', 'cdn']);
  expect(scenario.network.mobile.mbps).toBe(8);
  expect(scenario.script.at(-1)?.action).toEqual({
    do: 'operate',
    phone: 'ana',
    operation: { act: 'attach', conversation: 'chat', text: 'The beach', bytes: 1.5 * MIB },
  });
});

test('a size without its unit is pointed out where it stands', () => {
  const text = withPhotos('  - { at: 2s, phone: ana, attaches: 12 }');
  const [complaint] = complaints(text);
  expect(complaint).toContain(placeOf(text, '12 }'));
});

test('a photo without a bucket is refused with the reason', () => {
  const line = '  - { at: 2s, phone: ana, attaches: 1MiB }';
  const found = complaints(withPhotos(line, 'stores: [redis, cassandra]'));
  expect(found.join()).toContain('a photo needs an object-store to lie in');
});
