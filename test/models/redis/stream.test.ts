/** The replication stream: the same commands as a real master sends, and what of it is kept. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshReplication } from '../../../src/models/redis/replication-state.ts';
import {
  extend,
  openBacklog,
  stepsAfter,
  streamBytes,
  together,
} from '../../../src/models/redis/stream.ts';
import { dataSequence } from '../../redis-server/command-lines.ts';
import type { Connection } from '../../redis-server/connection.ts';
import { LIMIT_MS, runs, seed } from '../../redis-server/length.ts';
import { ModelServer } from '../../redis-server/model-server.ts';
import { encodeCommand } from '../../redis-server/resp.ts';
import { ServerProcess } from '../../redis-server/server-process.ts';
import { StreamReader } from '../../redis-server/stream-reader.ts';

describe('a real master and the model send their replicas the same', { timeout: LIMIT_MS }, () => {
  let server: ServerProcess;
  let client: Connection;
  let stream: StreamReader;

  beforeAll(async () => {
    server = await ServerProcess.start(['--repl-diskless-sync', 'no']);
    client = await server.connect();
    await client.ask('DEBUG', 'SET-ACTIVE-EXPIRE', '0');
    stream = new StreamReader(server.path);
    await stream.begin();
  }, 30_000);

  afterAll(() => {
    client?.close();
    stream?.close();
    server?.stop();
  });

  test('for any sequence of commands', () => {
    let sequence = 0;
    const property = fc.asyncProperty(dataSequence, async (steps) => {
      sequence += 1;
      const [begin, end] = [`begin ${sequence}`, `end ${sequence}`];
      const lines = steps.map(({ words }) => words);
      client.send([['FLUSHALL'], ['PUBLISH', begin, ''], ...lines, ['PUBLISH', end, '']]);
      await client.receive(lines.length + 3);
      await stream.upTo(['PUBLISH', begin, '']);
      const model = new ModelServer();
      const ours = lines.flatMap((words) =>
        together(model.turn('one', words, Date.now()).passedOn),
      );
      expect(ours.map(withoutClock)).toEqual(
        (await stream.upTo(['PUBLISH', end, ''])).map(withoutClock),
      );
    });
    return fc.assert(property, { numRuns: runs(400), ...seed });
  });
});

/** A span became a moment, here and there by clocks of their own: about a day from now is "soon". */
const withoutClock = (words: readonly string[]): string[] =>
  words.map((word) => {
    const aheadMs = Number(word) - Date.now();
    if (aheadMs > 9e15 && aheadMs < 1e17) return 'as good as never';
    return aheadMs > 90_000_000 && aheadMs < 200_000_000 ? 'soon' : word;
  });

describe('the stream', () => {
  test('is counted in the bytes of its wire form', () => {
    const words = ['SET', 'é', 'v'];
    expect(streamBytes([words, ['PING']])).toBe(
      Buffer.byteLength(encodeCommand(words) + encodeCommand(['PING'])),
    );
  });

  test('keeps a mebibyte: who has missed more needs a full copy', () => {
    const state = { ...freshReplication(), history: 'a#1' };
    expect(stepsAfter(state, 'a#1', 0)).toBe(undefined);
    openBacklog(state);
    const commands = [['SET', 'k', 'x'.repeat(300_000)]];
    for (let count = 0; count < 5; count += 1) {
      extend(state, { offset: state.offset + streamBytes(commands), commands });
    }
    expect(state.backlog!.length).toBe(3);
    expect(stepsAfter(state, 'a#1', 0)).toBe(undefined);
    expect(stepsAfter(state, 'a#1', state.backlogFrom)!.length).toBe(3);
    expect(stepsAfter(state, 'a#1', state.offset)).toEqual([]);
    expect(stepsAfter(state, 'a#1', state.offset + 1)).toBe(undefined);
    expect(stepsAfter(state, 'b#1', state.offset)).toBe(undefined);
  });
});
