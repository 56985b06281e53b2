/** Phones without a socket: news waits for their questions, and a long question for news. */
import { describe, expect, test } from 'vitest';
import type { Packet } from '../../../src/models/protocol/index.ts';
import { connect, createServer, hello, told } from './server.ts';

function withBen(knobs: Record<string, string | number>) {
  const server = createServer({ pollHoldMs: 30_000, redelivery: 'untilAcked', ...knobs });
  connect(server, 'ben');
  const { fake } = server;
  const say = (packet: Packet) => fake.deliver(packet, 'ben', 1);
  /** Another server hands a message over for Ben. */
  const hand = (name: string) => {
    const message = { ...hello, name, sequence: 1 };
    fake.deliver({ type: 'forward', user: 'ben', message, request: 7 }, 'server-7');
  };
  const news = () => told(fake).filter((line) => line.endsWith('> ben'));
  return { ...server, say, hand, news };
}

describe('polling', () => {
  test('a message waits for the question, and stands behind the head of the answer', () => {
    const { say, hand, news } = withBen({ transport: 'polling' });
    say({ type: 'poll' });
    expect(news()).toEqual(['pollEmpty > ben']);
    hand('ana/m1');
    hand('ana/m2');
    expect(news()).toEqual([]);
    say({ type: 'poll' });
    expect(news()).toEqual(['pollReply > ben', 'deliver > ben', 'deliver > ben']);
    say({ type: 'poll' });
    expect(news()).toEqual(['pollEmpty > ben']);
  });

  test('what has not left is neither sent again nor put in twice', () => {
    const { fake, say, hand, news } = withBen({ transport: 'polling', rpcTimeoutMs: 1000 });
    hand('ana/m1');
    hand('ana/m1');
    fake.advanceMs(10_000);
    say({ type: 'poll' });
    expect(news()).toEqual(['pollReply > ben', 'deliver > ben']);
    // Now it has left: silence means something, and the next question brings it again.
    fake.advanceMs(1000);
    say({ type: 'poll' });
    expect(news()).toEqual(['pollReply > ben', 'deliver > ben']);
  });

  test('a new connection begins with nothing that waited on the old one', () => {
    const { fake, hand, news } = withBen({ transport: 'polling' });
    hand('ana/m1');
    const phone = fake.node.topology.indexOf('ben');
    fake.deliver({ type: 'place', phone, user: 'ben', connection: 2 }, 'balancer');
    news();
    fake.deliver({ type: 'poll' }, 'ben', 2);
    expect(news()).toEqual(['pollEmpty > ben']);
  });

  test('between questions there is no connection that a dying process could reset', () => {
    const polling = withBen({ transport: 'polling' });
    const held = withBen({ transport: 'longPolling' });
    const sockets = ({ fake }: typeof polling) => fake.component.openSockets!(fake.node).length;
    expect([sockets(polling), sockets(held)]).toEqual([0, 1]);
  });
});

describe('long polling', () => {
  test('a question is held until there is news', () => {
    const { fake, say, hand, news } = withBen({ transport: 'longPolling' });
    say({ type: 'poll' });
    fake.advanceMs(29_000);
    expect(news()).toEqual([]);
    hand('ana/m1');
    expect(news()).toEqual(['pollReply > ben', 'deliver > ben']);
    // Nothing is held any more: the next message waits for the next question.
    hand('ana/m2');
    expect(news()).toEqual([]);
    say({ type: 'poll' });
    expect(news()).toEqual(['pollReply > ben', 'deliver > ben']);
  });

  test('or until the server’s patience ends', () => {
    const { fake, say, news } = withBen({ transport: 'longPolling' });
    say({ type: 'poll' });
    fake.advanceMs(30_000);
    expect(news()).toEqual(['pollEmpty > ben']);
  });
});

test('a stream of events and a socket bring it at once, and first what had waited for a poll', () => {
  const { fake, hand, news } = withBen({ transport: 'polling' });
  hand('ana/m1');
  fake.knobs['transport'] = 'sse';
  hand('ana/m2');
  expect(news()).toEqual(['deliver > ben', 'deliver > ben']);
  fake.knobs['transport'] = 'websocket';
  hand('ana/m3');
  expect(news()).toEqual(['deliver > ben']);
});
