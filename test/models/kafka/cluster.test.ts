/** Three brokers and a controller: who leads, who is in sync, what is committed. In real runs. */
import { describe, expect, test } from 'vitest';
import { membershipMachine } from '../../../src/models/kafka/membership-machine.ts';
import { partitionMachine, replicaMachine } from '../../../src/models/kafka/replica-machine.ts';
import { expectSameAsXState } from '../../statechart/equivalence.ts';
import { logOn, play } from './deployment.ts';

const leaders = 'kafka-1 leaders messages';
const cut = (node: string, peer: string) => ({ do: 'cut', node, peer }) as const;
const heal = (node: string, peer: string) => ({ do: 'heal', node, peer }) as const;
const crash = (node: string) => ({ do: 'crash', node }) as const;
const restart = (node: string) => ({ do: 'restart', node }) as const;

describe('a cluster', () => {
  test('makes a topic when it is first asked for, on as many brokers as the design says', () => {
    const { answers, of, run } = play({
      design: { replicas: 2 },
      settings: { partitions: 3 },
      script: [
        [10, leaders],
        [200, leaders],
        [300, 'kafka-3 produce 1 m1'],
      ],
      durationMs: 1000,
    });
    expect(answers).toEqual([
      '12 kafka-1 leaders messages -> UNKNOWN_TOPIC_OR_PARTITION',
      '202 kafka-1 leaders messages -> kafka-1 kafka-2 kafka-3',
      '302 kafka-3 produce 1 m1 -> NOT_LEADER_OR_FOLLOWER',
    ]);
    expect(of('inSync')).toEqual([
      '12 controller: messages-0 in sync on kafka-1 kafka-2',
      '12 controller: messages-1 in sync on kafka-2 kafka-3',
      '12 controller: messages-2 in sync on kafka-3 kafka-1',
    ]);
    expect(run.inspect(run.topology.indexOf('controller')).tables[1]!.rows[2]).toEqual([
      'messages-2',
      'kafka-3',
      0,
      'kafka-3, kafka-1',
      'kafka-3, kafka-1',
    ]);
  });

  test('does not make one on more brokers than there are', () => {
    const script = [
      [10, leaders],
      [200, leaders],
    ] as const;
    const { answers } = play({ design: { replicas: 4 }, script, durationMs: 500 });
    expect(answers.at(-1)).toBe('202 kafka-1 leaders messages -> INVALID_REPLICATION_FACTOR');
    const one = play({ brokers: 1, design: { replicas: 2 }, script, durationMs: 500 });
    expect(one.answers.at(-1)).toBe('202 kafka-1 leaders messages -> INVALID_REPLICATION_FACTOR');
  });

  test('shows a record to consumers when all replicas in sync have it, not before', () => {
    const { answers, run } = play({
      design: { replicas: 3 },
      script: [
        [10, leaders],
        [500, 'kafka-1 produce 1 m1'],
        [600, 'kafka-1 fetch 0'],
        [1000, cut('kafka-1', 'kafka-2')],
        [1100, 'kafka-1 produce 1 m2'],
        [1150, 'kafka-1 fetch 1'],
        [1200, 'kafka-1 produce all m3'],
        [2000, heal('kafka-1', 'kafka-2')],
      ],
      durationMs: 6000,
    });
    expect(answers.slice(1)).toEqual([
      '502 kafka-1 produce 1 m1 -> offset 0',
      '602 kafka-1 fetch 0 -> 0:m1',
      '1102 kafka-1 produce 1 m2 -> offset 1',
      // Its fetch was lost in the cut; after two seconds kafka-2 asks again.
      '2506 kafka-1 produce all m3 -> offset 2',
      '2506 kafka-1 fetch 1 -> 1:m2 2:m3',
    ]);
    for (const broker of ['kafka-1', 'kafka-2', 'kafka-3']) {
      expect(logOn(run, broker)).toEqual(['0:m1', '1:m2', '2:m3']);
    }
  });

  test('elects the next replica in sync when the leader is silent for broker.session.timeout.ms', () => {
    const { of, states } = play({
      design: { replicas: 3 },
      script: [
        [10, leaders],
        [5000, crash('kafka-1')],
        [30_000, restart('kafka-1')],
      ],
      durationMs: 40_000,
    });
    // Its last heartbeat came at 4001 ms; nine seconds later it is fenced.
    expect(of('fenced', 'elected', 'inSync').slice(2)).toEqual([
      '13001 controller: kafka-1 fenced',
      '13001 controller: messages-0 led by kafka-2 in epoch 1',
      '13001 controller: messages-0 in sync on kafka-2 kafka-3',
      '30503 controller: kafka-1 back',
      expect.stringMatching(/^30\d\d\d controller: messages-0 in sync on kafka-1 kafka-2 kafka-3$/),
    ]);
    expect(states.filter((line) => line.includes('kafka-1: membership'))).toEqual([
      '0 kafka-1: membership alone > unfenced',
      '30000 kafka-1: membership alone > registering',
      '30502 kafka-1: membership registering > fenced',
      '30504 kafka-1: membership fenced > unfenced',
    ]);
  });

  test('does not know a broker that comes back before its former life counts as over', () => {
    const { states, of } = play({
      design: { replicas: 3 },
      script: [
        [10, leaders],
        [5000, crash('kafka-2')],
        [6000, restart('kafka-2')],
      ],
      durationMs: 30_000,
    });
    expect(of('fenced')).toEqual([
      '13001 controller: kafka-2 fenced',
      expect.stringMatching(/^14\d\d\d controller: kafka-2 back$/),
    ]);
    expect(states).toContainEqual(
      expect.stringMatching(/^14\d\d\d kafka-2: membership registering > fenced$/),
    );
  });

  test('elects nobody while the controller is down, and serves on as it was', () => {
    const { of, answers } = play({
      design: { replicas: 3 },
      script: [
        [10, leaders],
        [1000, crash('controller')],
        [2000, 'kafka-1 produce all m1'],
        [3000, crash('kafka-1')],
        [20_000, 'kafka-2 produce 1 m2'],
        [21_000, restart('controller')],
        [35_000, 'kafka-2 produce 1 m3'],
      ],
      durationMs: 40_000,
    });
    expect(answers.slice(1)).toEqual([
      '2004 kafka-1 produce all m1 -> offset 0',
      '20002 kafka-2 produce 1 m2 -> NOT_LEADER_OR_FOLLOWER',
      '35002 kafka-2 produce 1 m3 -> offset 1',
    ]);
    expect(of('elected').slice(1)).toEqual([
      '30000 controller: messages-0 led by kafka-2 in epoch 1',
    ]);
  });

  test('cut off from all others, the old leader takes writes that are lost when it is back', () => {
    const others = ['kafka-2', 'kafka-3', 'controller'];
    const { answers, run, of } = play({
      design: { replicas: 3, minInSyncReplicas: 2 },
      script: [
        [10, leaders],
        [500, 'kafka-1 produce all m1'],
        ...others.map((peer) => [1000, cut('kafka-1', peer)] as const),
        [15_000, 'kafka-1 produce 1 ghost'],
        [15_100, 'kafka-1 produce all doubt'],
        [15_200, 'kafka-2 produce all m2'],
        ...others.map((peer) => [25_000, heal('kafka-1', peer)] as const),
        [35_000, 'kafka-1 produce 1 m3'],
      ],
      durationMs: 40_000,
    });
    expect(answers.slice(2)).toEqual([
      '15002 kafka-1 produce 1 ghost -> offset 1',
      '15204 kafka-2 produce all m2 -> offset 1',
      '18102 kafka-1 produce all doubt -> REQUEST_TIMED_OUT',
      '35002 kafka-1 produce 1 m3 -> NOT_LEADER_OR_FOLLOWER',
    ]);
    expect(of('truncated')).toEqual([
      expect.stringMatching(/^2\d\d\d\d kafka-1: messages-0 cut to 1, 2 gone$/),
    ]);
    expect(logOn(run, 'kafka-1')).toEqual(['0:m1', '1:m2']);
  });
});

describe('a follower that is slow', () => {
  const script = [
    [10, leaders],
    [500, 'kafka-1 produce all m1'],
    [1000, cut('kafka-1', 'kafka-2')],
    [1000, cut('kafka-1', 'kafka-3')],
    [1500, 'kafka-1 produce 1 m2'],
    [50_000, 'kafka-1 produce all m3'],
    [51_000, 'kafka-1 fetch 1'],
    [52_000, heal('kafka-1', 'kafka-3')],
    [60_000, 'kafka-1 produce all m4'],
  ] as const;

  test('is out of sync after replica.lag.time.max.ms, and back when it has caught up', () => {
    const { answers, of } = play({
      design: { replicas: 3, minInSyncReplicas: 2 },
      script,
      durationMs: 70_000,
    });
    // Looked at every 15 s: at 30 s it is 29 s behind, at 45 s it is too far.
    expect(of('inSync').slice(1)).toEqual([
      '45001 controller: messages-0 in sync on kafka-1',
      expect.stringMatching(/^5\d\d\d\d controller: messages-0 in sync on kafka-1 kafka-3$/),
    ]);
    expect(answers.slice(2).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      'kafka-1 produce 1 m2 -> offset 1',
      'kafka-1 produce all m3 -> NOT_ENOUGH_REPLICAS',
      // The high watermark stands still while fewer than two are in sync (KIP-966).
      'kafka-1 fetch 1 -> 1:m2',
      'kafka-1 produce all m4 -> offset 2',
    ]);
  });

  test('with min.insync.replicas 1 does not hold up the others any more', () => {
    const { answers } = play({ design: { replicas: 3 }, script, durationMs: 70_000 });
    expect(answers.slice(3)).toEqual([
      '50002 kafka-1 produce all m3 -> offset 2',
      '51002 kafka-1 fetch 1 -> 1:m2 2:m3',
      expect.stringMatching(/^600\d\d kafka-1 produce all m4 -> offset 3$/),
    ]);
  });

  const fewer = (strictMinIsr: number) =>
    play({
      design: { replicas: 3, minInSyncReplicas: 2 },
      settings: { strictMinIsr, replicaLagTimeMaxMs: 4000 },
      script: [
        [10, leaders],
        [1000, cut('kafka-1', 'kafka-2')],
        [1000, cut('kafka-1', 'kafka-3')],
        [4500, 'kafka-1 produce all m1'],
      ],
      durationMs: 15_000,
    }).answers.slice(1);

  test('and dropped while a record waits for it: the record is written and not acknowledged', () => {
    expect(fewer(1)).toEqual(['7502 kafka-1 produce all m1 -> REQUEST_TIMED_OUT']);
    // Before Kafka 3.7 the high watermark went on, and the producer was told what had happened.
    expect(fewer(0)).toEqual([
      expect.stringMatching(/kafka-1 produce all m1 -> NOT_ENOUGH_REPLICAS_AFTER_APPEND$/),
    ]);
  });
});

describe('an idempotent producer', () => {
  test('that repeats a record is given its offset again; one that skips or is old is refused', () => {
    const { answers, of, run } = play({
      design: { replicas: 3 },
      script: [
        [10, leaders],
        [500, 'kafka-1 produce all m1 7.0.0'],
        [600, 'kafka-1 produce all m1 7.0.0'],
        [700, 'kafka-1 produce all m3 7.0.2'],
        [800, 'kafka-1 produce all m2 7.0.1'],
        [900, 'kafka-1 produce all m4 7.1.0'],
        [1000, 'kafka-1 produce all m3 7.0.2'],
        [1100, crash('kafka-1')],
        // What the leader knew of the producer, its follower has read in the log.
        [15_000, 'kafka-2 produce all m4 7.1.0'],
        [15_100, 'kafka-2 produce all m5 7.1.1'],
      ],
      durationMs: 16_000,
    });
    expect(answers.slice(1).map((line) => line.replace(/^\d+ kafka-\d produce /, ''))).toEqual([
      'all m1 7.0.0 -> offset 0',
      'all m1 7.0.0 -> offset 0',
      'all m3 7.0.2 -> OUT_OF_ORDER_SEQUENCE_NUMBER',
      'all m2 7.0.1 -> offset 1',
      'all m4 7.1.0 -> offset 2',
      'all m3 7.0.2 -> INVALID_PRODUCER_EPOCH',
      'all m4 7.1.0 -> offset 2',
      'all m5 7.1.1 -> offset 3',
    ]);
    expect(of('duplicate')).toEqual(['601 kafka-1: duplicate m1', '15001 kafka-2: duplicate m4']);
    expect(logOn(run, 'kafka-2')).toEqual(['0:m1', '1:m2', '2:m4', '3:m5']);
  });
});

test('a broker that starts again knows the high watermarks that it wrote down last', () => {
  const { run } = play({
    design: { replicas: 3 },
    script: [
      [10, leaders],
      [4000, 'kafka-1 produce all m1'],
      [6000, 'kafka-1 produce all m2'],
      [8000, crash('kafka-3')],
      [8100, restart('kafka-3')],
    ],
    durationMs: 8200,
  });
  const watermarks = run
    .inspect(run.topology.indexOf('kafka-3'))
    .tables[0]!.rows.map((row) => [row[0], row[2], row[3]]);
  // Written down every 5 s: at 5 s there was one record.
  expect(watermarks).toEqual([['messages-0', 2, 1]]);
});

describe('the machines are the same as under XState', () => {
  const events = (...types: string[]) => ({ events: types.map((type) => ({ type })) });

  test('membership', () => {
    expectSameAsXState(membershipMachine, events('registers', 'letIn', 'fencedOff', 'controls'));
  });
  test('replica', () => {
    expectSameAsXState(replicaMachine, events('leads', 'isInSync', 'fallsBehind', 'leaderIsGone'));
  });
  test('partition', () => {
    expectSameAsXState(partitionMachine, events('hasLeader', 'hasNoLeader'));
  });
});
