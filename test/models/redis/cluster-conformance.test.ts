/** Slots, globs and a server in a cluster against a real redis-server. */
import fc from 'fast-check';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { matchesGlob } from '../../../src/models/redis/glob.ts';
import { redis } from '../../../src/models/redis/index.ts';
import { clusterInfo, redirection } from '../../../src/models/redis/redirection.ts';
import { slotOf } from '../../../src/models/protocol/redis-slots.ts';
import { transactionSequence } from '../../redis-server/command-lines.ts';
import { compare } from '../../redis-server/comparison.ts';
import type { Connection } from '../../redis-server/connection.ts';
import { LIMIT_MS, runs, seed } from '../../redis-server/length.ts';
import { ModelServer } from '../../redis-server/model-server.ts';
import { ServerProcess } from '../../redis-server/server-process.ts';
import { fakeNode } from '../fake-node.ts';

// The slot of "b" (3300) is nobody's; the other keys of the sequences have theirs.
const SLOTS = '0-3299,3301-16383';
const READY_MS = 10_000;

/** A port of the loopback that nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const listener = createServer().listen(0, '127.0.0.1', () => {
      const { port } = listener.address() as AddressInfo;
      listener.close(() => resolve(port));
    });
  });
}

let server: ServerProcess;
const connections = new Map<string, Connection>();
const one = () => connections.get('one')!;

beforeAll(async () => {
  const [port, bus] = [`${await freePort()}`, `${await freePort()}`];
  server = await ServerProcess.start([
    '--cluster-enabled',
    'yes',
    '--cluster-require-full-coverage',
    'no',
    '--bind',
    '127.0.0.1',
    '--port',
    port,
    '--cluster-port',
    bus,
  ]);
  for (const name of ['one', 'two', 'three']) connections.set(name, await server.connect());
  await one().ask('DEBUG', 'SET-ACTIVE-EXPIRE', '0');
  await one().ask('CLUSTER', 'ADDSLOTSRANGE', ...SLOTS.split(/[,-]/));
  const deadline = Date.now() + READY_MS;
  while (!/cluster_state:ok/.test(JSON.stringify(await one().ask('CLUSTER', 'INFO')))) {
    if (Date.now() > deadline) throw new Error('the real cluster of one node did not come up');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}, 30_000);

beforeEach(async () => {
  for (const connection of connections.values()) await connection.begin();
});

afterAll(() => {
  for (const connection of connections.values()) connection.close();
  server?.stop();
});

describe('a real node of a cluster and the model agree', { timeout: LIMIT_MS }, () => {
  test('on the slot of any key, hash tags and all', () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('{', '}', 'a', 'é'), maxLength: 8 }),
    );
    const property = fc.asyncProperty(fc.array(key, { minLength: 20 }), async (keys) => {
      one().send(keys.map((each) => ['CLUSTER', 'KEYSLOT', each]));
      expect((await one().receive(keys.length)).map(Number)).toEqual(keys.map(slotOf));
    });
    return fc.assert(property, { numRuns: runs(100), ...seed });
  });

  test('on whom a key belongs to, alone, with others and in transactions', () => {
    const settings = { slots: SLOTS, 'cluster-require-full-coverage': 'no' };
    const { node } = fakeNode(redis, { name: 'one', settings });
    const property = fc.asyncProperty(transactionSequence, async (steps) => {
      for (const connection of connections.values()) await connection.begin();
      await one().ask('FLUSHALL');
      const model = new ModelServer().in({
        redirection: (asked) => redirection(node as never, asked),
        clusterInfo: () => clusterInfo(node as never),
      });
      await compare(connections, steps, model);
    });
    return fc.assert(property, { numRuns: runs(300), ...seed });
  });

  test.each([
    ['CLUSTER', 'NOPE'],
    ['CLUSTER', 'KEYSLOT'],
    ['CLUSTER', 'INFO', 'x'],
    ['CLUSTER'],
    ['READONLY', 'x'],
    ['REPLICAOF', 'NO', 'ONE'],
    ['READONLY'],
    ['READWRITE'],
  ])('on %s %s', async (...words) => {
    const { node } = fakeNode(redis, { name: 'one', settings: { slots: SLOTS } });
    const model = new ModelServer().in({ clusterInfo: () => clusterInfo(node as never) });
    const given = words.filter((word) => word !== undefined);
    expect(model.turn('one', given, 0).frames).toEqual([await one().ask(...given)]);
  });

  test('on which text a pattern matches', () => {
    const pattern = fc.string({
      unit: fc.constantFrom('*', '?', '[', ']', '^', '-', '\\', 'a', 'b', 'c'),
      maxLength: 8,
    });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', ']', '\\'), maxLength: 4 });
    const pair = fc.array(fc.tuple(pattern, text), { minLength: 30 });
    const property = fc.asyncProperty(pair, async (pairs) => {
      for (const [glob, channel] of pairs) {
        await connections.get('two')!.ask('PSUBSCRIBE', glob);
        const receivers = Number(await one().ask('PUBLISH', channel, ''));
        await connections.get('two')!.begin();
        expect([glob, channel, receivers]).toEqual([
          glob,
          channel,
          matchesGlob(glob, channel) ? 1 : 0,
        ]);
      }
    });
    return fc.assert(property, { numRuns: runs(60), ...seed });
  });
});
