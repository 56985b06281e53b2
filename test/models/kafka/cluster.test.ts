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
