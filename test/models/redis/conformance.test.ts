/** The model against a real redis-server: thousands of random sequences, each difference shrunk. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../../src/models/redis/command.ts';
import { COMMANDS } from '../../../src/models/redis/dispatch.ts';
import type { Reply } from '../../../src/models/redis/reply.ts';
import type { SessionCommand } from '../../../src/models/redis/session-command.ts';
import type { Surroundings } from '../../../src/models/redis/turn.ts';
import {
  dataSequence,
  listeningSequence,
  type Step,
  transactionSequence,
} from '../../redis-server/command-lines.ts';
import { compare, compareAtOnce } from '../../redis-server/comparison.ts';
import type { Connection } from '../../redis-server/connection.ts';
import { LIMIT_MS, runs, seed } from '../../redis-server/length.ts';
import { ModelServer } from '../../redis-server/model-server.ts';
import { ServerProcess } from '../../redis-server/server-process.ts';

let server: ServerProcess;
const connections = new Map<string, Connection>();

beforeAll(async () => {
  server = await ServerProcess.start();
  for (const name of ['one', 'two', 'three']) connections.set(name, await server.connect());
  await connections.get('one')!.ask('DEBUG', 'SET-ACTIVE-EXPIRE', '0');
}, 30_000);

afterAll(() => {
  for (const connection of connections.values()) connection.close();
  server?.stop();
});

/** Back to an empty server and fresh connections. */
async function clear(): Promise<void> {
  for (const connection of connections.values()) {
    await connection.begin();
  }
  await connections.get('one')!.ask('FLUSHALL');
}

function holds(
  sequences: fc.Arbitrary<readonly Step[]>,
  count: number,
  replay: (steps: readonly Step[]) => Promise<void>,
): Promise<void> {
  return fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      await clear();
      await replay(steps);
    }),
    { numRuns: runs(count), ...seed },
  );
}

/** What stands in COMMAND INFO, of ours. */
function info(name: string, command: Command | SessionCommand) {
  const [first, last, step] = command.keys ?? [1, 1, 1];
  return { name, arity: command.arity, isWrite: 'isWrite' in command, keys: [first, last, step] };
}

test('every command has the arity, the keys and the write flag that COMMAND INFO tells', async () => {
  const ours = [...COMMANDS].map(([name, command]) => info(name.toLowerCase(), command));
  const asked = await connections.get('one')!.ask('COMMAND', 'INFO', ...COMMANDS.keys());
  const theirs = (asked as readonly (readonly Reply[])[]).map(([name, arity, flags, ...keys]) => ({
    name,
    arity: Number(arity),
    isWrite: JSON.stringify(flags).includes('"write"'),
    keys: keys.slice(0, 3).map(Number),
  }));
  expect(ours).toEqual(theirs);
});

/** Fills both, changes the mode of both, and compares what they answer then. */
function inMode(mode: Partial<Surroundings>, enter: string[][], leave: string[][]): Promise<void> {
  const one = connections.get('one')!;
  const property = fc.asyncProperty(dataSequence, transactionSequence, async (before, after) => {
    await clear();
    const model = new ModelServer();
    await compareAtOnce(one, before, model);
    for (const words of enter) await one.ask(...words);
    try {
      await compare(connections, after, model.in(mode));
    } finally {
      for (const connection of connections.values()) await connection.begin();
      for (const words of leave) await one.ask(...words);
    }
  });
  return fc.assert(property, { numRuns: runs(200), ...seed });
}

describe('redis-server and the model answer the same', { timeout: LIMIT_MS }, () => {
  test('to any sequence of commands on keys', () =>
    holds(dataSequence, 3000, (steps) => compareAtOnce(connections.get('one')!, steps)));

  test('to transactions of three connections', () =>
    holds(transactionSequence, 1000, (steps) => compare(connections, steps)));

  test('as a replica that has lost its master', () =>
    inMode({ viewer: 'replica' }, [['REPLICAOF', '127.0.0.1', '1']], [['REPLICAOF', 'NO', 'ONE']]));

  test('as a master without the replicas that min-replicas-to-write asks for', () =>
    inMode(
      { hasGoodReplicas: false },
      [['CONFIG', 'SET', 'min-replicas-to-write', '1']],
      [['CONFIG', 'SET', 'min-replicas-to-write', '0']],
    ));

  test('to publishers and subscribers', () =>
    holds(listeningSequence, 1000, (steps) => compare(connections, steps)));
});
