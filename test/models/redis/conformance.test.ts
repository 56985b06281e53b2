/** The model against a real redis-server: thousands of random sequences, each difference shrunk. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, test } from 'vitest';
import {
  dataSequence,
  listeningSequence,
  type Step,
  transactionSequence,
} from '../../redis-server/command-lines.ts';
import { compare, compareAtOnce } from '../../redis-server/comparison.ts';
import type { Connection } from '../../redis-server/connection.ts';
import { ServerProcess } from '../../redis-server/server-process.ts';

// PROVE=1 makes it ten times as long, from a new seed each time.
const isLong = process.env['PROVE'] !== undefined;
const numRuns = (count: number) => (isLong ? 10 * count : count);
const seed = isLong ? {} : { seed: 4 };
const LIMIT_MS = isLong ? 1_200_000 : 60_000;

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
    { numRuns: numRuns(count), ...seed },
  );
}

describe('redis-server and the model answer the same', { timeout: LIMIT_MS }, () => {
  test('to any sequence of commands on keys', () =>
    holds(dataSequence, 3000, (steps) => compareAtOnce(connections.get('one')!, steps)));

  test('to transactions of three connections', () =>
    holds(transactionSequence, 1000, (steps) => compare(connections, steps)));

  test('to publishers and subscribers', () =>
    holds(listeningSequence, 1000, (steps) => compare(connections, steps)));
});
