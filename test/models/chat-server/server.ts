/** A chat server alone, with Ana's phone on its socket, for tests that read as stories. */
import { chatServer } from '../../../src/models/chat-server/index.ts';
import type { Packet, RedisReply } from '../../../src/models/protocol/index.ts';
import { fakeNode } from '../fake-node.ts';

export function createServer(knobs: Record<string, string | number> = {}) {
  const fake = fakeNode(chatServer, {
    name: 'server-1',
    knobs,
    topology: {
      nodes: [
        { name: 'server-1', kind: 'chat-server' },
        { name: 'server-7', kind: 'chat-server' },
        { name: 'ana', kind: 'phone' },
        { name: 'ben', kind: 'phone' },
        { name: 'balancer', kind: 'load-balancer' },
        { name: 'redis', kind: 'redis' },
        { name: 'kafka', kind: 'kafka' },
        { name: 'cassandra', kind: 'cassandra' },
        { name: 'notifier', kind: 'notification-service' },
        { name: 'bucket', kind: 'object-store' },
      ],
      conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
    },
  });
  // At the beginning of a run a server serves at once.
  fake.advanceMs(0);
  told(fake);
  return { fake, ...requestsOf(fake) };
}

type Fake = ReturnType<typeof fakeNode>;

/** Answers to the server's questions, newest question of its kind first. */
function requestsOf(fake: Fake) {
  const open = () => fake.sent.flatMap(({ packet }) => ('request' in packet ? [packet] : []));
  const last = (fits: (packet: Packet) => boolean): Packet & { request: number } => {
    const found = open().findLast(fits);
    if (found === undefined) throw new Error('the server has asked no such thing');
    return found;
  };
  return {
    /** Redis answers the last command that begins so. */
    redis(command: string, reply: RedisReply): void {
      const asked = last(
        (packet) => packet.type === 'redisCommand' && packet.words.join(' ').startsWith(command),
      );
      fake.deliver({ type: 'redisReply', request: asked.request, reply }, 'redis');
    },
    table(applied: boolean, rows: readonly never[] = [], error = ''): void {
      const asked = last((packet) => packet.type === 'query');
      const answer = { type: 'rows', request: asked.request, applied, rows, error } as const;
      fake.deliver(answer, 'cassandra');
    },
    last,
  };
}

export const hello = {
  name: 'ana/m1',
  conversation: 'ana-ben',
  sender: 'ana',
  text: 'Hello',
  typedAtUs: 0,
};

/** A phone is placed and welcomed. */
export function connect(server: ReturnType<typeof createServer>, phone: 'ana' | 'ben'): void {
  const { fake } = server;
  const index = fake.node.topology.indexOf(phone);
  fake.deliver({ type: 'place', phone: index, user: phone, connection: 1 }, 'balancer');
  server.redis(`SET conn:${phone}`, 'OK');
  told(fake);
}

const seen = new WeakMap<Fake, number>();

/** Packets sent since the last call, as `type > to`, with what matters of them. */
export function told(fake: Fake): string[] {
  const from = seen.get(fake) ?? 0;
  seen.set(fake, fake.sent.length);
  return fake.sent.slice(from).map(({ to, packet }) => {
    const words = packet.type === 'redisCommand' ? ` ${packet.words.slice(0, 2).join(' ')}` : '';
    return `${packet.type}${words} > ${to}`;
  });
}
