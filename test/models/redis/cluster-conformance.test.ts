/** Slots, globs and a server in a cluster against a real redis-server. */
import fc from 'fast-check';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { matchesGlob } from '../../../src/models/redis/glob.ts';
import { redis } from '../../../src/models/redis/index.ts';
import { clusterInfo, redirection } from '../../../src/models/redis/redirection.ts';
import type { Reply } from '../../../src/models/redis/reply.ts';
import { slotCommand } from '../../../src/models/redis/resharding.ts';
import { slotOf } from '../../../src/models/protocol/redis-slots.ts';
import { transactionSequence } from '../../redis-server/command-lines.ts';
import { compare } from '../../redis-server/comparison.ts';
import type { Connection } from '../../redis-server/connection.ts';
import { LIMIT_MS, runs, seed } from '../../redis-server/length.ts';
import { ModelServer } from '../../redis-server/model-server.ts';
import { encodeReply } from '../../redis-server/resp.ts';
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

const encoded = (frames: readonly Reply[]) => frames.map(encodeReply);

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
    ['ASKING'],
    ['ASKING', 'x'],
    ['QUIT', 'x'],
    ['CLUSTER', 'SETSLOT'],
    ['CLUSTER', 'SETSLOT', '5'],
    ['CLUSTER', 'SETSLOT', '5', 'MIGRATING'],
    ['CLUSTER', 'SETSLOT', '99999', 'STABLE'],
    ['CLUSTER', 'SETSLOT', 'x', 'STABLE'],
    ['CLUSTER', 'SETSLOT', '5', 'FOO'],
    ['CLUSTER', 'SETSLOT', '5', 'STABLE', 'x'],
    ['CLUSTER', 'SETSLOT', '5', 'MIGRATING', 'nobody'],
    ['CLUSTER', 'SETSLOT', '3300', 'MIGRATING', 'nobody'],
    ['CLUSTER', 'SETSLOT', '5', 'IMPORTING', 'nobody'],
    ['CLUSTER', 'SETSLOT', '3300', 'IMPORTING', 'nobody'],
    ['CLUSTER', 'SETSLOT', '5', 'NODE', 'nobody'],
    ['CLUSTER', 'SETSLOT', '5', 'stable'],
    ['CLUSTER', 'COUNTKEYSINSLOT', '5'],
    ['CLUSTER', 'COUNTKEYSINSLOT', '16384'],
    ['CLUSTER', 'COUNTKEYSINSLOT', 'x'],
    ['CLUSTER', 'COUNTKEYSINSLOT'],
    ['CLUSTER', 'GETKEYSINSLOT', '5', '10'],
    ['CLUSTER', 'GETKEYSINSLOT', '5', '-1'],
    ['CLUSTER', 'GETKEYSINSLOT', '5'],
    ['MIGRATE', '127.0.0.1', '1', 'nothing', '0', 'x'],
    ['MIGRATE', '127.0.0.1', '1', 'nothing', '0', '100', 'FOO'],
    ['MIGRATE', '127.0.0.1', '1', 'nothing', '0', '100'],
    ['MIGRATE', '127.0.0.1', '1', 'nothing'],
  ])('on %s %s', async (...words) => {
    const settings = { slots: SLOTS, 'cluster-require-full-coverage': 'no' };
    const { node } = fakeNode(redis, { name: 'one', settings });
    const model = new ModelServer().in({
      clusterInfo: () => clusterInfo(node as never),
      slotCommand: (asked) => slotCommand(node as never, asked),
    });
    const given = words.filter((word) => word !== undefined);
    const own = await server.connect();
    expect(encoded(model.turn('one', given, 0).frames)).toEqual(encoded([await own.ask(...given)]));
    own.close();
  });

  test.each([{ before: ['PING'] }, { before: ['MULTI'] }, { before: ['SUBSCRIBE', 'news'] }])(
    'on QUIT after $before: answered, and then the connection is closed',
    async ({ before }) => {
      const own = await server.connect();
      const model = new ModelServer();
      for (const words of [before, ['QUIT']]) {
        expect(encoded(model.turn('own', words, 0).frames)).toEqual(
          encoded([await own.ask(...words)]),
        );
      }
      await expect(own.ask('PING')).rejects.toThrow();
      // Whoever comes next by this name begins anew.
      expect(model.turn('own', ['DISCARD'], 0).frames).toEqual([
        { error: 'ERR DISCARD without MULTI' },
      ]);
    },
  );

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
