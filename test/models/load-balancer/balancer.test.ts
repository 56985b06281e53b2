/** Logins: where they go, how they wait, and what happens when a server says no or nothing. */
import { describe, expect, test } from 'vitest';
import { createRing, ownerOf } from '../../../src/models/load-balancer/hash-ring.ts';
import { loadBalancer } from '../../../src/models/load-balancer/index.ts';
import { fakeNode } from '../fake-node.ts';
import { expectSameAsXState } from '../../statechart/equivalence.ts';

const PHONES = ['ana', 'ben', 'cy', 'dora', 'eva', 'finn'] as const;
const SERVERS = ['server-1', 'server-2', 'server-3'] as const;

const createBalancer = (knobs: Record<string, string | number> = {}) =>
  fakeNode(loadBalancer, {
    name: 'balancer',
    knobs,
    topology: {
      nodes: [
        { name: 'balancer', kind: 'load-balancer' },
        ...PHONES.map((name) => ({ name, kind: 'phone' as const })),
        ...SERVERS.map((name) => ({ name, kind: 'chat-server' as const })),
      ],
    },
  });

type Balancer = ReturnType<typeof createBalancer>;

const open = (balancer: Balancer, user: string, connection = 1) =>
  balancer.deliver({ type: 'open', user, connection }, user, connection);

const answer = (
  balancer: Balancer,
  type: 'placed' | 'placeRefused',
  user: string,
  server: string,
  connection = 1,
) => {
  const phone = balancer.node.topology.indexOf(user);
  const told = { phone, connection };
  if (type === 'placed') balancer.deliver({ type, ...told }, server);
  else balancer.deliver({ type, ...told, reason: 'unavailable' }, server);
};

/** The servers that were asked to take a phone since the last call. */
const asked = (balancer: Balancer): string[] =>
  balancer.sent.splice(0).flatMap(({ to, packet }) => (packet.type === 'place' ? [to] : []));

describe('a login', () => {
  test('is placed on a server, under the phone’s own number', () => {
    const balancer = createBalancer();
    open(balancer, 'ana', 7);
    expect(balancer.sent.map(({ packet }) => packet)).toEqual([
      { type: 'place', phone: 1, user: 'ana', connection: 7 },
    ]);
    answer(balancer, 'placed', 'ana', balancer.sent[0]!.to, 7);
    expect(balancer.timers().map(({ name }) => name)).toEqual(['health']);
  });

  test.each(['jump', 'modulo'])('%s: a user keeps their server while all are well', (balancing) => {
    const balancer = createBalancer({ balancing });
    const placed = () =>
      PHONES.map((user) => {
        open(balancer, user);
        return asked(balancer)[0];
      });
    const first = placed();
    expect(new Set(first).size).toBeGreaterThan(1);
    expect(placed()).toEqual(first);
  });

  test.each(['jump', 'modulo'])('%s: to another when one says no; to none when all do', (by) => {
    const balancer = createBalancer({ balancing: by });
    open(balancer, 'ana');
    const tried = SERVERS.map(() => {
      const [server] = asked(balancer);
      answer(balancer, 'placeRefused', 'ana', server!);
      return server;
    });
    expect(new Set(tried).size).toBe(3);
    expect(balancer.sent.map(({ packet }) => packet.type)).toEqual(['openRefused']);
  });

  test('ring: the same user comes to the same server, whoever comes in between', () => {
    const balancer = createBalancer();
    const first = PHONES.map((user) => {
      open(balancer, user);
      return asked(balancer)[0];
    });
    const second = [...PHONES].reverse().map((user) => {
      open(balancer, user, 2);
      return asked(balancer)[0];
    });
    expect(second.reverse()).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(1);
  });

  test.each([1, 100])('ring: with %i virtual nodes each, as the ring itself says', (ringPoints) => {
    const balancer = createBalancer({ ringPoints });
    const servers = SERVERS.map((name) => {
      return { index: balancer.node.topology.indexOf(name), name };
    });
    const ring = createRing(servers, ringPoints);
    for (const user of PHONES) {
      open(balancer, user);
      const owner = ownerOf(ring, user, () => true);
      expect(asked(balancer)).toEqual([balancer.node.topology.nodes[owner]!.name]);
    }
  });

  test('ring: more virtual nodes from here on move some users and spread the rest', () => {
    const balancer = createBalancer({ ringPoints: 1 });
    const placed = () =>
      PHONES.map((user) => {
        open(balancer, user);
        return asked(balancer)[0];
      });
    const before = placed();
    balancer.knobs['ringPoints'] = 500;
    expect(placed()).not.toEqual(before);
  });

  test('roundRobin: each server in turn', () => {
    const balancer = createBalancer({ balancing: 'roundRobin' });
    for (const user of PHONES.slice(0, 4)) open(balancer, user);
    expect(asked(balancer)).toEqual(['server-1', 'server-2', 'server-3', 'server-1']);
  });

  test('leastConnections: a wave is spread although nobody has answered yet', () => {
    const balancer = createBalancer({ balancing: 'leastConnections' });
    for (const user of PHONES) open(balancer, user);
    expect(asked(balancer)).toEqual([...SERVERS, ...SERVERS]);
    // Ana comes back: her old connection on server-1 is over, so server-1 holds the fewest.
    open(balancer, 'ana', 2);
    expect(asked(balancer)).toEqual(['server-1']);
    expect(balancer.inspect().tables[0]!.rows.map(([, , connections]) => connections)).toEqual([
      2, 2, 2,
    ]);
  });
});

describe('a server that will not or cannot', () => {
  test('refuses: the next one is asked, and at last the phone is refused', () => {
    const balancer = createBalancer({ balancing: 'roundRobin' });
    open(balancer, 'ana');
    answer(balancer, 'placeRefused', 'ana', 'server-1');
    answer(balancer, 'placeRefused', 'ana', 'server-2');
    answer(balancer, 'placeRefused', 'ana', 'server-3');
    expect(balancer.news()).toEqual([
      'sends place to server-1',
      'sends place to server-2',
      'sends place to server-3',
      'refused reason=noServer from=1',
      'sends openRefused to ana',
    ]);
    expect(balancer.sent.at(-1)).toEqual({
      to: 'ana',
      connection: 1,
      packet: { type: 'openRefused', reason: 'noServer' },
    });
    expect(balancer.inspect().tables[0]!.rows.map(([, , connections]) => connections)).toEqual([
      0, 0, 0,
    ]);
  });

  test('is silent: after a second the next one is asked, and a late answer changes nothing', () => {
    const balancer = createBalancer({ balancing: 'roundRobin' });
    open(balancer, 'ana');
    balancer.advanceMs(1000);
    answer(balancer, 'placed', 'ana', 'server-1');
    answer(balancer, 'placeRefused', 'ana', 'server-1');
    expect(asked(balancer)).toEqual(['server-1', 'server-2']);
    answer(balancer, 'placed', 'ana', 'server-2');
    balancer.advanceMs(2000);
    expect(asked(balancer)).toEqual([]);
  });

  test('leaves two health checks unanswered: it gets no more phones until it answers', () => {
    const balancer = createBalancer({ balancing: 'leastConnections' });
    const reply = (...servers: string[]) =>
      servers.forEach((server) => balancer.deliver({ type: 'healthReply' }, server));
    open(balancer, 'ana');
    answer(balancer, 'placed', 'ana', 'server-1');
    balancer.advanceMs(5000);
    reply('server-1', 'server-2', 'server-3');
    for (let check = 0; check < 2; check += 1) {
      balancer.advanceMs(5000);
      reply('server-2', 'server-3');
    }
    open(balancer, 'ben');
    expect(balancer.inspect().tables[0]!.rows).toEqual([
      ['server-1', true, 1],
      ['server-2', true, 1],
      ['server-3', true, 0],
    ]);
    answer(balancer, 'placed', 'ben', 'server-2');
    balancer.news();
    balancer.advanceMs(5000);
    expect(balancer.news()[0]).toBe('refused reason=unavailable from=7');
    reply('server-2', 'server-3');
    expect(balancer.inspect().tables[0]!.rows[0]).toEqual(['server-1', false, 0]);
    asked(balancer);
    open(balancer, 'cy');
    expect(asked(balancer)).toEqual(['server-3']);
    reply('server-1');
    open(balancer, 'dora');
    expect(asked(balancer)).toEqual(['server-1']);
  });
});

describe('the login queue', () => {
  const slow = { loginsPerSecond: 10, loginQueueLimit: 4, balancing: 'roundRobin' };

  test('serves one at a time, first come first served, and records its depth at powers of two', () => {
    const balancer = createBalancer(slow);
    for (const user of PHONES.slice(0, 3)) open(balancer, user);
    expect(balancer.news()).toEqual(['queue depth=1', 'queue depth=2']);
    balancer.advanceMs(100);
    balancer.advanceMs(100);
    expect(balancer.news()).toEqual([
      'sends place to server-1',
      'sends place to server-2',
      'queue depth=1',
    ]);
    const users = balancer.sent.map(({ packet }) => (packet.type === 'place' ? packet.user : ''));
    expect(users).toEqual(['ana', 'ben']);
    expect(balancer.inspect().vital).toEqual({ label: 'waiting logins', value: 1 });
  });

  test('sheds when it is full, until it is half empty', () => {
    const balancer = createBalancer(slow);
    for (const user of PHONES.slice(0, 5)) open(balancer, user);
    expect(balancer.state('admission')).toBe('shedding');
    expect(balancer.sent.map(({ to, packet }) => `${packet.type} ${to}`)).toEqual([
      'openRefused eva',
    ]);
    balancer.advanceMs(100);
    open(balancer, 'finn');
    expect(balancer.sent.at(-1)!.packet).toEqual({ type: 'openRefused', reason: 'overCapacity' });
    balancer.advanceMs(100);
    expect(balancer.state('admission')).toBe('accepting');
    open(balancer, 'finn');
    expect(balancer.inspect().vital.value).toBe(3);
  });

  test('a phone that asks again has left its old place in the line', () => {
    const balancer = createBalancer(slow);
    open(balancer, 'ana', 1);
    open(balancer, 'ben', 1);
    open(balancer, 'ana', 2);
    balancer.advanceMs(300);
    const placed = balancer.sent.map(({ packet }) =>
      packet.type === 'place' ? `${packet.user} ${packet.connection}` : '',
    );
    expect(placed).toEqual(['ben 1', 'ana 2']);
  });

  test('is gone after a crash: the phones in it will find out by themselves', () => {
    const balancer = createBalancer(slow);
    for (const user of PHONES.slice(0, 3)) open(balancer, user);
    balancer.crash();
    balancer.restart();
    balancer.advanceMs(1000);
    expect(asked(balancer)).toEqual([]);
    expect(balancer.inspect().vital.value).toBe(0);
  });

  test('without a limit nobody waits; lifting the limit empties the line at once', () => {
    const balancer = createBalancer(slow);
    for (const user of PHONES.slice(0, 4)) open(balancer, user);
    balancer.knobs = { ...balancer.knobs, loginsPerSecond: 0 };
    balancer.advanceMs(100);
    expect(asked(balancer)).toHaveLength(4);
  });
});

test('a packet that is not for a balancer is refused', () => {
  const balancer = createBalancer();
  balancer.deliver({ type: 'ping' }, 'ana', 1);
  expect(balancer.news()).toEqual(['refused reason=badRequest from=1']);
});

test('its machine behaves as under XState', () => {
  const { reached } = expectSameAsXState(loadBalancer.regions[0]!.machine, {
    events: [{ type: 'OVER_LIMIT' }, { type: 'DRAINED' }],
  });
  expect(reached).toEqual(['accepting', 'shedding']);
});
