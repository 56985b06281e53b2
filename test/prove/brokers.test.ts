/** Three brokers under hundreds of seeds of faults: what holds, and what acks=1 loses. */
import { expect, test } from 'vitest';
import { alarms, seedsOf } from '../world/brokers-swarm.ts';

test.each([
  ['acks=all, two in sync', {}],
  ['an idempotent producer', { idempotence: 'on', produceRetries: 1000 }],
  ['a topic for each server', { hop: 'topic' }],
])(
  '%s: no message is lost, shown twice or late, whatever strikes',
  { timeout: 600_000 },
  (_, design) => {
    expect(alarms(design, seedsOf('proof', 0, 300))).toEqual([]);
  },
);

test('acks=1 loses a message that its sender saw a tick on', { timeout: 600_000 }, () => {
  const lost = alarms({ acks: '1', minInSyncReplicas: 1 }, seedsOf('loss', 100, 200));
  expect(lost.some((alarm) => alarm.endsWith('no-acked-loss'))).toBe(true);
});
