/** A broker alone, without groups: appending, long polls, retention, a restart. Whole logs. */
import { describe, expect, test } from 'vitest';
import { kafka } from '../../../src/models/kafka/index.ts';
import { brokerMachine } from '../../../src/models/kafka/broker-machine.ts';
import { partitionOf } from '../../../src/models/protocol/murmur2.ts';
import { expectSameAsXState } from '../../statechart/equivalence.ts';
import { fakeNode, type FakeNodeOptions } from '../fake-node.ts';

const topology = { nodes: [{ name: 'server-1', kind: 'chat-server' as const }] };

function startBroker(settings: FakeNodeOptions['settings'] = {}) {
  const fake = fakeNode(kafka, { settings, topology });
  fake.advanceMs(0);
  let request = 0;
  const produce = (
    name: string,
    key = 'pair',
    topic = 'messages',
    acks: '0' | '1' | 'all' = 'all',
  ) => {
    request += 1;
    const packet = { type: 'produce', topic, key, name, value: name, acks, request } as const;
    fake.deliver(packet, 'server-1');
  };
  const fetch = (offset: number, key = 'pair', topic = 'messages') => {
    request += 1;
    const partition = topic === 'messages' ? partitionOf(key, 6) : 0;
    fake.deliver({ type: 'fetch', group: 'g', topic, partition, offset, request }, 'server-1');
  };
  return { fake, produce, fetch };
}
const PAIR = partitionOf('pair', 6);

describe('a broker', () => {
  test('appends a record and answers with its place', () => {
    const { fake, produce } = startBroker();
    produce('ana/m1');
    produce('ana/m2');
    produce('ben/m1', 'other', 'server-7');
    expect(fake.log).toEqual([
      'broker: starting > running',
      `appended ana/m1 topic=messages partition=${PAIR} offset=0`,
      'stored ana/m1 place=log durable=true position=0',
      'sends produceReply to server-1',
      `appended ana/m2 topic=messages partition=${PAIR} offset=1`,
      'stored ana/m2 place=log durable=true position=1',
      'sends produceReply to server-1',
      'appended ben/m1 topic=server-7 partition=0 offset=0',
      'stored ben/m1 place=log durable=true position=0',
      'sends produceReply to server-1',
    ]);
    expect(fake.answers()[1]).toEqual({
      type: 'produceReply',
      name: 'ana/m2',
      partition: PAIR,
      offset: 1,
      error: '',
      request: 2,
    });
  });

  test('with acks=0 keeps the record and says nothing', () => {
    const { fake, produce, fetch } = startBroker();
    produce('ana/m1', 'pair', 'messages', '0');
    expect(fake.answers()).toEqual([]);
    produce('ana/m2', 'pair', 'messages', '1');
    expect(fake.answers()).toMatchObject([{ type: 'produceReply', offset: 1 }]);
    fetch(0);
    expect(fake.answers()).toMatchObject([{ records: [{ name: 'ana/m1' }, { name: 'ana/m2' }] }]);
  });

  test('holds a fetch at the end of the log until its record comes, without any timer', () => {
    const { fake, produce, fetch } = startBroker();
    fetch(0);
    expect([fake.answers(), fake.timers()]).toEqual([[], []]);
    produce('ana/m1');
    expect(fake.answers()).toEqual([
      { type: 'produceReply', name: 'ana/m1', partition: PAIR, offset: 0, error: '', request: 2 },
      {
        type: 'fetchReply',
        topic: 'messages',
        partition: PAIR,
        records: [{ offset: 0, key: 'pair', name: 'ana/m1', value: 'ana/m1' }],
        error: '',
        request: 1,
      },
    ]);
    produce('ana/m2');
    expect(fake.answers()).toMatchObject([{ type: 'produceReply' }]);
  });

  test('holds one fetch a partition for a group: a second one takes the place of the first', () => {
    const { fake, produce, fetch } = startBroker();
    fetch(0);
    fetch(0);
    produce('ana/m1');
    expect(fake.answers()).toMatchObject([
      { type: 'produceReply' },
      { type: 'fetchReply', request: 2 },
    ]);
  });

  test('refuses offsets and partitions that do not exist', () => {
    const { fake, produce, fetch } = startBroker({ retentionRecords: 1 });
    produce('ana/m1');
    produce('ana/m2');
    fake.answers();
    fetch(0);
    fetch(3);
    fake.deliver(
      { type: 'fetch', group: 'g', topic: 'messages', partition: 6, offset: 0, request: 9 },
      'server-1',
    );
    expect(fake.answers()).toMatchObject([
      { records: [], error: 'OFFSET_OUT_OF_RANGE' },
      { records: [], error: 'OFFSET_OUT_OF_RANGE' },
      { records: [], error: 'UNKNOWN_TOPIC_OR_PARTITION' },
    ]);
    expect(fake.log).toContain('forgotten ana/m1 place=log');
  });

  test('keeps its log over a restart, and leads nothing until it has started', () => {
    const { fake, produce, fetch } = startBroker({ startMs: 200 });
    produce('ana/m1');
    fetch(1);
    fake.crash();
    fake.restart();
    fake.answers();
    produce('ana/m2');
    fetch(0);
    fake.advanceMs(199);
    expect(fake.state('broker')).toBe('starting');
    fake.advanceMs(1);
    produce('ana/m3');
    fetch(0);
    expect(fake.answers()).toMatchObject([
      { type: 'produceReply', name: 'ana/m2', offset: -1, error: 'NOT_LEADER_OR_FOLLOWER' },
      { type: 'fetchReply', records: [], error: 'NOT_LEADER_OR_FOLLOWER' },
      { type: 'produceReply', name: 'ana/m3', offset: 1, error: '' },
      { type: 'fetchReply', records: [{ name: 'ana/m1' }, { name: 'ana/m3' }], error: '' },
    ]);
  });

  test('has as many partitions as its settings say, and one for a server', () => {
    const { fake, produce } = startBroker({ partitions: 3, single: 'receipts, presence' });
    for (const topic of ['messages', 'receipts', 'presence', 'server-12']) produce('m', 'k', topic);
    const { rows } = fake.inspect().tables[0]!;
    expect(rows.map(([partition]) => partition)).toEqual([
      'messages-0',
      'messages-1',
      'messages-2',
      'receipts-0',
      'presence-0',
      'server-12-0',
    ]);
  });
});

test('its machine is the same as under XState', () => {
  const { reached } = expectSameAsXState(brokerMachine, { events: [{ type: 'any' }] });
  expect(reached).toEqual(['running', 'starting']);
});
