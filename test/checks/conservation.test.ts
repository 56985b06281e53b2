/** [conservation] nothing is counted twice, and nothing vanishes without a cause. */
import { describe, expect, test } from 'vitest';
import { verdictOf } from './judged.ts';

const verdict = (log: string) => verdictOf('conservation', { log });
const SENT = '@1000 ana sent m1 server-1 publish 40000';

describe('[conservation] a packet', () => {
  test.each([
    ['arrives', `${SENT}\n@1040 <0 server-1 received m1 ana publish\n<1 server-1 refused m1`],
    ['is lost with a cause', `${SENT}\n@1040 <0 server-1 lost m1 ana publish cut`],
    ['is still under way at the end', '@29990 ana sent m1 server-1 publish 40000'],
    ['waits at a frozen node', `${SENT}\n@1010 server-1 paused`],
    [
      'is dropped by its taker',
      `${SENT}\n@1040 <0 server-1 received m1 ana publish\n<1 server-1 lost m1 ana publish closed`,
    ],
  ])('that %s is accounted for', (_, log) => {
    expect(verdict(log)).toBe('holds');
  });

  test.each([
    ['vanishes', SENT, 'broken at 0: a packet to server 1 neither arrived nor was lost'],
    [
      'arrives twice',
      `${SENT}
      @1040 <0 server-1 received m1 ana publish
      <1 server-1 refused m1
      @1050 <0 server-1 received m1 ana publish`,
      'broken at 3: server 1 receives a packet that was not on its way',
    ],
    [
      'arrives elsewhere',
      `${SENT}\n@1040 <0 server-7 received m1 ana publish\n<1 server-7 refused m1`,
      'broken at 1: server 7 receives a packet that was not on its way',
    ],
    [
      'nobody has sent',
      '@1040 server-1 received m1 ana ping',
      'broken at 0: server 1 receives a packet that was not on its way',
    ],
    [
      'is there before it can be',
      `${SENT}\n@1039 <0 server-1 received m1 ana publish\n<1 server-1 refused m1`,
      'broken at 1: server 1 has a packet before it could come',
    ],
  ])('that %s is a fault', (_, log, expected) => {
    expect(verdict(log)).toBe(expected);
  });
});

describe('[conservation] a message that is handed over', () => {
  const taken = `${SENT}\n@1040 <0 server-1 received m1 ana publish`;

  test('must be kept, passed on or refused', () => {
    expect(verdict(taken)).toBe(
      'broken at 1: server 1 took a message in and neither kept it, passed it on nor refused it',
    );
    expect(verdict(`${taken}\n<1 server-1 sent m1 cassandra query 99999999`)).toBe('holds');
  });

  test('may die with its taker', () => {
    expect(verdict(`${taken}\nserver-1 crashed`)).toBe('holds');
  });

  test('is no concern when it is only a receipt', () => {
    const log = '@1000 server-1 sent m1 ana receipt 9\n@1001 <0 ana received m1 server-1 receipt';
    expect(verdict(log)).toBe('holds');
  });
});

describe('[conservation] a count', () => {
  test('of copies is never negative', () => {
    const log = `${SENT}
      @1040 <0 server-1 lost m1 ana publish cut
      ana stored m1 outbox 1
      ana forgotten m1 outbox
      ana forgotten m1 outbox`;
    expect(verdict(log)).toContain('broken at 4: Ana');
    expect(verdict(log)).toContain('from its outbox, where it is not');
    expect(verdict(log.replace(/\n.*ana forgotten m1 outbox$/, ''))).toBe('holds');
  });

  test('of consumed records is never above the appended ones', () => {
    const appended = 'kafka appended m1 messages 0 4\n@1000 ana sent server-1 ping 99999999';
    expect(verdict(`${appended}\nkafka committed messages 0 5`)).toBe('holds');
    expect(verdict(`${appended}\nkafka committed messages 0 6`)).toBe(
      'broken at 2: Kafka counts records as consumed that were never appended',
    );
    expect(verdict(`${appended}\nkafka committed messages 1 1`)).toContain('broken');
  });
});

test('[conservation] without a packet nothing is proved', () => {
  expect(verdict('ana typed m1 "x" ana-ben')).toBe('not proved: no packet was sent');
});
