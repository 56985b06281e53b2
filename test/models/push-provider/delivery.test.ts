/** What a provider keeps for a phone that is off, by the documented limits of APNs and FCM. */
import { describe, expect, test } from 'vitest';
import { pushProvider } from '../../../src/models/push-provider/index.ts';
import { bytesOf } from '../../../src/models/protocol/index.ts';
import { expectSameAsXState } from '../../statechart/equivalence.ts';
import { fakeNode } from '../fake-node.ts';

const createProvider = (flavour: 'apns' | 'fcm' | 'both') =>
  fakeNode(pushProvider, {
    name: flavour,
    settings: flavour === 'both' ? {} : { flavour },
    topology: {
      nodes: [
        { name: flavour, kind: 'push-provider' },
        { name: 'ben', kind: 'phone', settings: { user: 'ben', platform: 'ios' } },
        { name: 'ben-tablet', kind: 'phone', settings: { user: 'ben', platform: 'android' } },
        { name: 'notifier', kind: 'notification-service' },
      ],
    },
  });

type Provider = ReturnType<typeof createProvider>;

const request = (provider: Provider, name: string, collapseId = '', text = 'New message') =>
  provider.deliver({ type: 'pushRequest', user: 'ben', name, text, collapseId }, 'notifier');

const acknowledge = (provider: Provider, device: string, name: string) =>
  provider.deliver({ type: 'pushAck', name }, device);

/** Names of the pushes that left since the last call. */
const pushed = (provider: Provider): string[] =>
  provider.sent.splice(0).flatMap(({ packet }) => (packet.type === 'push' ? [packet.name] : []));

const status = (provider: Provider): number[] =>
  provider.sent
    .splice(0)
    .flatMap(({ packet }) => (packet.type === 'pushResponse' ? [packet.status] : []));

const kept = (provider: Provider) => provider.inspect().tables[0]!.rows.map(([, , name]) => name);

describe('a request', () => {
  test('is accepted before anybody knows whether the device is on', () => {
    const apns = createProvider('apns');
    request(apns, 'ana/m1');
    acknowledge(apns, 'ben', 'ana/m1');
    expect(apns.news()).toEqual([
      'sends pushResponse to notifier',
      'stored ana/m1 place=provider durable=1 position=1',
      'sends push to ben',
      'storage: empty > pushing',
      'forgotten ana/m1 place=provider',
      'storage: pushing > empty',
    ]);
    expect(apns.timers()).toEqual([]);
  });

  test.each([
    ['apns', 410, 413],
    ['fcm', 404, 400],
  ] as const)('%s: unknown user %i, payload over 4096 bytes %i', (flavour, unknown, large) => {
    const provider = createProvider(flavour);
    provider.deliver(
      { type: 'pushRequest', user: 'zoe', name: 'ana/m1', text: 'Hi', collapseId: '' },
      'notifier',
    );
    request(provider, 'ana/m2', '', 'ä'.repeat(2049));
    request(provider, 'ana/m3', '', 'ä'.repeat(2048));
    expect(status(provider)).toEqual([unknown, large, 200]);
  });
});

describe('APNs and a phone that is off', () => {
  test('keeps the latest one only, and hands it over when the phone says that it is back', () => {
    const apns = createProvider('apns');
    for (const name of ['ana/m1', 'ana/m2', 'ana/m3']) request(apns, name);
    expect(pushed(apns)).toEqual(['ana/m1', 'ana/m2', 'ana/m3']);
    apns.advanceMs(5000);
    expect(apns.state('storage')).toBe('notificationStored');
    expect(kept(apns)).toEqual(['ana/m3']);
    request(apns, 'ana/m4');
    expect(kept(apns)).toEqual(['ana/m4']);
    expect(pushed(apns)).toEqual([]);
    acknowledge(apns, 'ben', '');
    expect(pushed(apns)).toEqual(['ana/m4']);
    acknowledge(apns, 'ben', 'ana/m4');
    expect(apns.state('storage')).toBe('empty');
  });

  test('tries six times with growing waits, then only waits to be told', () => {
    const apns = createProvider('apns');
    request(apns, 'ana/m1');
    pushed(apns);
    apns.advanceMs(86_400_000);
    expect(pushed(apns)).toHaveLength(6);
    expect(apns.timers()).toEqual([]);
    acknowledge(apns, 'ben', '');
    expect(pushed(apns)).toEqual(['ana/m1']);
  });

  test('forgets after 30 days', () => {
    const apns = createProvider('apns');
    const dayMs = 86_400_000;
    request(apns, 'ana/m1');
    apns.advanceMs(29 * dayMs);
    expect(kept(apns)).toEqual(['ana/m1']);
    apns.advanceMs(2 * dayMs);
    pushed(apns);
    acknowledge(apns, 'ben', '');
    expect(pushed(apns)).toEqual([]);
    expect(apns.state('storage')).toBe('empty');
  });
});

describe('FCM and a phone that is off', () => {
  const off = (): Provider => {
    const fcm = createProvider('fcm');
    request(fcm, 'ana/m0');
    fcm.advanceMs(5000);
    pushed(fcm);
    return fcm;
  };

  test('keeps a hundred', () => {
    const fcm = off();
    for (let n = 1; n < 100; n += 1) request(fcm, `ana/m${n}`);
    expect(kept(fcm)).toHaveLength(100);
    acknowledge(fcm, 'ben-tablet', '');
    expect(pushed(fcm)).toHaveLength(100);
  });

  test('one more, and all are discarded; the phone is told so, and later ones are kept again', () => {
    const fcm = off();
    for (let n = 1; n <= 100; n += 1) request(fcm, `ana/m${n}`);
    expect(kept(fcm)).toEqual([]);
    expect(fcm.state('storage')).toBe('notificationStored');
    request(fcm, 'ana/m101');
    acknowledge(fcm, 'ben-tablet', '');
    expect(pushed(fcm)).toEqual(['', 'ana/m101']);
    acknowledge(fcm, 'ben-tablet', '');
    acknowledge(fcm, 'ben-tablet', 'ana/m101');
    expect(fcm.state('storage')).toBe('empty');
    expect(pushed(fcm)).toEqual([]);
  });

  test('replaces what has the same collapse id, and keeps four of those', () => {
    const fcm = off();
    for (let n = 1; n <= 6; n += 1) request(fcm, `ana/m${n}`, `chat-${n}`);
    request(fcm, 'ana/m7', 'chat-4');
    expect(kept(fcm)).toEqual(['ana/m0', 'ana/m3', 'ana/m5', 'ana/m6', 'ana/m7']);
  });
});

test('a provider without a flavour stands for both, each phone by the rules of its platform', () => {
  const both = createProvider('both');
  for (const name of ['ana/m1', 'ana/m2']) request(both, name);
  expect(status(both)).toEqual([200, 200]);
  both.advanceMs(5000);
  const rows = both.inspect().tables[0]!.rows.map(([device, , name]) => `${device} ${name}`);
  expect(rows).toEqual(['ben ana/m2', 'ben-tablet ana/m1', 'ben-tablet ana/m2']);
});

describe('acknowledgements', () => {
  test('many pushes do not put the deadline of the first one off', () => {
    const apns = createProvider('apns');
    for (let second = 0; second < 5; second += 1) {
      request(apns, `ana/m${second}`);
      apns.advanceMs(1000);
    }
    expect(apns.state('storage')).toBe('notificationStored');
  });

  test('one that comes brings what was accepted during the silence', () => {
    const apns = createProvider('apns');
    request(apns, 'ana/m1');
    apns.advanceMs(5000);
    apns.advanceMs(10_000);
    request(apns, 'ana/m2');
    pushed(apns);
    acknowledge(apns, 'ben', 'ana/m1');
    expect(pushed(apns)).toEqual(['ana/m2']);
  });

  test('after a crash of the provider what was kept is pushed again', () => {
    const apns = createProvider('apns');
    request(apns, 'ana/m1');
    pushed(apns);
    apns.crash();
    apns.restart();
    expect(pushed(apns)).toEqual(['ana/m1']);
    expect(apns.state('storage')).toBe('pushing');
  });
});

test('bytes are counted in UTF-8', () => {
  for (const text of ['', 'abc', 'ä', '€', '👋🏽', 'ana → ben']) {
    expect(bytesOf(text)).toBe(new TextEncoder().encode(text).length);
  }
});

test('its machine behaves as under XState', () => {
  const events = ['HOLDS_NOTHING', 'HOLDS_PUSHES', 'HOLDS_STORED'].map((type) => ({ type }));
  const { reached } = expectSameAsXState(pushProvider.regions[0]!.machine, { events });
  expect(reached).toEqual(['empty', 'notificationStored', 'pushing']);
});
