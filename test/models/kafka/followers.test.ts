/** A broker that follows, or is asked for what another has, packet by packet. */
import { describe, expect, test } from 'vitest';
import { kafka } from '../../../src/models/kafka/index.ts';
import type { Packet, PartitionState } from '../../../src/models/protocol/index.ts';
import { fakeNode } from '../fake-node.ts';
import { broker, nodes, ONE, settings, stateOf, TWO } from './cluster-node.ts';

describe('a follower', () => {
  const following = { messages: [stateOf({ leader: TWO })] };
  const reply = (packet: Partial<Packet>) =>
    ({ type: 'replicaFetchReply', error: '', partitions: [], request: 1, ...packet }) as Packet;
  const fetched = (more: object) => ({
    partitions: [
      {
        topic: 'messages',
        partition: 0,
        error: '',
        records: [],
        highWatermark: 0,
        logStartOffset: 0,
        diverging: null,
        ...more,
      },
    ],
  });
  const fetches = (fake: ReturnType<typeof broker>['fake']) =>
    fake.answers().filter(({ type }) => type === 'replicaFetch');

  function waiting() {
    const { fake, hear } = broker(following);
    return { fake, hear, request: 1 };
  }

  test('asks all anew when its leader has forgotten the session, and later when it is not ready', () => {
    const { fake, request } = waiting();
    fake.deliver(reply({ request: 99, error: 'FETCH_SESSION_ID_NOT_FOUND' }), 'kafka-2');
    expect(fetches(fake)).toEqual([]);
    fake.deliver(reply({ request, error: 'FETCH_SESSION_ID_NOT_FOUND' }), 'kafka-2');
    expect(fetches(fake)).toMatchObject([{ isFull: true, request: 2 }]);
    fake.deliver(reply({ request: 2, error: 'NOT_LEADER_OR_FOLLOWER' }), 'kafka-2');
    expect(fetches(fake)).toEqual([]);
    fake.advanceMs(1000);
    expect(fetches(fake)).toMatchObject([{ isFull: true }]);
  });

  test('leaves a partition alone for a second when its leader has not heard of the election', () => {
    const { fake, request } = waiting();
    fake.deliver(reply({ request, ...fetched({ error: 'UNKNOWN_LEADER_EPOCH' }) }), 'kafka-2');
    expect(fetches(fake)).toEqual([]);
    fake.advanceMs(1000);
    expect(fetches(fake)).toMatchObject([{ partitions: [{ offset: 0 }] }]);
  });

  test('begins anew where its leader’s log begins', () => {
    const { fake, request } = waiting();
    const gone = { error: 'OFFSET_OUT_OF_RANGE', logStartOffset: 7 };
    fake.deliver(reply({ request, ...fetched(gone) }), 'kafka-2');
    expect(fetches(fake)).toMatchObject([{ partitions: [{ offset: 7, lastEpoch: -1 }] }]);
    expect(fake.inspect().tables[0]!.rows[0]!.slice(1, 4)).toEqual([7, 7, 7]);
  });

  test('takes nothing from a broker that does not lead', () => {
    const { fake, hear, request } = waiting();
    hear(3, { messages: [stateOf({ leaderEpoch: 1, partitionEpoch: 1 })] });
    fake.deliver(reply({ request, ...fetched({ logStartOffset: 7 }) }), 'kafka-2');
    expect(fake.inspect().tables[0]!.rows[0]!.slice(1, 4)).toEqual([0, 0, 0]);
  });
});

describe('a broker that does not coordinate a group', () => {
  const offsets = { __consumer_offsets: [stateOf({ leader: TWO })] };

  test('says so to whoever joins, sends heartbeats or commits', () => {
    const { fake } = broker(offsets);
    fake.deliver({ type: 'joinGroup', group: 'delivery', topics: ['messages'] }, 'server-1');
    fake.deliver({ type: 'groupHeartbeat', group: 'delivery', generation: 1 }, 'server-1');
    const place = { topic: 'messages', partition: 0, offset: 1, generation: 1 };
    fake.deliver({ type: 'commitOffset', group: 'delivery', ...place }, 'server-1');
    expect(fake.answers()).toMatchObject([
      { type: 'groupHeartbeatReply', error: 'NOT_COORDINATOR' },
      { type: 'groupHeartbeatReply', error: 'NOT_COORDINATOR' },
    ]);
    expect(fake.log.at(-1)).toBe('refused reason=unavailable from=3');
  });

  test('forgets the group when another takes it over, and reads it back when it is its own again', () => {
    const led = (epoch: number, leader: number) => ({
      messages: [stateOf({})],
      __consumer_offsets: [stateOf({ leader, leaderEpoch: epoch, partitionEpoch: epoch })],
    });
    const { fake, hear } = broker(led(0, ONE));
    fake.deliver({ type: 'joinGroup', group: 'delivery', topics: ['messages'] }, 'server-1');
    fake.advanceMs(7000);
    expect(fake.state('group')).toBe('stable');
    hear(3, led(1, TWO));
    expect(fake.state('group')).toBe('dead');
    expect(fake.timers().map(({ name }) => name)).not.toContain('session');
    hear(4, led(2, ONE));
    expect(fake.state('group')).toBe('stable');
    fake.answers();
    fake.deliver({ type: 'groupHeartbeat', group: 'delivery', generation: 1 }, 'server-1');
    expect(fake.answers()).toMatchObject([
      { type: 'groupHeartbeatReply', error: '' },
      { type: 'assignment', partitions: [{ topic: 'messages', partition: 0, offset: 0 }] },
    ]);
  });

  test('shares partitions out that a topic gets after its members have joined', () => {
    const { fake, hear } = broker({ __consumer_offsets: [stateOf({})] });
    fake.deliver({ type: 'joinGroup', group: 'delivery', topics: ['messages'] }, 'server-1');
    fake.advanceMs(7000);
    fake.answers();
    hear(3, { __consumer_offsets: [stateOf({})], messages: [stateOf({ leader: TWO })] });
    fake.deliver({ type: 'groupHeartbeat', group: 'delivery', generation: 1 }, 'server-1');
    fake.advanceMs(10);
    const [assignment] = fake
      .answers()
      .filter(({ type }) => type === 'assignment')
      .slice(-1);
    // Where another broker leads, the consumer is told by that one where to begin.
    expect(assignment).toMatchObject({ partitions: [{ partition: 0, offset: -1 }] });
  });
});

describe('a client that looks for its way', () => {
  test('is told to ask again while the broker starts', () => {
    const { fake } = broker();
    fake.crash();
    fake.restart();
    fake.deliver({ type: 'metadata', topic: 'messages', request: 1 }, 'server-1');
    fake.deliver({ type: 'findCoordinator', group: 'delivery', request: 2 }, 'server-1');
    fake.deliver({ type: 'initProducerId', request: 3 }, 'server-1');
    const place = { group: 'g', topic: 'messages', partition: 0, offset: 0 };
    fake.deliver({ type: 'fetch', ...place, request: 4 }, 'server-1');
    expect(fake.answers()).toMatchObject([
      { type: 'metadataReply', error: 'LEADER_NOT_AVAILABLE' },
      { type: 'coordinatorReply', error: 'COORDINATOR_NOT_AVAILABLE' },
      { type: 'fetchReply', error: 'NOT_LEADER_OR_FOLLOWER' },
    ]);
  });

  test('of a group is sent to the leader of its offsets, once there is such a topic', () => {
    const find = (topics: Record<string, PartitionState[]>) => {
      const { fake } = broker(topics);
      fake.deliver({ type: 'findCoordinator', group: 'delivery', request: 2 }, 'server-1');
      return fake.answers();
    };
    expect(find({})).toMatchObject([
      { type: 'createTopic', topic: '__consumer_offsets', partitions: 1, replicas: 2 },
      { type: 'coordinatorReply', coordinator: -1, error: 'COORDINATOR_NOT_AVAILABLE' },
    ]);
    expect(find({ __consumer_offsets: [stateOf({ leader: TWO })] })).toMatchObject([
      { type: 'coordinatorReply', coordinator: TWO, error: '' },
    ]);
  });

  test('is given a producer id of its own each time', () => {
    const one = fakeNode(kafka, { settings, topology: { nodes: nodes.slice(3) } });
    one.advanceMs(0);
    one.deliver({ type: 'initProducerId', request: 1 }, 'server-1');
    one.deliver({ type: 'findCoordinator', group: 'delivery', request: 2 }, 'server-1');
    const { fake } = broker();
    fake.deliver({ type: 'initProducerId', request: 1 }, 'server-1');
    fake.deliver({ type: 'initProducerId', request: 2 }, 'server-1');
    expect([...one.answers(), ...fake.answers()]).toMatchObject([
      { type: 'producerIdReply', id: 0, epoch: 0 },
      { type: 'coordinatorReply', coordinator: 0, error: '' },
      { type: 'producerIdReply', id: 0, epoch: 0 },
      { type: 'producerIdReply', id: 1, epoch: 0 },
    ]);
  });
});
