/** A deployment takes a server out: it keeps its sockets, takes no new ones, and comes back. */
import { expect, test } from 'vitest';
import { chatServer } from '../../../src/models/chat-server/index.ts';
import { fakeNode } from '../fake-node.ts';

const create = (settings: Record<string, number>) =>
  fakeNode(chatServer, {
    name: 'server-1',
    settings,
    // Nobody is told where a phone is: the server answers it at once.
    knobs: { routing: 'none', dedup: 'insertOnly' },
    topology: {
      nodes: [
        { name: 'server-1', kind: 'chat-server' },
        { name: 'ana', kind: 'phone' },
        { name: 'ben', kind: 'phone' },
        { name: 'balancer', kind: 'load-balancer' },
        { name: 'redis', kind: 'redis' },
        { name: 'cassandra', kind: 'cassandra' },
      ],
      conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
    },
  });

type Server = ReturnType<typeof create>;

/** What the server answers to a phone that the balancer places on it. */
function place(server: Server, user: string): string[] {
  const phone = server.node.topology.indexOf(user);
  server.deliver({ type: 'place', phone, user, connection: 1 }, 'balancer');
  return server.answers().map(({ type }) => type);
}

/** What it answers to the ping of a phone that is connected. */
function ping(server: Server, phone: string): string[] {
  server.deliver({ type: 'ping' }, phone, 1);
  return server.answers().map(({ type }) => type);
}

test('while it drains it keeps the sockets that it has and takes no new ones', () => {
  const server = create({ drainsAtMs: 3000, servesAgainAtMs: 10_000 });
  server.advanceMs(1000);
  expect(place(server, 'ana')).toContain('opened');
  server.advanceMs(2000);
  expect(server.state('server')).toBe('draining');
  expect(place(server, 'ben')).toEqual(['placeRefused']);
  expect(ping(server, 'ana')).toEqual(['pong']);
  server.advanceMs(7000);
  expect(server.state('server')).toBe('serving');
  expect(place(server, 'ben')).toContain('opened');
});

test('a crash before the time does not put it off; one after it is not followed by another drain', () => {
  const server = create({ drainsAtMs: 3000 });
  server.advanceMs(1000);
  server.crash();
  server.restart();
  server.advanceMs(2000);
  expect(server.state('server')).toBe('draining');
  server.crash();
  server.restart();
  server.advanceMs(60_000);
  expect(server.state('server')).toBe('serving');
});
