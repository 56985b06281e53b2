/** Consumer groups at a broker: first rebalance, silence, a second life, fencing, a restart. */
import { describe, expect, test } from 'vitest';
import { kafka } from '../../../src/models/kafka/index.ts';
import { fakeNode, type FakeNodeOptions } from '../fake-node.ts';

const nodes = ['server-1', 'server-2', 'server-3'].map((name) => ({
  name,
  kind: 'chat-server' as const,
}));

function startGroup(settings: FakeNodeOptions['settings'] = {}, group = 'delivery') {
  const fake = fakeNode(kafka, {
    settings: { partitions: 4, initialRebalanceDelayMs: 100, ...settings },
    topology: { nodes },
    knobs: { sessionTimeoutMs: 10_000 },
  });
  fake.advanceMs(0);
  fake.news();
  const join = (server: string) =>
    fake.deliver({ type: 'joinGroup', group, topics: ['messages'] }, server);
  const beat = (server: string, generation = 1) =>
    fake.deliver({ type: 'groupHeartbeat', group, generation }, server);
  const leave = (server: string) => fake.deliver({ type: 'leaveGroup', group }, server);
  const commit = (server: string, partition: number, offset: number, generation: number) => {
    const packet = { type: 'commitOffset', group, topic: 'messages', partition, offset } as const;
    fake.deliver({ ...packet, generation }, server);
  };
  /** 'server-1 g1: 0@0 1@0': the assignments sent since the last call. */
  const assignments = () =>
    fake.sent.splice(0).flatMap(({ to, packet }) => {
      if (packet.type !== 'assignment') return [];
      const partitions = packet.partitions.map((each) => `${each.partition}@${each.offset}`);
      return [`${to} g${packet.generation}: ${partitions.join(' ') || 'none'}`];
    });
  return { fake, join, beat, leave, commit, assignments };
}

function startTwo(settings: FakeNodeOptions['settings'] = {}) {
  const started = startGroup(settings);
  started.join('server-1');
  started.join('server-2');
  started.fake.advanceMs(300);
  started.beat('server-1');
  started.beat('server-2');
  started.assignments();
  started.fake.news();
  return started;
}

describe('a consumer group', () => {
  test('waits for members that start together, then gives each a range', () => {
    const { fake, join, assignments } = startGroup();
    join('server-1');
    fake.advanceMs(99);
    join('server-2');
    fake.advanceMs(200);
    expect(fake.news()).toEqual([
      'group: empty > preparingRebalance',
      'group: preparingRebalance > completingRebalance',
      'group: completingRebalance > stable',
      'assigned topic=messages partition=0 member=1',
      'assigned topic=messages partition=1 member=1',
      'assigned topic=messages partition=2 member=2',
      'assigned topic=messages partition=3 member=2',
      'sends assignment to server-1',
      'sends assignment to server-2',
    ]);
    expect(assignments()).toEqual(['server-1 g1: 0@0 1@0', 'server-2 g1: 2@0 3@0']);
  });

  test('a join within the first delay asks for another one', () => {
    const { fake, join } = startGroup();
    join('server-1');
    fake.advanceMs(99);
    join('server-2');
    fake.advanceMs(1);
    expect(fake.timers()).toEqual([{ name: 'firstRebalance', key: 'delivery', dueUs: 200_000 }]);
  });

  test('stops the world when a member joins: each gives back at its next heartbeat', () => {
    const { fake, join, beat, assignments } = startTwo();
    join('server-3');
    beat('server-1');
    expect(fake.state('group')).toBe('preparingRebalance');
    expect(assignments()).toEqual(['server-1 g1: none']);
    beat('server-2');
    expect(fake.state('group')).toBe('completingRebalance');
    fake.advanceMs(1);
    expect(assignments()).toEqual([
      'server-2 g1: none',
      'server-1 g2: 0@0 1@0',
      'server-2 g2: 2@0',
      'server-3 g2: 3@0',
    ]);
  });

  test('gives a silent member’s partitions away after session.timeout.ms', () => {
    const { fake, beat, assignments } = startTwo();
    for (let second = 3; second <= 12; second += 3) {
      fake.advanceMs(3000);
      beat('server-1');
    }
    expect(fake.news()).toEqual([
      'group: stable > preparingRebalance',
      'sends assignment to server-1',
      'group: preparingRebalance > completingRebalance',
    ]);
    fake.advanceMs(1);
    expect(assignments()).toEqual(['server-1 g1: none', 'server-1 g2: 0@0 1@0 2@0 3@0']);
  });

  test('waits for the old life of a member that has crashed and come back', () => {
    const { fake, join, beat, assignments } = startTwo();
    join('server-2');
    beat('server-1');
    fake.advanceMs(9000);
    beat('server-1');
    expect(fake.state('group')).toBe('preparingRebalance');
    fake.advanceMs(1001);
    expect(fake.state('group')).toBe('stable');
    expect(assignments()).toEqual([
      'server-1 g1: none',
      'server-1 g2: 0@0 1@0',
      'server-2 g2: 2@0 3@0',
    ]);
    expect(fake.inspect().tables[2]!.rows).toEqual([
      ['delivery', 'stable', 2, 'server-1#1, server-2#2'],
    ]);
  });

  test('a join that is sent twice makes one member', () => {
    const { fake, join, assignments } = startGroup();
    join('server-1');
    join('server-1');
    fake.advanceMs(200);
    join('server-1');
    expect(assignments()).toEqual(['server-1 g1: 0@0 1@0 2@0 3@0', 'server-1 g1: 0@0 1@0 2@0 3@0']);
  });

  test('takes a dropped member back at its next heartbeat, as its client would join again', () => {
    const { fake, beat, assignments } = startTwo();
    fake.advanceMs(10_000);
    expect(fake.state('group')).toBe('empty');
    beat('server-2');
    fake.advanceMs(200);
    expect(assignments()).toEqual(['server-2 g3: 0@0 1@0 2@0 3@0']);
  });

  test('forgets its offsets seven days after its last member left', () => {
    const { fake, leave, beat, commit } = startTwo();
    commit('server-1', 0, 0, 1);
    leave('server-1');
    beat('server-2');
    fake.advanceMs(1);
    leave('server-2');
    expect(fake.state('group')).toBe('empty');
    fake.advanceMs(7 * 24 * 3600 * 1000 - 1);
    expect(fake.inspect().tables[1]!.rows).toEqual([['delivery', 'messages-0', 0, 0, null]]);
    fake.advanceMs(1);
    expect(fake.state('group')).toBe('dead');
    expect(fake.inspect().tables[1]!.rows).toEqual([]);
  });
});

describe('committed offsets', () => {
  test('are taken from the present generation only, and a new owner begins there', () => {
    const { fake, join, beat, commit, assignments } = startTwo();
    commit('server-2', 2, 5, 1);
    join('server-3');
    beat('server-1');
    commit('server-2', 3, 7, 1);
    beat('server-2');
    commit('server-2', 3, 8, 2);
    fake.advanceMs(1);
    commit('server-2', 2, 9, 1);
    fake.deliver(
      {
        type: 'commitOffset',
        group: 'nobody',
        topic: 'messages',
        partition: 0,
        offset: 1,
        generation: 1,
      },
      'server-1',
    );
    expect(fake.news().filter((line) => /^(committed|refused)/.test(line))).toEqual([
      'committed topic=messages partition=2 offset=5',
      'committed topic=messages partition=3 offset=7',
      'refused reason=unavailable from=2',
      'refused reason=staleLease from=2',
      'refused reason=unavailable from=1',
    ]);
    expect(assignments().slice(2)).toEqual([
      'server-1 g2: 0@0 1@0',
      'server-2 g2: 2@5',
      'server-3 g2: 3@7',
    ]);
  });

  test('show the lag: log end offset minus committed offset', () => {
    const { fake, commit } = startTwo();
    for (const name of ['ana/m1', 'ana/m2', 'ana/m3']) {
      const packet = { type: 'produce', topic: 'messages', key: 'abc', name, value: 0 } as const;
      fake.deliver({ ...packet, acks: 'all', request: 1 }, 'server-1');
    }
    // 479470107 % 4 = 3
    commit('server-2', 3, 1, 1);
    expect(fake.inspect().vital).toEqual({ label: 'lag', value: 2 });
    expect(fake.inspect().tables[1]!.rows[3]).toEqual([
      'delivery',
      'messages-3',
      1,
      2,
      'server-2#1',
    ]);
  });

  test('auto.offset.reset latest skips what came before the first assignment', () => {
    const { fake, join, assignments } = startGroup({ autoOffsetReset: 'latest', partitions: 1 });
    const packet = { type: 'produce', topic: 'messages', key: 'abc', value: 0 } as const;
    fake.deliver({ ...packet, name: 'ana/m1', acks: 'all', request: 1 }, 'server-1');
    join('server-1');
    fake.advanceMs(200);
    expect(assignments()).toEqual(['server-1 g1: 0@1']);
  });
});

describe('a restarted coordinator', () => {
  test('finds its group stable, and a member begins again at its committed offset', () => {
    const { fake, beat, commit, assignments } = startTwo({ startMs: 50 });
    commit('server-1', 1, 4, 1);
    fake.crash();
    fake.restart();
    beat('server-1');
    expect(assignments()).toEqual([]);
    fake.advanceMs(50);
    expect(fake.state('group')).toBe('stable');
    beat('server-1');
    beat('server-1');
    expect(assignments()).toEqual(['server-1 g1: 0@0 1@4']);
    fake.advanceMs(10_000);
    expect(fake.state('group')).toBe('empty');
  });

  test('takes up joins that came while it was starting', () => {
    const { fake, join, assignments } = startGroup({ startMs: 50 });
    fake.crash();
    fake.restart();
    join('server-1');
    fake.advanceMs(500);
    expect(assignments()).toEqual(['server-1 g1: 0@0 1@0 2@0 3@0']);
  });

  test('another group goes through the same states without a machine of its own', () => {
    const { fake, join, leave, assignments } = startGroup({}, 'server-1');
    join('server-1');
    fake.advanceMs(200);
    expect(fake.state('group')).toBe('empty');
    expect(fake.inspect().tables[2]!.rows).toEqual([['server-1', 'stable', 1, 'server-1#1']]);
    leave('server-1');
    expect(fake.inspect().tables[2]!.rows).toEqual([['server-1', 'empty', 2, '']]);
    expect(assignments()).toEqual(['server-1 g1: 0@0 1@0 2@0 3@0']);
  });
});
