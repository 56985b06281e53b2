/** What a controller and a leader refuse, packet by packet, with Kafka's own names. */
import { describe, expect, test } from 'vitest';
import { kafka } from '../../../src/models/kafka/index.ts';
import type { PartitionState } from '../../../src/models/protocol/index.ts';
import { fakeNode } from '../fake-node.ts';
import { broker, nodes, ONE, SERVER, stateOf, TWO } from './cluster-node.ts';

function controller() {
  const fake = fakeNode(kafka, {
    name: 'controller',
    settings: { role: 'controller' },
    topology: { nodes },
    knobs: { replicas: 2 },
  });
  fake.deliver({ type: 'createTopic', topic: 'messages', partitions: 1, replicas: 2 }, 'kafka-1');
  const state = () => fake.inspect().tables[1]!.rows[0]!;
  return { fake, state };
}

describe('a controller', () => {
  const ask = (wish: object, from = 'kafka-1') => {
    const { fake, state } = controller();
    fake.answers();
    const usual = {
      topic: 'messages',
      partition: 0,
      leaderEpoch: 0,
      partitionEpoch: 0,
      isr: [ONE],
    };
    fake.deliver({ type: 'alterPartition', ...usual, ...wish }, from);
    const answer = fake.answers().find(({ type }) => type === 'alterPartitionReply');
    return [(answer as { error: string }).error, state()[4]];
  };

  test.each([
    [{}, 'kafka-1', '', 'kafka-1'],
    [{ topic: 'nowhere' }, 'kafka-1', 'UNKNOWN_TOPIC_OR_PARTITION', 'kafka-1, kafka-2'],
    [{ leaderEpoch: -1 }, 'kafka-1', 'FENCED_LEADER_EPOCH', 'kafka-1, kafka-2'],
    [{}, 'kafka-2', 'INVALID_REQUEST', 'kafka-1, kafka-2'],
    [{ isr: [TWO] }, 'kafka-1', 'INVALID_REQUEST', 'kafka-1, kafka-2'],
    [{ partitionEpoch: 7 }, 'kafka-1', 'INVALID_UPDATE_VERSION', 'kafka-1, kafka-2'],
    [{ isr: [ONE, SERVER] }, 'kafka-1', 'INELIGIBLE_REPLICA', 'kafka-1, kafka-2'],
  ])('asked for %j by %s answers "%s"', (wish, from, error, isr) => {
    expect(ask(wish, from)).toEqual([error, isr]);
  });

  test('makes no topic without partitions, and none twice', () => {
    const { fake } = controller();
    fake.answers();
    const make = (topic: string, partitions: number, replicas = 2) =>
      fake.deliver({ type: 'createTopic', topic, partitions, replicas }, 'kafka-2');
    make('empty', 0);
    make('large', 1, 3);
    make('messages', 1);
    expect(fake.answers()).toMatchObject([
      { type: 'createTopicReply', topic: 'empty', error: 'INVALID_PARTITIONS' },
      { type: 'createTopicReply', topic: 'large', error: 'INVALID_REPLICATION_FACTOR' },
      { type: 'metadataUpdate', image: { version: 2 } },
    ]);
  });

  test('fences a broker once, and tells one that missed the news', () => {
    const { fake } = controller();
    fake.answers();
    fake.due('brokerSession', `${TWO}`);
    expect(fake.answers()).toHaveLength(2);
    fake.deliver({ type: 'brokerHeartbeat', life: 1, version: 0 }, 'kafka-1');
    expect(fake.answers()).toMatchObject([{ type: 'metadataUpdate', image: { version: 3 } }]);
    fake.deliver({ type: 'brokerHeartbeat', life: 1, version: 0 }, 'server-1');
    fake.deliver(
      { type: 'fetch', group: 'g', topic: 'messages', partition: 0, offset: 0, request: 1 },
      'server-1',
    );
    expect(fake.answers()).toEqual([]);
    // It has lost the leader's session too: then nobody leads, until one of the two is back.
    fake.due('brokerSession', `${ONE}`);
    expect(fake.state('partition')).toBe('offline');
    fake.deliver({ type: 'brokerHeartbeat', life: 2, version: 0 }, 'kafka-1');
    fake.deliver({ type: 'brokerHeartbeat', life: 2, version: 9 }, 'kafka-1');
    expect(fake.state('partition')).toBe('online');
  });

  test('that starts again gives those a session that were not fenced', () => {
    const { fake } = controller();
    fake.due('brokerSession', `${TWO}`);
    fake.crash();
    fake.restart();
    expect(fake.timers().filter(({ name }) => name === 'brokerSession')).toMatchObject([
      { key: `${ONE}` },
    ]);
    expect(fake.state('partition')).toBe('online');
  });
});

describe('a leader', () => {
  const asked = { topic: 'messages', partition: 0, offset: 0, lastEpoch: -1, leaderEpoch: 0 };
  const answerTo = (wish: object, topics?: Record<string, PartitionState[]>) => {
    const { fake } = broker(topics);
    const partitions = [{ ...asked, ...wish }];
    fake.deliver({ type: 'replicaFetch', isFull: true, partitions, request: 1 }, 'kafka-2');
    const reply = fake.answers().find(({ type }) => type === 'replicaFetchReply');
    return (reply as { partitions: { error: string }[] } | undefined)?.partitions[0]?.error;
  };

  test.each([
    [{}, undefined],
    [{ leaderEpoch: -1 }, 'FENCED_LEADER_EPOCH'],
    [{ leaderEpoch: 3 }, 'UNKNOWN_LEADER_EPOCH'],
    [{ partition: 4 }, 'UNKNOWN_TOPIC_OR_PARTITION'],
    [{ offset: -1 }, 'OFFSET_OUT_OF_RANGE'],
  ])('fetched from with %j answers %s', (wish, error) => {
    expect(answerTo(wish)).toBe(error);
  });

  test('that leads no more says so', () => {
    expect(answerTo({}, { messages: [stateOf({ leader: TWO })] })).toBe('NOT_LEADER_OR_FOLLOWER');
  });

  test('knows no fetch session after a restart, and no fetch at all while it starts', () => {
    const { fake } = broker();
    const fetch = (isFull: boolean) =>
      fake.deliver({ type: 'replicaFetch', isFull, partitions: [asked], request: 1 }, 'kafka-2');
    fetch(false);
    fake.crash();
    fake.restart();
    fetch(true);
    expect(fake.answers()).toMatchObject([
      { type: 'replicaFetchReply', error: 'FETCH_SESSION_ID_NOT_FOUND' },
      { type: 'replicaFetchReply', error: 'NOT_LEADER_OR_FOLLOWER' },
    ]);
  });

  test('counts a follower in sync only when it has all that is committed, and the epoch’s beginning', () => {
    const alone = { isr: [ONE] };
    const { fake, hear } = broker({ messages: [stateOf(alone)] });
    const record = { topic: 'messages', key: 'k', value: 1, acks: 'all', partition: 0 } as const;
    fake.deliver({ type: 'produce', ...record, name: 'm1', request: 1 }, 'server-1');
    fake.deliver({ type: 'produce', ...record, name: 'm2', request: 2 }, 'server-1');
    fake.answers();
    const wishAfter = (offset: number, epoch: number) => {
      const partitions = [
        { ...asked, offset, lastEpoch: offset === 0 ? -1 : 0, leaderEpoch: epoch },
      ];
      fake.deliver({ type: 'replicaFetch', isFull: true, partitions, request: 3 }, 'kafka-2');
      return fake.answers().some(({ type }) => type === 'alterPartition');
    };
    expect([0, 1, 2].map((offset) => wishAfter(offset, 0))).toEqual([false, false, true]);
    // In a new epoch it must have all that the leader had when that began, committed or not.
    const fewer = { ...alone, leaderEpoch: 1, partitionEpoch: 1 };
    hear(3, { messages: [stateOf(fewer)] });
    fake.answers();
    expect([1, 2].map((offset) => wishAfter(offset, 1))).toEqual([false, true]);
  });

  test('that the controller refuses a wish does not repeat it; one that is unanswered it does', () => {
    const { fake } = broker({ messages: [stateOf({ isr: [ONE] })] });
    fake.deliver(
      { type: 'replicaFetch', isFull: true, partitions: [asked], request: 1 },
      'kafka-2',
    );
    const wishes = () => fake.answers().filter(({ type }) => type === 'alterPartition');
    expect(wishes()).toMatchObject([{ isr: [ONE, TWO] }]);
    fake.due('alterPartition', 'messages-0');
    expect(wishes()).toHaveLength(1);
    const refusal = { type: 'alterPartitionReply', topic: 'messages', partition: 0 } as const;
    fake.deliver({ ...refusal, error: 'INELIGIBLE_REPLICA' }, 'controller');
    expect(fake.timers().map(({ name }) => name)).not.toContain('alterPartition');
    fake.deliver({ ...refusal, partition: 9, error: 'INVALID_REQUEST' }, 'controller');
    fake.deliver({ ...refusal, error: '' }, 'controller');
  });
});
