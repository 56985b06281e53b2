/** Pushes to an Android device that saves power: Doze and the standby buckets, rule by rule. */
import { describe, expect, test } from 'vitest';
import { ANDROID_POWER, MAINTENANCE_WINDOW_US } from '../../../src/models/push-provider/limits.ts';
import { acknowledge, ask, create, DAY_MS, pushed } from './one-device.ts';
import documented from './push-limits.json' with { type: 'json' };

describe('Android saving power', () => {
  const { doze, standby_buckets_before_android_13: buckets } = documented.android_power;

  test('doze fcm_high: no restriction', () => {
    expect(doze.fcm_high).toBe('no restriction');
    const provider = create('fcm', {}, { power: 'doze' });
    for (let n = 1; n <= 50; n += 1) ask(provider, `m${n}`);
    expect(pushed(provider)).toHaveLength(50);
  });

  test('doze fcm_normal: deferred to the maintenance window, with the network', () => {
    expect([doze.fcm_normal, doze.network]).toEqual(['deferred to window', 'deferred to window']);
    const provider = create('fcm', {}, { power: 'doze' });
    ask(provider, 'm1', { priority: 'normal' });
    ask(provider, 'm2', { priority: 'low' });
    provider.advanceMs(MAINTENANCE_WINDOW_US / 1000 - 1);
    expect(pushed(provider)).toEqual([]);
    provider.advanceMs(1);
    expect(pushed(provider)).toEqual(['m1', 'm2']);
  });

  test('what waits for a window survives a crash of the provider', () => {
    const provider = create('fcm', {}, { power: 'doze' });
    ask(provider, 'm1', { priority: 'normal' });
    provider.crash();
    provider.restart();
    provider.advanceMs(MAINTENANCE_WINDOW_US / 1000);
    expect(pushed(provider)).toEqual(['m1']);
  });

  test('standby buckets: high priority 10 a day in frequent, 5 in rare and in restricted', () => {
    expect(buckets.frequent).toContain('high priority FCM 10/day');
    expect(buckets.rare).toContain('high priority FCM 5/day');
    expect(buckets.restricted).toContain('high priority FCM 5/day');
    for (const [power, perDay] of [
      ['rare', 5],
      ['restricted', 5],
    ] as const) {
      const provider = create('fcm', {}, { power });
      for (let n = 1; n <= perDay + 2; n += 1) ask(provider, `m${n}`);
      expect(pushed(provider)).toHaveLength(perDay);
      for (let n = 1; n <= perDay; n += 1) acknowledge(provider, `m${n}`);
      provider.advanceMs(MAINTENANCE_WINDOW_US / 1000);
      expect(pushed(provider)).toEqual([`m${perDay + 1}`, `m${perDay + 2}`]);
      for (const n of [1, 2]) acknowledge(provider, `m${perDay + n}`);
      provider.advanceMs(DAY_MS);
      ask(provider, 'next day');
      expect(pushed(provider)).toEqual(['next day']);
    }
    expect(ANDROID_POWER.frequent.highPriorityPerDay).toBe(10);
  });

  test('standby buckets: the network is off in rare, so normal pushes wait; not in the others', () => {
    expect(buckets.rare).toContain('network off');
    expect(buckets.active).toBe('none');
    for (const power of ['active', 'workingSet', 'frequent']) {
      const provider = create('fcm', {}, { power });
      ask(provider, 'm1', { priority: 'normal' });
      expect(pushed(provider)).toEqual(['m1']);
    }
    const rare = create('fcm', {}, { power: 'rare' });
    ask(rare, 'm1', { priority: 'normal' });
    expect(pushed(rare)).toEqual([]);
  });

  test('an unknown way of saving power is refused by name', () => {
    const provider = create('fcm', {}, { power: 'sleepy' });
    expect(() => ask(provider, 'm1')).toThrow(
      'phone "ben" has the setting power "sleepy": expected active, doze',
    );
  });
});
