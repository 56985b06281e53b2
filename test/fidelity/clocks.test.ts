/** What a wrong clock does to the stores: they believe it. */
import { expect, test } from 'vitest';
import { redis } from '../../src/models/redis/index.ts';
import { fakeNode } from '../models/fake-node.ts';

test('a clock that jumps 2000 s ahead expires a key of 1000 s at once', () => {
  const server = fakeNode(redis, {
    topology: { nodes: [{ name: 'server-1', kind: 'chat-server' }] },
  });
  server.advanceMs(1000);
  let request = 0;
  const ask = (...words: string[]) => {
    request += 1;
    server.deliver({ type: 'redisCommand', request, words }, 'server-1');
    const [answer] = server.answers();
    return answer?.type === 'redisReply' ? answer.reply : 'no answer';
  };
  ask('SET', 'conn:ben', 'server-7', 'EX', '1000');
  expect(ask('GET', 'conn:ben')).toBe('server-7');
  server.clockUs += 2000 * 1_000_000;
  expect(ask('GET', 'conn:ben')).toBeNull();
});
