/** From the stored message to the recipient: the map, the hop, the push, and who is told. */
import { describe, expect, test } from 'vitest';
import { connect, createServer, hello, told } from './server.ts';

const row = { ...hello, sequence: 1 } as never;

/** Ana's message is stored; Ben may be connected here. */
function stored(knobs: Record<string, string | number> = {}, here: 'ben' | '' = '') {
  const server = createServer({ dedup: 'insertOnly', ...knobs });
  connect(server, 'ana');
  if (here !== '') connect(server, here);
  server.fake.deliver({ type: 'publish', message: hello, attempt: 1 }, 'ana', 1);
  server.table(true, [row]);
  told(server.fake);
  return server;
}

describe('the recipient is here', () => {
  test('and gets it on the socket; silence brings it twice more, then counts as away', () => {
    const server = stored({}, 'ben');
    server.redis('GET conn:ben', 'server-1');
    expect(told(server.fake)).toEqual(['deliver > ben']);
    server.fake.advanceMs(1000);
    server.fake.advanceMs(1000);
    expect(told(server.fake)).toEqual(['deliver > ben', 'deliver > ben']);
    server.fake.advanceMs(1000);
    expect(told(server.fake)).toEqual(['notify > notifier']);
  });

  test('and was silent for so long that it counted as away: its next heartbeat brings it again', () => {
    const server = stored({}, 'ben');
    server.redis('GET conn:ben', 'server-1');
    const ping = (connection = 1) => server.fake.deliver({ type: 'ping' }, 'ben', connection);
    for (let second = 0; second < 3; second++) server.fake.advanceMs(1000);
    told(server.fake);
    const renewed = ['pong > ben', 'redisCommand SET conn:ben > redis'];
    ping();
    expect(told(server.fake)).toEqual([...renewed, 'deliver > ben']);
    // Nobody is notified a second time.
    server.fake.advanceMs(1000);
    expect(told(server.fake)).toEqual([]);
    ping();
    expect(told(server.fake)).toEqual([...renewed, 'deliver > ben']);
    server.fake.deliver({ type: 'deliverAck', name: 'ana/m1', sender: 'ana' }, 'ben', 1);
    told(server.fake);
    ping();
    expect(told(server.fake)).toEqual(renewed);
  });

  test('and was silent, and came back on another socket: there it asks for what it missed', () => {
    const server = stored({}, 'ben');
    server.redis('GET conn:ben', 'server-1');
    for (let second = 0; second < 3; second++) server.fake.advanceMs(1000);
    server.fake.deliver({ type: 'close' }, 'ben', 1);
    connect(server, 'ben');
    server.fake.deliver({ type: 'ping' }, 'ben', 1);
    expect(told(server.fake)).not.toContain('deliver > ben');
  });

  test('and an acknowledgement marks it delivered', () => {
    const server = stored({}, 'ben');
    server.redis('GET conn:ben', 'server-1');
    told(server.fake);
    server.fake.deliver({ type: 'deliverAck', name: 'ana/m1', sender: 'ana' }, 'ben', 1);
    expect(told(server.fake)).toEqual(['receipt > ana']);
    server.fake.advanceMs(5000);
    expect(told(server.fake)).toEqual([]);
  });

  test('and with the push as evidence the sender is told at once', () => {
    const server = stored({ receiptEvidence: 'push', redelivery: 'none' }, 'ben');
    server.redis('GET conn:ben', 'server-1');
    expect(told(server.fake)).toEqual(['deliver > ben', 'receipt > ana']);
  });
});

describe('the recipient is elsewhere', () => {
  const forward = (server: ReturnType<typeof createServer>) =>
    server.last((packet) => packet.type === 'forward').request;

  test('and the server that holds the socket is called', () => {
    const server = stored();
    server.redis('GET conn:ben', 'server-7');
    expect(told(server.fake)).toEqual(['forward > server-7']);
  });

  test('and has gone from there too: a push wakes the phone', () => {
    const server = stored();
    server.redis('GET conn:ben', 'server-7');
    const request = forward(server);
    told(server.fake);
    server.fake.deliver(
      { type: 'forwardReply', taken: false, why: 'notHere', request },
      'server-7',
    );
    expect(told(server.fake)).toEqual(['notify > notifier']);
  });

  test('and that server is silent: the same, after the patience', () => {
    const server = stored();
    server.redis('GET conn:ben', 'server-7');
    told(server.fake);
    server.fake.advanceMs(1000);
    expect(told(server.fake)).toEqual(['notify > notifier']);
  });

  test('and everybody is asked: one yes is enough, the last no decides', () => {
    const server = createServer({ dedup: 'insertOnly', routing: 'broadcast' });
    const { fake } = server;
    fake.deliver({ type: 'place', phone: 2, user: 'ana', connection: 1 }, 'balancer');
    fake.deliver({ type: 'publish', message: hello, attempt: 1 }, 'ana', 1);
    server.table(true, [row]);
    const request = forward(server);
    expect(told(fake).at(-1)).toBe('forward > server-7');
    fake.deliver({ type: 'forwardReply', taken: false, why: 'notHere', request }, 'server-7');
    expect(told(fake)).toEqual(['notify > notifier']);
  });
});

describe('a call from another server', () => {
  const call = { type: 'forward', user: 'ben', message: row, request: 9 } as const;

  test('is taken when the socket is here', () => {
    const server = createServer();
    connect(server, 'ben');
    server.fake.deliver(call, 'server-7');
    expect(told(server.fake)).toEqual(['deliver > ben', 'forwardReply > server-7']);
  });

  test('is answered with “not here” when it is not', () => {
    const { fake } = createServer();
    fake.deliver(call, 'server-7');
    expect(fake.sent.at(-1)?.packet).toEqual({
      type: 'forwardReply',
      taken: false,
      why: 'notHere',
      request: 9,
    });
  });
});

describe('the offline list', () => {
  const listed = { offlineQueue: 'fifo', routing: 'map', redelivery: 'none' };

  test('is written after the look at the map, and nobody looks again', () => {
    const server = stored({ ...listed, enqueue: 'checkThenAct' });
    server.redis('GET conn:ben', null);
    expect(told(server.fake)).toEqual(['redisCommand LPUSH offline:ben > redis']);
  });

  test('is written, and the map is read once more', () => {
    const server = stored({ ...listed, enqueue: 'recheck' });
    server.redis('GET conn:ben', null);
    server.redis('LPUSH', 1);
    told(server.fake);
    expect(server.fake.log.some((line) => line.includes('notified'))).toBe(true);
  });

  test('is written first when it is written always', () => {
    const server = createServer({ dedup: 'insertOnly', ...listed, enqueue: 'always' });
    connect(server, 'ana');
    server.fake.deliver({ type: 'publish', message: hello, attempt: 1 }, 'ana', 1);
    server.table(true, [row]);
    expect(told(server.fake).at(-1)).toBe('redisCommand LPUSH offline:ben > redis');
  });

  test.each([
    ['fifo', 'RPOP'],
    ['lifo', 'LPOP'],
  ])('read %s is popped with %s', (offlineQueue, command) => {
    const server = createServer({ ...listed, offlineQueue, enqueue: 'checkThenAct' });
    server.fake.deliver({ type: 'place', phone: 3, user: 'ben', connection: 1 }, 'balancer');
    server.redis('SET conn:ben', 'OK');
    told(server.fake);
    server.fake.deliver({ type: 'place', phone: 3, user: 'ben', connection: 2 }, 'balancer');
    server.redis('SET conn:ben', 'OK');
    expect(told(server.fake)).toContain(`redisCommand ${command} offline:ben > redis`);
  });
});
