/** What a lesson about sealing is written in: a key registry, a deleted app, a key that is trusted. */
import { expect, test } from 'vitest';
import { missingNodes } from '../../src/lesson/missing-nodes.ts';
import { parseSmall, placeOf, complaints, withChange } from './small-lesson.ts';

const DURATION = 'duration: 20s';
const sealing = (more: string) => withChange(DURATION, `${more}\n${DURATION}`);
const SCRIPT = '  - { at: 500ms, drop: publishAck, message: ana/m1 }';

test('the words become a node, operations and a fault', () => {
  const text = sealing(
    'stores: [redis, cassandra, keys]\nmay-fail:\n  from: 1s\n  until: 2s\n  most: 1\n' +
      '  kinds: [{ fault: reinstall, of: [ben] }]',
  ).replace(
    SCRIPT,
    `${SCRIPT}\n  - { at: 2s, phone: ben, does: reinstall }` +
      '\n  - { at: 3s, phone: ana, accepts: chat }',
  );
  const parsed = parseSmall(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const scenario = parsed.lesson.scenarios[0]?.scenario;
  const operations = scenario!.script.flatMap(({ action }) =>
    action.do === 'operate' ? [action.operation] : [],
  );
  expect(operations.slice(1)).toEqual([
    { act: 'reinstall' },
    { act: 'acceptKeys', conversation: 'chat' },
  ]);
  expect(scenario!.nodes.find(({ name }) => name === 'keys')?.kind).toBe('key-registry');
  expect(scenario!.faults.kinds).toEqual([{ fault: 'reinstall', phones: ['ben'] }]);
});

test('a chat that does not exist is named where it stands', () => {
  const text = withChange(SCRIPT, `${SCRIPT}\n  - { at: 3s, phone: ana, accepts: chit }`);
  const [complaint] = complaints(text);
  expect(complaint).toContain(placeOf(text, 'chit }'));
  expect(complaint).toContain('"chit"');
});

test('a design that seals needs somebody to ask for keys', () => {
  const parsed = parseSmall();
  if (!parsed.ok) throw new Error('the small lesson is whole');
  const scenario = parsed.lesson.scenarios[0]?.scenario;
  expect(missingNodes(scenario!, { encryption: 'pairwise' })).toContain(
    'key-registry (encryption asks it for keys)',
  );
  expect(missingNodes(scenario!, { encryption: 'none' })).not.toContain('key-registry');
});
