/** Every documented limit of FCM, rule by rule. */
import { describe, expect, test } from 'vitest';
import { FCM_REQUESTS_PER_MINUTE } from '../../../src/models/push-provider/limits.ts';
import { FCM_ERRORS } from '../../../src/models/push-provider/refusals.ts';
import {
  acknowledge,
  answers,
  ask,
  bytes,
  create,
  DAY_MS,
  kept,
  off,
  pushed,
} from './one-device.ts';
import documented from './push-limits.json' with { type: 'json' };

describe('FCM', () => {
  const { fcm } = documented;

  test('payload_max_bytes, topic_payload_max_bytes: one byte more is INVALID_ARGUMENT', () => {
    const provider = create('fcm');
    ask(provider, 'm1', { text: bytes(fcm.payload_max_bytes) });
    ask(provider, 'm2', { text: bytes(fcm.payload_max_bytes + 1) });
    ask(provider, 'm3', { text: bytes(fcm.topic_payload_max_bytes), topic: 'trip' });
    ask(provider, 'm4', { text: bytes(fcm.topic_payload_max_bytes + 1), topic: 'trip' });
    const refused = `${fcm.errors.INVALID_ARGUMENT} INVALID_ARGUMENT`;
    expect(answers(provider)).toEqual(['200', refused, '200', refused]);
  });

  test('ttl_default_s, ttl_max_s: 28 days unless less is asked; more is INVALID_ARGUMENT', () => {
    const provider = off('fcm');
    ask(provider, 'short', { ttlS: 60 });
    ask(provider, 'longest', { ttlS: fcm.ttl_max_s });
    ask(provider, 'too long', { ttlS: fcm.ttl_max_s + 1 });
    ask(provider, 'negative', { ttlS: -1 });
    ask(provider, 'default');
    const refused = '400 INVALID_ARGUMENT';
    expect(answers(provider)).toEqual(['200', '200', refused, refused, '200']);
    provider.advanceMs(fcm.ttl_default_s * 1000);
    provider.sent.splice(0);
    acknowledge(provider, '');
    expect(pushed(provider)).toEqual(['longest', 'default']);
    const later = off('fcm');
    ask(later, 'default');
    later.advanceMs(fcm.ttl_default_s * 1000 + 1);
    later.sent.splice(0);
    acknowledge(later, '');
    expect(pushed(later)).toEqual([]);
  });

  test('ttl_0: delivered now or dropped', () => {
    const on = create('fcm');
    ask(on, 'm1', { ttlS: 0 });
    expect(pushed(on)).toEqual(['m1']);
    on.advanceMs(5000);
    expect(kept(on)).toEqual([]);
    const away = off('fcm');
    ask(away, 'm1', { ttlS: 0 });
    expect(kept(away)).toEqual([]);
  });

  test('stored_non_collapsible_limit, on_limit: at 101 all are gone and the app is told', () => {
    const provider = off('fcm');
    for (let n = 1; n <= fcm.stored_non_collapsible_limit; n += 1) ask(provider, `m${n}`);
    expect(kept(provider)).toHaveLength(fcm.stored_non_collapsible_limit);
    ask(provider, 'one more');
    expect(kept(provider)).toEqual([]);
    provider.sent.splice(0);
    acknowledge(provider, '');
    // A push without a name is onDeletedMessages: the app must sync.
    expect(pushed(provider)).toEqual(['']);
  });

  test('collapse_keys_per_device, on_fifth_key: four are kept; here the latest four', () => {
    const provider = off('fcm');
    const keys = Array.from({ length: fcm.collapse_keys_per_device + 1 }, (_, n) => `key-${n}`);
    keys.forEach((collapseId, n) => ask(provider, `m${n}`, { collapseId }));
    ask(provider, 'plain');
    expect(kept(provider)).toEqual(['m1', 'm2', 'm3', 'm4', 'plain']);
  });

  test('order: not guaranteed; here a device gets its pushes in the order of acceptance', () => {
    const provider = off('fcm');
    for (const name of ['m1', 'm2', 'm3']) ask(provider, name);
    provider.sent.splice(0);
    acknowledge(provider, '');
    expect(pushed(provider)).toEqual(['m1', 'm2', 'm3']);
  });

  test('project_quota_per_min, over_quota: 429 QUOTA_EXCEEDED until the next minute', () => {
    expect(FCM_REQUESTS_PER_MINUTE).toBe(fcm.project_quota_per_min);
    const provider = create('fcm', { requestsPerMinute: 2 });
    provider.advanceMs(59_000);
    for (const name of ['m1', 'm2', 'm3']) ask(provider, name);
    expect(answers(provider)).toEqual(['200', '200', '429 QUOTA_EXCEEDED']);
    provider.advanceMs(1000);
    ask(provider, 'm3');
    expect(answers(provider)).toEqual(['200']);
  });

  test('errors: INVALID_ARGUMENT, UNREGISTERED and QUOTA_EXCEEDED have their status', () => {
    for (const [name, status] of Object.entries(fcm.errors)) expect(FCM_ERRORS[status]).toBe(name);
    const provider = create('fcm');
    ask(provider, 'm1', { user: 'zoe' });
    expect(answers(provider)).toEqual(['404 UNREGISTERED']);
    const broken = create('fcm', { answers: 503 });
    ask(broken, 'm1');
    expect(answers(broken)).toEqual(['503 UNAVAILABLE']);
  });

  test('high_priority: lowered when for seven days nothing was shown, raised by one that is', () => {
    const provider = create('fcm', {}, { power: 'doze' });
    const silent = { pushType: 'background' } as const;
    ask(provider, 'first', silent);
    expect(pushed(provider)).toEqual(['first']);
    acknowledge(provider, 'first');
    provider.advanceMs(7 * DAY_MS);
    ask(provider, 'day 7', silent);
    expect(pushed(provider)).toEqual(['day 7']);
    acknowledge(provider, 'day 7');
    provider.advanceMs(1);
    ask(provider, 'lowered', silent);
    expect(pushed(provider)).toEqual([]);
    ask(provider, 'shown');
    ask(provider, 'raised', silent);
    expect(pushed(provider)).toEqual(['shown', 'raised']);
  });
});
