/** Sockets: who may send on one, how it is kept alive, how it ends. */
import { describe, expect, test } from 'vitest';
import { connect, createServer, hello, told } from './server.ts';

describe('a socket', () => {
  test('is entered in the map before the phone is told', () => {
    const server = createServer();
    const { fake } = server;
    fake.deliver({ type: 'place', phone: 2, user: 'ana', connection: 1 }, 'balancer');
    expect(told(fake)).toEqual(['placed > balancer', 'redisCommand SET conn:ana > redis']);
  });

  test('is opened all the same when Redis says nothing', () => {
    const { fake } = createServer();
    fake.deliver({ type: 'place', phone: 2, user: 'ana', connection: 1 }, 'balancer');
    told(fake);
    fake.due('rpc', '1');
    expect(told(fake)[0]).toBe('opened > ana');
  });

  test('that this process does not know is reset, as TCP does', () => {
    const { fake } = createServer();
    fake.deliver({ type: 'publish', message: hello, attempt: 1 }, 'ana', 1);
    expect(told(fake)).toEqual(['close > ana']);
    expect(fake.log.at(-2)).toContain('refused');
  });

  test('of an older connection counts as unknown', () => {
    const server = createServer();
    connect(server, 'ana');
    server.fake.deliver({ type: 'ping' }, 'ana', 0);
    expect(told(server.fake)).toEqual(['close > ana']);
  });

  test('answers a ping and renews its lease', () => {
    const server = createServer();
    connect(server, 'ana');
    server.fake.deliver({ type: 'ping' }, 'ana', 1);
    expect(told(server.fake)).toEqual(['pong > ana', 'redisCommand SET conn:ana > redis']);
  });

  test('does not renew anything with a plain map, and deletes its entry at the end', () => {
    const server = createServer({ routing: 'map' });
    connect(server, 'ana');
    server.fake.deliver({ type: 'ping' }, 'ana', 1);
    expect(told(server.fake)).toEqual(['pong > ana']);
    server.fake.deliver({ type: 'close' }, 'ana', 1);
    expect(told(server.fake)).toEqual(['redisCommand DEL conn:ana > redis']);
  });

  test('is given up after a long silence', () => {
    const server = createServer({ idleTimeoutMs: 10_000 });
    connect(server, 'ana');
    server.fake.advanceMs(9000);
    server.fake.deliver({ type: 'ping' }, 'ana', 1);
    server.fake.advanceMs(9999);
    expect(server.fake.inspect().vital).toEqual({ label: 'sockets', value: 1 });
    server.fake.advanceMs(1);
    expect(server.fake.inspect().vital).toEqual({ label: 'sockets', value: 0 });
  });

  test('is replaced when the phone comes back before the old one was missed', () => {
    const server = createServer();
    connect(server, 'ana');
    server.fake.deliver({ type: 'place', phone: 2, user: 'ana', connection: 2 }, 'balancer');
    expect(server.fake.log.some((line) => line.includes('replaced'))).toBe(true);
    expect(server.fake.inspect().vital.value).toBe(1);
  });
});

test('a server that is starting takes no phones', () => {
  const { fake } = createServer();
  // It has asked something in its life, so this is a restart and no beginning.
  fake.deliver({ type: 'place', phone: 2, user: 'ana', connection: 1 }, 'balancer');
  fake.crash();
  fake.restart();
  told(fake);
  fake.deliver({ type: 'place', phone: 2, user: 'ana', connection: 2 }, 'balancer');
  expect(told(fake)).toEqual(['placeRefused > balancer']);
  fake.advanceMs(200);
  expect(fake.state('server')).toBe('serving');
});
