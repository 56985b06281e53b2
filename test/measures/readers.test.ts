/** Who can read what: the words, the ends, the time and the size, node by node. */
import { describe, expect, test } from 'vitest';
import { Readers, readersOf } from '../../src/measures/index.ts';
import type { AnyDesign } from '../../src/models/index.ts';
import type { Run } from '../../src/world/index.ts';
import { runChat, says } from '../world/chat.ts';

const SUSPENDED = { do: 'operate', phone: 'ben', operation: { act: 'suspend' } } as const;

/** Ben's app sleeps, so that a push is asked for; then he looks. */
const chat = (design: AnyDesign): Run =>
  runChat({
    with: ['redis', 'cassandra', 'notification-service', 'push-provider', 'key-registry'],
    script: [
      [3000, says('ana', 'Hello')],
      [5000, SUSPENDED],
      [6000, says('ana', 'Wake up')],
      [15_000, { do: 'operate', phone: 'ben', operation: { act: 'foreground' } }],
    ],
    design,
  });

function* recordsOf({ trace }: Run) {
  for (let index = 0; index < trace.length; index++) yield trace.readRecord(index);
}

const contextOf = ({ topology, trace, input }: Run) => ({
  topology,
  names: trace.names,
  design: input.design,
});

/** "server-1: sender recipient time size", a line for each node that has met the second message. */
function readersIn(run: Run): string[] {
  const readings = readersOf(recordsOf(run), contextOf(run), run.trace.names.id('ana/m2'));
  return readings.map(({ node, ...seen }) => {
    const words = Object.entries(seen).flatMap(([what, isSeen]) => (isSeen ? [what] : []));
    return `${run.topology.nodes[node]!.name}: ${words.join(' ')}`;
  });
}

const ALL = 'content sender recipient time size';
const OUTSIDE = 'sender recipient time size';

describe('who can read a message', () => {
  test('that is not sealed: whoever has it in hands', () => {
    expect(readersIn(chat({}))).toEqual([
      `ana: ${ALL}`,
      `ben: ${ALL}`,
      'balancer: time size',
      `server-1: ${ALL}`,
      `server-7: ${ALL}`,
      'redis: recipient time',
      `cassandra: ${ALL}`,
      'notifier: content recipient time size',
      'push: recipient time',
    ]);
  });

  test('that is sealed: only phones; the outside of the envelope stays readable', () => {
    expect(readersIn(chat({ encryption: 'pairwise' }))).toEqual([
      `ana: ${ALL}`,
      `ben: ${ALL}`,
      'balancer: time size',
      `server-1: ${OUTSIDE}`,
      `server-7: ${OUTSIDE}`,
      'redis: recipient time',
      `cassandra: ${OUTSIDE}`,
      'notifier: recipient time size',
      'push: recipient time',
    ]);
  });

  test('that is sealed, in a sealed push: its size is told too', () => {
    const lines = readersIn(chat({ encryption: 'pairwise', pushPayload: 'sealed' }));
    expect(lines.at(-1)).toBe('push: recipient time size');
  });

  test('that is sealed, and said in the push after all: everybody on the way', () => {
    const lines = readersIn(chat({ encryption: 'pairwise', pushPayload: 'clear' }));
    expect(lines.filter((line) => line.includes('content'))).toEqual([
      `ana: ${ALL}`,
      `ben: ${ALL}`,
      `server-1: ${ALL}`,
      `server-7: ${ALL}`,
      `cassandra: ${ALL}`,
      'notifier: content recipient time size',
      `push: ${ALL}`,
    ]);
  });

  test('is a table at each node', () => {
    const run = chat({ encryption: 'pairwise' });
    const readers = new Readers(contextOf(run));
    for (const record of recordsOf(run)) readers.step(record);
    expect(readers.table(run.topology.indexOf('cassandra'))).toEqual({
      title: 'What it can read',
      columns: ['message', 'content', 'sender', 'recipient', 'time', 'size'],
      rows: [
        ['ana/m1', false, true, true, true, true],
        ['ana/m2', false, true, true, true, true],
      ],
    });
    expect(readers.table(run.topology.indexOf('keys')).rows).toEqual([]);
  });

  test('a phone with another key reads the envelope only', () => {
    const run = runChat({
      with: ['redis', 'cassandra', 'key-registry'],
      script: [
        [3000, says('ana', 'Hello')],
        [3500, says('ana', 'Read')],
        [5000, { do: 'operate', phone: 'ben', operation: { act: 'reinstall' } }],
        [8000, says('ana', 'Unread')],
      ],
      design: { encryption: 'pairwise', keyChange: 'block' },
    });
    const message = run.trace.names.id('ana/m3');
    const at = (name: string) =>
      readersOf(recordsOf(run), contextOf(run), message).find(
        ({ node }) => run.topology.nodes[node]!.name === name,
      );
    expect(at('ben')).toMatchObject({ content: false, sender: true, size: true });
  });
});
