/** The published table of what may be written with brokers down, and what is lost, in real runs. */
import { describe, expect, test } from 'vitest';
import { logOn, play, type Play } from './deployment.ts';
import defaults from './kafka-defaults.json' with { type: 'json' };

const FENCED_MS = 15_000;

/** Brokers go down one after the other, the first leader first; then both kinds of write are tried. */
function writesWith(minInSyncReplicas: number, down: number): string[] {
  const crashes = ['kafka-1', 'kafka-2']
    .slice(0, down)
    .map((node, at) => [1000 + at * FENCED_MS, { do: 'crash', node }] as const);
  const at = 1000 + down * FENCED_MS;
  const leader = `kafka-${down + 1}`;
  const { answers } = play({
    design: { replicas: 3, minInSyncReplicas },
    script: [
      [10, 'kafka-1 leaders messages'],
      [500, 'kafka-1 produce all first'],
      ...crashes,
      [at, `${leader} produce all second`],
      [at + 100, `${leader} produce 1 third`],
    ],
    durationMs: at + 2000,
  });
  return answers.slice(2).map((line) => line.replace(/.* -> /, ''));
}

describe('with replication factor 3', () => {
  test.each(defaults.availability_table)(
    'min.insync.replicas $min_isr and $brokers_down down: acks=all $acks_all_write, acks=1 $acks_1_write',
    ({ min_isr, brokers_down, acks_all_write, acks_1_write }) => {
      const said = writesWith(min_isr, brokers_down).map((answer) =>
        answer.startsWith('offset') ? 'ok' : answer,
      );
      const name = (written: string) => (written === 'ok' ? 'ok' : 'NOT_ENOUGH_REPLICAS');
      expect(said).toEqual([name(acks_all_write), name(acks_1_write)]);
    },
  );
});

/**
 * The leader is cut off from the other brokers, takes a last write, and dies before they have it.
 * What the new leader's log holds in the end, after the old leader is back.
 */
function logAfterLoss(acks: string, design: Play['design']) {
  const played = play({
    design: { replicas: 3, ...design },
    script: [
      [10, 'kafka-1 leaders messages'],
      [500, 'kafka-1 produce all first'],
      [1500, { do: 'cut', node: 'kafka-1', peer: 'kafka-2' }],
      [1500, { do: 'cut', node: 'kafka-1', peer: 'kafka-3' }],
      [1600, `kafka-1 produce ${acks} last`],
      [1700, { do: 'crash', node: 'kafka-1' }],
      [15_000, 'kafka-2 produce all next'],
      [16_000, { do: 'heal', node: 'kafka-1', peer: 'kafka-2' }],
      [16_000, { do: 'heal', node: 'kafka-1', peer: 'kafka-3' }],
      [17_000, { do: 'restart', node: 'kafka-1' }],
    ],
    durationMs: 30_000,
  });
  const wasAcknowledged = played.answers.some((line) => line.includes(`${acks} last -> offset`));
  return { wasAcknowledged, log: logOn(played.run, 'kafka-1'), played };
}

describe('a leader that dies before its followers have the last record', () => {
  test('loses it with acks=1, although it was acknowledged', () => {
    const { wasAcknowledged, log, played } = logAfterLoss('1', {});
    expect(wasAcknowledged).toBe(true);
    expect(log).toEqual(['0:first', '1:next']);
    expect(played.of('truncated')).toEqual([
      expect.stringMatching(/kafka-1: messages-0 cut to 1, 1 gone$/),
    ]);
  });

  test('loses it with acks=all too, but nobody was told that it was written', () => {
    const { wasAcknowledged, log } = logAfterLoss('all', { minInSyncReplicas: 2 });
    expect(wasAcknowledged).toBe(false);
    expect(log).toEqual(['0:first', '1:next']);
  });
});

describe('the last replica in sync is gone', () => {
  /** kafka-2 is down while kafka-1 alone takes a record; then kafka-1 dies and kafka-2 comes back. */
  const lastInSync = (uncleanElection: string, more: Play['script'] = []) =>
    play({
      brokers: 2,
      design: { replicas: 2, minInSyncReplicas: 1, uncleanElection },
      script: [
        [10, 'kafka-1 leaders messages'],
        [500, 'kafka-1 produce all first'],
        [1000, { do: 'crash', node: 'kafka-2' }],
        [15_000, 'kafka-1 produce all alone'],
        [16_000, { do: 'crash', node: 'kafka-1' }],
        [30_000, { do: 'restart', node: 'kafka-2' }],
        [35_000, 'kafka-2 leaders messages'],
        [35_100, 'kafka-2 produce all later'],
        ...more,
        [60_000, { do: 'restart', node: 'kafka-1' }],
        [70_000, 'kafka-1 leaders messages'],
      ],
      durationMs: 75_000,
    });

  test('without unclean election the partition waits for it, and nothing is lost', () => {
    const { answers, run, states } = lastInSync('no');
    expect(answers.slice(2)).toEqual([
      '15002 kafka-1 produce all alone -> offset 1',
      '35002 kafka-2 leaders messages -> none',
      '35102 kafka-2 produce all later -> NOT_LEADER_OR_FOLLOWER',
      '70002 kafka-1 leaders messages -> kafka-1',
    ]);
    expect(logOn(run, 'kafka-1')).toEqual(['0:first', '1:alone']);
    expect(logOn(run, 'kafka-2')).toEqual(['0:first', '1:alone']);
    expect(states).toContainEqual(expect.stringMatching(/controller: partition online > offline$/));
  });

  test('with unclean election it can be written to, and the acknowledged record is lost', () => {
    const { answers, run } = lastInSync('yes');
    expect(answers.slice(2)).toEqual([
      '15002 kafka-1 produce all alone -> offset 1',
      '35002 kafka-2 leaders messages -> kafka-2',
      '35102 kafka-2 produce all later -> offset 1',
      '70002 kafka-1 leaders messages -> kafka-2',
    ]);
    expect(logOn(run, 'kafka-1')).toEqual(['0:first', '1:later']);
    expect(logOn(run, 'kafka-2')).toEqual(['0:first', '1:later']);
  });

  test('a change of that policy in mid-run lets a replica lead at the next heartbeat', () => {
    const allow = { do: 'knob', key: 'uncleanElection', value: 'yes' } as const;
    const { answers } = lastInSync('no', [
      [40_000, allow],
      [45_000, 'kafka-2 leaders messages'],
    ]);
    expect(answers.slice(-2)).toEqual([
      '45002 kafka-2 leaders messages -> kafka-2',
      '70002 kafka-1 leaders messages -> kafka-2',
    ]);
  });
});
