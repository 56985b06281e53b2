/** A message comes in: who is asked, in which order, and when the sender is told. */
import { describe, expect, test } from 'vitest';
import { connect, createServer, hello, told } from './server.ts';

function published(knobs: Record<string, string | number> = {}) {
  const server = createServer(knobs);
  connect(server, 'ana');
  server.fake.deliver({ type: 'publish', message: hello, attempt: 1 }, 'ana', 1);
  return server;
}

const row = { ...hello, sequence: 4 } as never;

describe('one tick', () => {
  test('after the table has answered', () => {
    const server = published();
    expect(told(server.fake)).toEqual(['query > cassandra']);
  });

  test('carries the number that the table gave', () => {
    const server = published();
    server.table(true, [row]);
    const ack = server.fake.sent.find(({ packet }) => packet.type === 'publishAck');
    expect(ack?.packet).toEqual({
      type: 'publishAck',
      name: 'ana/m1',
      evidence: 'store',
      sequence: 4,
    });
  });

  test('on receipt, before anything is stored', () => {
    expect(told(published({ ackAt: 'receipt' }).fake)).toEqual([
      'publishAck > ana',
      'query > cassandra',
    ]);
  });

  test('after the log, which is asked first', () => {
    const server = published({ log: 'kafka', ackAt: 'log' });
    expect(told(server.fake)).toEqual(['produce > kafka']);
  });

  test('is not given while the table is silent, and the question is forgotten', () => {
    const server = published();
    const asked = server.last((packet) => packet.type === 'query');
    server.fake.advanceMs(1000);
    told(server.fake);
    const late = { type: 'rows', request: asked.request, applied: true, rows: [row], error: '' };
    server.fake.deliver(late as never, 'cassandra');
    expect(told(server.fake)).toEqual([]);
  });

  test('with a buffer is given although nothing is stored, and the table is asked again', () => {
    const server = published({ fallback: 'buffer', dedup: 'insertOnly' });
    told(server.fake);
    server.fake.advanceMs(1000);
    expect(told(server.fake)).toEqual(['publishAck > ana']);
    server.fake.advanceMs(1000);
    expect(told(server.fake)).toEqual(['query > cassandra']);
  });
});

describe('a second copy', () => {
  test.each([
    ['insertOnly', ['publishAck > ana', 'redisCommand GET conn:ben > redis']],
    ['earlyReturn', ['publishAck > ana']],
  ])('with %s', (dedup, expected) => {
    const server = published({ dedup });
    told(server.fake);
    server.table(false, [row]);
    expect(told(server.fake)).toEqual(expected);
  });
});

describe('a number from a counter', () => {
  test('is asked before the table', () => {
    const server = published({ ordering: 'counter' });
    expect(told(server.fake)).toEqual(['redisCommand INCR seq:ana-ben > redis']);
  });

  test('an error of Redis stops the message, and the phone will try again', () => {
    const server = published({ ordering: 'counter' });
    server.redis('INCR', { error: 'LOADING Redis is loading the dataset in memory' });
    told(server.fake);
    server.fake.advanceMs(5000);
    expect(told(server.fake).filter((line) => line.startsWith('publishAck'))).toEqual([]);
  });
});
