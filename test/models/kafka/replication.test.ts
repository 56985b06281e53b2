/** Followers that fall behind, producers that repeat themselves, brokers that start again. In real runs. */
import { describe, expect, test } from 'vitest';
import { logOn, play } from './deployment.ts';

const leaders = 'kafka-1 leaders messages';
const cut = (node: string, peer: string) => ({ do: 'cut', node, peer }) as const;
const heal = (node: string, peer: string) => ({ do: 'heal', node, peer }) as const;
const crash = (node: string) => ({ do: 'crash', node }) as const;
const restart = (node: string) => ({ do: 'restart', node }) as const;

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
