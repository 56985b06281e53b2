/** A leader and its follower step by step: sessions, records that come twice, who keeps up. */
import { describe, expect, test } from 'vitest';
import type { Packet, ReplicaRecord } from '../../../src/models/protocol/index.ts';
import { broker, ONE, stateOf, TWO } from './cluster-node.ts';

const asked = { topic: 'messages', partition: 0, offset: 0, lastEpoch: -1, leaderEpoch: 0 };
const record = { topic: 'messages', key: 'k', value: 1, partition: 0 } as const;

describe('a leader', () => {
  test('leaves a partition out of the session once it has refused it', () => {
    const { fake } = broker();
    const fetch = (isFull: boolean, partitions: (typeof asked)[]) =>
      fake.deliver({ type: 'replicaFetch', isFull, partitions, request: 1 }, 'kafka-2');
    fetch(true, [{ ...asked, leaderEpoch: -1 }]);
    expect(fake.answers()).toMatchObject([{ partitions: [{ error: 'FENCED_LEADER_EPOCH' }] }]);
    fetch(false, []);
    expect(fake.answers()).toEqual([]);
  });

  test('takes a follower for in sync that has what was there at its last fetch', () => {
    const { fake } = broker();
    fake.deliver(
      { type: 'replicaFetch', isFull: true, partitions: [asked], request: 1 },
      'kafka-2',
    );
    for (let at = 0; at < 60; at += 1) {
      const name = `m${at}`;
      fake.deliver({ type: 'produce', ...record, name, acks: '1', request: at }, 'server-1');
      const partitions = [{ ...asked, offset: at, lastEpoch: at === 0 ? -1 : 0 }];
      fake.deliver({ type: 'replicaFetch', isFull: true, partitions, request: at }, 'kafka-2');
      fake.advanceMs(1000);
    }
    // It was never quite there in a whole minute, and never more than a second behind.
    expect(fake.answers().some(({ type }) => type === 'alterPartition')).toBe(false);
    fake.advanceMs(60_000);
    expect(fake.answers()).toContainEqual(
      expect.objectContaining({ type: 'alterPartition', isr: [ONE] }),
    );
  });

  test('that leads no more tells whoever waits for it', () => {
    const { fake, hear } = broker();
    fake.deliver({ type: 'produce', ...record, name: 'm1', acks: 'all', request: 5 }, 'server-1');
    const place = { group: 'g', topic: 'messages', partition: 0, offset: 0 };
    fake.deliver({ type: 'fetch', ...place, request: 6 }, 'server-1');
    fake.deliver({ type: 'fetch', ...place, group: 'h', partition: 3, request: 7 }, 'server-1');
    fake.answers();
    hear(3, { messages: [stateOf({ leader: TWO, leaderEpoch: 1, partitionEpoch: 1 })] });
    expect(fake.answers()).toMatchObject([
      { type: 'produceReply', request: 5, error: 'NOT_LEADER_OR_FOLLOWER' },
      { type: 'fetchReply', request: 6, error: 'NOT_LEADER_OR_FOLLOWER' },
      { type: 'replicaFetch' },
    ]);
  });
});

test('a follower takes a record once, however often it comes', () => {
  const { fake } = broker({ messages: [stateOf({ leader: TWO })] });
  const recordAt = (offset: number): ReplicaRecord => ({
    offset,
    key: 'k',
    name: `m${offset}`,
    value: 1,
    epoch: 0,
    atMs: 0,
    bytes: 70,
    producer: null,
  });
  const reply = (request: number, ...offsets: number[]): Packet => {
    const records = offsets.map(recordAt);
    const known = { error: '', highWatermark: 1, logStartOffset: 0, diverging: null };
    const partitions = [{ topic: 'messages', partition: 0, records, ...known }];
    return { type: 'replicaFetchReply', error: '', partitions, request };
  };
  fake.deliver(reply(1, 0), 'kafka-2');
  fake.deliver(reply(2, 0, 1), 'kafka-2');
  expect(fake.log.filter((line) => line.startsWith('appended'))).toEqual([
    'appended m0 topic=messages partition=0 offset=0',
    'appended m1 topic=messages partition=0 offset=1',
  ]);
  expect(fake.inspect().tables[0]!.rows[0]!.slice(1, 4)).toEqual([0, 2, 1]);
});
