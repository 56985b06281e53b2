/** The producer in a chat server: what it asks first, what it sends again, and when it gives up. */
import { describe, expect, test } from 'vitest';
import { chatServer } from '../../../src/models/chat-server/index.ts';
import type { Packet } from '../../../src/models/protocol/index.ts';
import { fakeNode } from '../fake-node.ts';
import { hello } from './server.ts';

const kafkas = ['kafka-1', 'kafka-2', 'kafka-controller'].map((name) => ({
  name,
  kind: 'kafka' as const,
  settings: name === 'kafka-controller' ? { role: 'controller' } : {},
}));
const [ONE, TWO] = [4, 5];

/** Ana's phone is on the socket; the log has two brokers. */
function startServer(knobs: Record<string, string | number> = {}) {
  const fake = fakeNode(chatServer, {
    name: 'server-1',
    knobs: { log: 'kafka', ackAt: 'log', hop: 'direct', ...knobs },
    topology: {
      nodes: [
        { name: 'server-1', kind: 'chat-server' },
        { name: 'ana', kind: 'phone' },
        { name: 'ben', kind: 'phone' },
        { name: 'balancer', kind: 'load-balancer' },
        ...kafkas,
        { name: 'redis', kind: 'redis' },
        { name: 'cassandra', kind: 'cassandra' },
      ],
      conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
    },
  });
  fake.advanceMs(0);
  fake.deliver({ type: 'place', phone: 1, user: 'ana', connection: 1 }, 'balancer');
  const logPackets = () =>
    fake.sent
      .splice(0)
      .filter(({ packet }) =>
        /^(produce|metadata|initProducerId|findCoordinator)$/.test(packet.type),
      );
  /** 'produce > kafka-1', with the numbers of an idempotent producer. */
  const asked = () =>
    logPackets().map(({ to, packet }) => {
      const stamp = packet.type === 'produce' ? packet.producer : undefined;
      const number = stamp === undefined ? '' : ` ${stamp.id}.${stamp.epoch}.${stamp.sequence}`;
      return `${packet.type} > ${to}${number}`;
    });
  const publish = (name = 'ana/m1') =>
    fake.deliver({ type: 'publish', message: { ...hello, name }, attempt: 1 }, 'ana', 1);
  const leaders = (...nodes: number[]) =>
    fake.deliver(
      { type: 'metadataReply', topic: 'messages', leaders: nodes, error: '', request: 0 },
      ONE,
    );
  /** The answer to the produce request that was sent last. */
  const answer = (error: string, request: number, name = 'ana/m1') =>
    fake.deliver({ type: 'produceReply', name, partition: 0, offset: 0, error, request }, ONE);
  const lastRequest = () => {
    const packets: Packet[] = fake.sent.map(({ packet }) => packet);
    const last = packets.findLast((packet) => packet.type === 'produce');
    return last === undefined ? -1 : last.request;
  };
  const acks = () => fake.sent.filter(({ packet }) => packet.type === 'publishAck').length;
  logPackets();
  fake.news();
  return { fake, asked, publish, leaders, answer, lastRequest, acks };
}

describe('a producer', () => {
  test('asks who leads before it sends, and keeps the record in its memory until it knows', () => {
    const { fake, asked, publish, leaders, acks, answer, lastRequest } = startServer();
    publish();
    expect(fake.log).toContain('stored ana/m1 place=buffer durable=false');
    publish();
    expect(asked()).toEqual([expect.stringMatching(/^metadata > kafka-[12]$/)]);
    leaders(TWO);
    answer('', lastRequest());
    expect(acks()).toBe(1);
    expect(asked()).toEqual(['produce > kafka-2', 'produce > kafka-2']);
    expect(fake.log).toContain('forgotten ana/m1 place=buffer');
  });

  test('asks another broker when the first one says nothing, or cannot say', () => {
    const { fake, asked, publish } = startServer();
    publish();
    const [first] = asked();
    fake.advanceMs(1000);
    const [second] = asked();
    expect(new Set([first, second])).toEqual(new Set(['metadata > kafka-1', 'metadata > kafka-2']));
    const reply = { type: 'metadataReply', topic: 'messages', leaders: [], request: 0 } as const;
    fake.deliver({ ...reply, error: 'UNKNOWN_TOPIC_OR_PARTITION' }, ONE);
    fake.advanceMs(100);
    expect(asked()).toHaveLength(1);
    // Where there is no leader yet, it asks on.
    fake.deliver({ ...reply, leaders: [-1], error: '' }, ONE);
    fake.advanceMs(100);
    expect(asked().length).toBeGreaterThan(0);
  });

  test('with acks=0 sends when it can, and waits for nobody', () => {
    const { asked, publish, leaders, acks } = startServer({ acks: '0' });
    publish();
    expect(acks()).toBe(1);
    leaders(ONE);
    expect(asked().at(-1)).toBe('produce > kafka-1');
  });

  test('without retries gives up at the first error, and asks anew who leads', () => {
    const { fake, asked, publish, leaders, answer, lastRequest, acks } = startServer();
    publish();
    leaders(ONE);
    const request = lastRequest();
    asked();
    answer('NOT_LEADER_OR_FOLLOWER', request);
    expect(asked()).toEqual([expect.stringMatching(/^metadata/)]);
    expect([acks(), fake.timers().some(({ name }) => name === 'produceAgain')]).toEqual([0, false]);
    expect(fake.log.at(-2)).toBe(`refused ana/m1 reason=unavailable from=${ONE}`);
  });

  test('with retries waits 100 ms, then twice as long, and never gives up on silence', () => {
    const { fake, asked, publish, leaders } = startServer({ produceRetries: 100 });
    publish();
    leaders(ONE);
    asked();
    const againAfterMs = () => {
      fake.advanceMs(1000);
      leaders(ONE);
      const again = fake.timers().find(({ name }) => name === 'produceAgain');
      const waitMs = (again?.dueUs ?? 0) / 1000 - fake.clockUs / 1000;
      fake.advanceMs(waitMs);
      return Math.round(waitMs);
    };
    expect([1, 2, 3, 4, 5, 6].map(againAfterMs)).toEqual([100, 200, 400, 800, 1000, 1000]);
    // delivery.timeout.ms is two minutes: then it has failed.
    for (let at = 0; at < 80; at += 1) {
      fake.advanceMs(2000);
      leaders(ONE);
    }
    expect(fake.timers().filter(({ name }) => name.startsWith('produce'))).toEqual([]);
  });

  test('that can ask nobody for two minutes gives the record up', () => {
    const { fake, publish } = startServer();
    publish();
    fake.advanceMs(120_000);
    expect(fake.log).toContain('forgotten ana/m1 place=buffer');
    expect(fake.inspect().tables[1]!.rows).toEqual([]);
  });
});

describe('an idempotent producer', () => {
  const knobs = { idempotence: 'on', produceRetries: 1 };

  function started() {
    const server = startServer(knobs);
    server.publish();
    server.leaders(ONE);
    expect(server.asked().at(-1)).toMatch(/^initProducerId/);
    const id = { type: 'producerIdReply', id: 7, epoch: 0, request: 0 } as const;
    server.fake.deliver(id, ONE);
    server.fake.deliver({ ...id, id: 8 }, ONE);
    return server;
  }

  test('has an id first, which it asks for until it has it', () => {
    const server = startServer(knobs);
    server.publish();
    server.leaders(ONE);
    server.asked();
    server.fake.advanceMs(1000);
    expect(server.asked()).toEqual([expect.stringMatching(/^initProducerId/)]);
  });

  test('numbers its records, and sends one again under its number', () => {
    const { fake, asked, publish, answer, lastRequest } = started();
    const first = lastRequest();
    publish('ana/m2');
    expect(asked()).toEqual(['produce > kafka-1 7.0.0', 'produce > kafka-1 7.0.1']);
    answer('OUT_OF_ORDER_SEQUENCE_NUMBER', first);
    fake.advanceMs(100);
    expect(asked()).toEqual(['produce > kafka-1 7.0.0']);
  });

  test('that gives a record up counts from 0 in the next epoch', () => {
    const { asked, publish, answer, lastRequest } = started();
    const first = lastRequest();
    asked();
    answer('INVALID_PRODUCER_EPOCH', first);
    publish('ana/m2');
    publish('ana/m3');
    expect(asked()).toEqual(['produce > kafka-1 7.1.0', 'produce > kafka-1 7.1.1']);
  });
});
