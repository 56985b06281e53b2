/** Pushes asked for: one at a time for each user, merged or not, and given up in the end. */
import { describe, expect, test } from 'vitest';
import { notificationService } from '../../../src/models/notification-service/index.ts';
import { expectSameAsXState } from '../../statechart/equivalence.ts';
import { fakeNode } from '../fake-node.ts';

const createService = (knobs: Record<string, string> = {}) =>
  fakeNode(notificationService, {
    name: 'notifier',
    knobs,
    topology: {
      nodes: [
        { name: 'notifier', kind: 'notification-service' },
        { name: 'apns', kind: 'push-provider', settings: { flavour: 'apns' } },
        { name: 'fcm', kind: 'push-provider', settings: { flavour: 'fcm' } },
        { name: 'ben', kind: 'phone', settings: { user: 'ben', platform: 'ios' } },
        { name: 'ben-tablet', kind: 'phone', settings: { user: 'ben', platform: 'android' } },
        { name: 'cy', kind: 'phone', settings: { user: 'cy', platform: 'android' } },
        { name: 'server-1', kind: 'chat-server' },
      ],
    },
  });

type Service = ReturnType<typeof createService>;

const notify = (service: Service, name: string, user = 'cy') =>
  service.deliver({ type: 'notify', user, name, text: `Text of ${name}` }, 'server-1');

const respond = (service: Service, name: string, status = 200, provider = 'fcm') =>
  service.deliver({ type: 'pushResponse', name, status }, provider);

/** What was asked for since the last call. */
const requests = (service: Service): string[] =>
  service.sent
    .splice(0)
    .flatMap(({ to, packet }) =>
      packet.type === 'pushRequest' ? [`${to}: ${packet.name} ${packet.text}`] : [],
    );

describe('a notice', () => {
  test('goes to the provider of each platform that the user has', () => {
    const service = createService();
    notify(service, 'ana/m1', 'ben');
    expect(requests(service)).toEqual(['apns: ana/m1 New message', 'fcm: ana/m1 New message']);
    expect(service.state('dispatch')).toBe('dispatching');
    respond(service, 'ana/m1', 200, 'apns');
    expect(service.state('dispatch')).toBe('dispatching');
    respond(service, 'ana/m1', 200, 'fcm');
    expect(service.state('dispatch')).toBe('idle');
    expect(service.timers()).toEqual([]);
  });

  test('ping: the provider gets nothing to read. clear: it gets everything', () => {
    const service = createService({ pushPayload: 'clear' });
    notify(service, 'ana/m1');
    expect(requests(service)).toEqual(['fcm: ana/m1 Text of ana/m1']);
    service.knobs = { ...service.knobs, pushPayload: 'ping' };
    respond(service, 'ana/m1');
    notify(service, 'ana/m2');
    expect(requests(service)).toEqual(['fcm: ana/m2 New message']);
  });

  test('for a user without a phone goes nowhere', () => {
    const service = createService();
    notify(service, 'ana/m1', 'nobody');
    expect(service.news()).toEqual([]);
  });
});

describe('several to one user', () => {
  test('perUser: the latest speaks for those before it, under one collapse id', () => {
    const service = createService();
    for (const name of ['ana/m1', 'ana/m2', 'ana/m3']) notify(service, name);
    expect(service.sent.map(({ packet }) => packet)).toEqual([
      {
        type: 'pushRequest',
        user: 'cy',
        name: 'ana/m1',
        text: 'New message',
        collapseId: 'chat-cy',
        priority: 'high',
        ttlS: 2_419_200,
      },
    ]);
    requests(service);
    respond(service, 'ana/m1');
    expect(requests(service)).toEqual(['fcm: ana/m3 New message']);
  });

  test('none: each is sent, one after the other, and none replaces another', () => {
    const service = createService({ pushCollapse: 'none' });
    for (const name of ['ana/m1', 'ana/m2', 'ana/m3']) notify(service, name);
    expect(service.inspect().vital).toEqual({ label: 'waiting', value: 2 });
    for (const name of ['ana/m1', 'ana/m2', 'ana/m3']) respond(service, name);
    const ids = service.sent.map(({ packet }) =>
      packet.type === 'pushRequest' ? `${packet.name}:${packet.collapseId}` : '',
    );
    expect(ids).toEqual(['ana/m1:', 'ana/m2:', 'ana/m3:']);
  });

  test('one message to two users is answered for each', () => {
    const service = createService();
    notify(service, 'ana/m1', 'cy');
    notify(service, 'ana/m1', 'ben');
    respond(service, 'ana/m1');
    respond(service, 'ana/m1');
    expect(service.state('dispatch')).toBe('dispatching');
    respond(service, 'ana/m1', 200, 'apns');
    expect(service.state('dispatch')).toBe('idle');
  });
});

describe('a provider in trouble', () => {
  test('busy or silent: everything waits, longer each time, and then is asked again', () => {
    const service = createService();
    notify(service, 'ana/m1');
    respond(service, 'ana/m1', 503);
    expect(service.state('dispatch')).toBe('backingOff');
    requests(service);
    service.advanceMs(999);
    expect(requests(service)).toEqual([]);
    service.advanceMs(1);
    expect(requests(service)).toEqual(['fcm: ana/m1 New message']);
    service.advanceMs(5000);
    expect(service.state('dispatch')).toBe('backingOff');
    service.advanceMs(2000);
    expect(requests(service)).toEqual(['fcm: ana/m1 New message']);
    respond(service, 'ana/m1');
    expect(service.node.context('dispatch', 'strikes')).toBe(0);
  });

  test('for ever: after four attempts the push is dropped, for it was a doorbell only', () => {
    const service = createService();
    notify(service, 'ana/m1');
    service.advanceMs(60_000);
    expect(requests(service)).toHaveLength(4);
    expect(service.news().filter((line) => line.startsWith('refused'))).toEqual([
      'refused ana/m1 reason=timeout from=2',
    ]);
    expect(service.state('dispatch')).toBe('idle');
  });

  test('a newer message takes the place of the one that failed', () => {
    const service = createService();
    notify(service, 'ana/m1');
    notify(service, 'ana/m2');
    respond(service, 'ana/m1', 429);
    requests(service);
    service.advanceMs(1000);
    expect(requests(service)).toEqual(['fcm: ana/m2 New message']);
  });

  test('what is asked for meanwhile waits as well', () => {
    const service = createService();
    notify(service, 'ana/m1');
    respond(service, 'ana/m1', 503);
    requests(service);
    notify(service, 'ana/m9', 'ben');
    expect(requests(service)).toEqual([]);
    service.advanceMs(1000);
    expect(requests(service)).toEqual([
      'fcm: ana/m1 New message',
      'apns: ana/m9 New message',
      'fcm: ana/m9 New message',
    ]);
  });

  test('an error that another attempt would repeat is final', () => {
    const service = createService();
    notify(service, 'ana/m1');
    respond(service, 'ana/m1', 404);
    expect(service.state('dispatch')).toBe('idle');
  });
});

test('a crash loses what waited', () => {
  const service = createService();
  notify(service, 'ana/m1');
  service.crash();
  service.restart();
  respond(service, 'ana/m1', 503);
  expect(service.state('dispatch')).toBe('idle');
});

test('its machine behaves as under XState', () => {
  const events = ['DISPATCHED', 'SETTLED', 'ANSWERED', 'OVERLOADED'].map((type) => ({ type }));
  const { reached } = expectSameAsXState(notificationService.regions[0]!.machine, { events });
  expect(reached).toEqual(['backingOff', 'dispatching', 'idle']);
});
