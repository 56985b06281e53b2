/** A machine without redis-server is told how to get one: the comparison is never skipped in silence. */
import { expect, test } from 'vitest';
import { findRedisServer, HOW_TO_GET_IT } from './find-server.ts';
import { ServerProcess } from './server-process.ts';

test('without a redis-server on the path the test fails with the way to get one', async () => {
  expect(findRedisServer({ PATH: '/nowhere' })).toBe(undefined);
  await expect(ServerProcess.start([], { PATH: '/nowhere' })).rejects.toThrow(HOW_TO_GET_IT);
  expect(HOW_TO_GET_IT).toContain('"apt-get install redis-server"');
});

test('a server that will not start gives its own reason', async () => {
  await expect(ServerProcess.start(['--hz', 'often'])).rejects.toThrow(
    /redis-server did not start: [^]*couldn.t be parsed/,
  );
});
