/** Every documented limit of APNs, rule by rule. */
import { describe, expect, test } from 'vitest';
import { APNS_BURST_US } from '../../../src/models/push-provider/limits.ts';
import { APNS_REASONS } from '../../../src/models/push-provider/refusals.ts';
import {
  acknowledge,
  answers,
  ask,
  bytes,
  create,
  DAY_MS,
  HOUR_MS,
  kept,
  off,
  pushed,
} from './one-device.ts';
import documented from './push-limits.json' with { type: 'json' };

describe('APNs', () => {
  const { apns } = documented;

  test('payload_max_bytes, voip_payload_max_bytes: one byte more is 413', () => {
    const provider = create('apns');
    ask(provider, 'm1', { text: bytes(apns.payload_max_bytes) });
    ask(provider, 'm2', { text: bytes(apns.payload_max_bytes + 1) });
    ask(provider, 'm3', { text: bytes(apns.voip_payload_max_bytes), pushType: 'voip' });
    ask(provider, 'm4', { text: bytes(apns.voip_payload_max_bytes + 1), pushType: 'voip' });
    expect(answers(provider)).toEqual(['200', '413 PayloadTooLarge', '200', '413 PayloadTooLarge']);
  });

  test('collapse_id_max_bytes: one byte more is 400', () => {
    const provider = create('apns');
    ask(provider, 'm1', { collapseId: bytes(apns.collapse_id_max_bytes) });
    ask(provider, 'm2', { collapseId: bytes(apns.collapse_id_max_bytes + 1) });
    ask(provider, 'm3', { collapseId: 'ä'.repeat(apns.collapse_id_max_bytes / 2 + 1) });
    expect(answers(provider)).toEqual(['200', '400 BadCollapseId', '400 BadCollapseId']);
  });

  test('stores: one notification for a device that is off, the latest', () => {
    const provider = off('apns');
    for (const name of ['m1', 'm2', 'm3']) ask(provider, name);
    expect(kept(provider)).toEqual(['m3']);
  });

  test('max_storage: 30 days, or less by apns-expiration; 0 is now or never', () => {
    const provider = off('apns');
    ask(provider, 'never', { ttlS: 0 });
    expect(kept(provider)).toEqual([]);
    ask(provider, 'hour', { ttlS: 3600 });
    provider.advanceMs(HOUR_MS);
    expect(kept(provider)).toEqual(['hour']);
    provider.advanceMs(1);
    provider.sent.splice(0);
    acknowledge(provider, '');
    expect(pushed(provider)).toEqual([]);
    for (const [days, left] of [
      [30, ['long']],
      [31, []],
    ] as const) {
      const other = off('apns');
      ask(other, 'long', { ttlS: 90 * 86_400 });
      other.sent.splice(0);
      other.advanceMs(days * DAY_MS);
      other.sent.splice(0);
      acknowledge(other, '');
      expect(pushed(other)).toEqual(left);
    }
  });

  test('priority: 10 leaves at once, 5 and 1 are grouped and leave in a burst', () => {
    const provider = create('apns');
    provider.advanceMs(1000);
    ask(provider, 'ten', { priority: 'high' });
    ask(provider, 'five', { priority: 'normal' });
    ask(provider, 'one', { priority: 'low' });
    expect(pushed(provider)).toEqual(['ten']);
    acknowledge(provider, 'ten');
    provider.advanceMs(APNS_BURST_US / 1000 - 1001);
    expect(pushed(provider)).toEqual([]);
    provider.advanceMs(1);
    expect(pushed(provider)).toEqual(['five', 'one']);
  });

  test('a push that waits for its burst longer than it may be kept never leaves', () => {
    const provider = create('apns');
    ask(provider, 'm1', { priority: 'normal', ttlS: 60 });
    ask(provider, 'm2', { priority: 'normal', ttlS: 0 });
    ask(provider, 'm3', { priority: 'normal' });
    provider.advanceMs(APNS_BURST_US / 1000);
    expect(pushed(provider)).toEqual(['m3']);
  });

  test('order: may be reordered; here a device gets its pushes in the order of acceptance', () => {
    const provider = create('apns');
    for (const name of ['m1', 'm2', 'm3']) ask(provider, name);
    expect(pushed(provider)).toEqual(['m1', 'm2', 'm3']);
  });

  test('background_push: never at once, and of more than three an hour the rest go nowhere', () => {
    const provider = create('apns');
    for (const name of ['m1', 'm2', 'm3', 'm4']) ask(provider, name, { pushType: 'background' });
    expect(answers(provider)).toEqual(['200', '200', '200', '200']);
    provider.advanceMs(APNS_BURST_US / 1000);
    expect(pushed(provider)).toEqual(['m1', 'm2', 'm3']);
    for (const name of ['m1', 'm2', 'm3']) acknowledge(provider, name);
    provider.advanceMs(HOUR_MS);
    ask(provider, 'm5', { pushType: 'background' });
    provider.advanceMs(APNS_BURST_US / 1000);
    expect(pushed(provider)).toEqual(['m5']);
  });

  test('errors: every documented status has its name', () => {
    expect(Object.keys(APNS_REASONS)).toEqual(Object.keys(apns.errors));
    for (const status of [400, 410]) {
      const words = apns.errors[`${status}` as '400' | '410'];
      expect(words).toMatch(status === 410 ? 'Unregistered' : 'BadDeviceToken');
    }
  });

  test('errors 410: a user whom it does not know', () => {
    const provider = create('apns');
    ask(provider, 'm1', { user: 'zoe' });
    expect(answers(provider)).toEqual(['410 Unregistered']);
  });

  test('errors 429: too many for one device token, and again in the next minute', () => {
    const provider = create('apns', { pushesPerMinute: 2 });
    for (const name of ['m1', 'm2', 'm3']) ask(provider, name);
    expect(answers(provider)).toEqual(['200', '200', '429 TooManyRequests']);
    for (const name of ['m1', 'm2']) acknowledge(provider, name);
    provider.advanceMs(60_000);
    ask(provider, 'm3');
    expect(answers(provider)).toEqual(['200']);
  });

  test.each([
    [403, 'ExpiredProviderToken'],
    [500, 'InternalServerError'],
    [503, 'ServiceUnavailable'],
  ])('errors %i: a provider that is out of order answers %s', (status, reason) => {
    const provider = create('apns', { answers: status });
    ask(provider, 'm1');
    expect(answers(provider)).toEqual([`${status} ${reason}`]);
    expect(kept(provider)).toEqual([]);
  });
});
