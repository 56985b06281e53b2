/** Device tokens: one for each installation, and what is said of a dead one. */
import { expect, test } from 'vitest';
import type { Packet } from '../../../src/models/protocol/index.ts';
import { answers, ask, create, pushed, type Provider } from './one-device.ts';

const install = (provider: Provider, nth: number): string => {
  provider.deliver({ type: 'askToken', install: nth }, 'ben');
  const { token } = provider.sent.pop()!.packet as Packet & { readonly token: string };
  return token;
};

test('an installation has one token however often it asks; the next has another', () => {
  const provider = create('apns');
  const [first, again, second] = [install(provider, 1), install(provider, 1), install(provider, 2)];
  expect(again).toBe(first);
  expect(second).not.toBe(first);
});

test('410 Unregistered says since when; the new token reaches the device', () => {
  const provider = create('apns');
  const first = install(provider, 1);
  provider.advanceMs(90_000);
  const second = install(provider, 2);
  provider.advanceMs(5000);
  ask(provider, 'm1', { token: first });
  expect(provider.sent.splice(0).map(({ packet }) => packet)).toEqual([
    {
      type: 'pushResponse',
      name: 'm1',
      status: 410,
      reason: 'Unregistered',
      token: first,
      timestampMs: 90_000,
    },
  ]);
  ask(provider, 'm2', { token: second });
  expect(pushed(provider)).toEqual(['m2']);
});

test('FCM answers 404 UNREGISTERED, and says no time', () => {
  const provider = create('fcm');
  const first = install(provider, 1);
  install(provider, 2);
  ask(provider, 'm1', { token: first });
  expect(provider.sent.at(-1)?.packet).not.toHaveProperty('timestampMs');
  expect(answers(provider)).toEqual(['404 UNREGISTERED']);
});

test('a token that never was is 400 BadDeviceToken at APNs, 404 at FCM', () => {
  for (const [flavour, answer] of [
    ['apns', '400 BadDeviceToken'],
    ['fcm', '404 UNREGISTERED'],
  ] as const) {
    const provider = create(flavour);
    ask(provider, 'm1', { token: 'nobody' });
    expect(answers(provider)).toEqual([answer]);
  }
});

test('tokens outlive a crash of the provider', () => {
  const provider = create('apns');
  const token = install(provider, 1);
  provider.crash();
  provider.restart();
  ask(provider, 'm1', { token });
  expect(pushed(provider)).toEqual(['m1']);
});

test('BadExpirationDate and BadCollapseId are told apart', () => {
  const provider = create('apns');
  ask(provider, 'm1', { ttlS: -1 });
  ask(provider, 'm2', { collapseId: 'x'.repeat(65) });
  expect(answers(provider)).toEqual(['400 BadExpirationDate', '400 BadCollapseId']);
});
