/** What the operating system does with the app, and what a push does to it. */
import { describe, expect, test } from 'vitest';
import { connect, connectedPhone, fromServer, message, screen, sentTypes } from './anas-phone.ts';

const push = { type: 'push', name: 'ben/m1', text: 'New message' } as const;

describe('in the background', () => {
  test('an iOS app runs for 30 s, then it is suspended and its socket closed in good order', () => {
    const ana = connectedPhone({ knobs: { heartbeatMs: 60_000 } });
    ana.operate({ act: 'background' });
    fromServer(ana, { type: 'deliver', message: message('ben/m1', 1) });
    expect(sentTypes(ana)).toEqual(['deliverAck']);
    ana.news();
    ana.advanceMs(29_999);
    expect(ana.news()).toEqual([]);
    ana.advanceMs(1);
    expect(ana.news()).toEqual([
      'app: background > suspended',
      'sends close to server-1',
      'disconnected peer=5 connection=1 closing=suspended',
      'connection: connected > disconnected',
    ]);
    expect(ana.timers()).toEqual([]);
  });

  test('an Android app stays for ten minutes', () => {
    const ana = connectedPhone({ settings: { platform: 'android' }, knobs: { heartbeatMs: 1e6 } });
    ana.operate({ act: 'background' });
    ana.advanceMs(599_999);
    expect(ana.state('app')).toBe('background');
    ana.advanceMs(1);
    expect(ana.state('app')).toBe('suspended');
    expect(ana.state('connection')).toBe('disconnected');
  });
});

test('an app that was suspended without a network stays asleep when the network comes back', () => {
  const ana = connectedPhone();
  ana.operate({ act: 'airplane', on: true });
  ana.operate({ act: 'suspend' });
  ana.operate({ act: 'airplane', on: false });
  expect(ana.state('connection')).toBe('disconnected');
  ana.operate({ act: 'foreground' });
  expect(ana.state('connection')).toBe('connecting');
});

describe('killed', () => {
  test('closes its socket, loses its memory and keeps its disk', () => {
    const ana = connectedPhone();
    fromServer(ana, { type: 'deliver', message: message('ben/m1', 1) });
    ana.operate({ act: 'open', conversation: 'ana-ben' });
    ana.operate({ act: 'type', conversation: 'ana-ben', text: 'On my way' });
    ana.news();
    ana.operate({ act: 'kill' });
    expect(ana.news()).toEqual([
      'app: foreground > killed',
      'sends close to server-1',
      'disconnected peer=5 connection=1 closing=killed',
      'awaiting ana/m1 awaited=connection',
      'connection: connected > disconnected',
    ]);
    expect(ana.node.store.memory.open).toBe('');
    expect(ana.timers()).toEqual([]);
    expect(screen(ana)).toEqual(['ben/m1 1 read: ben/m1', 'ana/m1 - clock: On my way']);
  });

  test('stays killed when it is killed again, put in the background or suspended', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'kill' });
    ana.news();
    for (const act of ['kill', 'background', 'suspend'] as const) ana.operate({ act });
    expect(ana.news()).toEqual([]);
  });

  test('whoever types launches it first', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'kill' });
    ana.answers();
    ana.operate({ act: 'type', conversation: 'ana-ben', text: 'On my way' });
    expect(ana.state('app')).toBe('foreground');
    connect(ana);
    expect(sentTypes(ana)).toEqual(['open', 'sync', 'sync', 'publish']);
  });

  test('while it is still connecting, the late answer finds nobody', () => {
    const ana = connectedPhone();
    fromServer(ana, { type: 'close' });
    ana.due('connection: backoff', ana.timers()[0]!.key);
    ana.operate({ act: 'kill' });
    ana.news();
    ana.deliver({ type: 'opened', server: 6 }, 'server-7', 2);
    expect(ana.news()).toEqual([
      'lost from=6 packet=opened reason=closed',
      'sends close to server-7',
    ]);
  });
});

describe('a push', () => {
  test('is acknowledged and not shown over an open app', () => {
    const ana = connectedPhone();
    ana.deliver(push, 'apns');
    expect(ana.news()).toEqual(['sends pushAck to apns']);
  });

  test('wakes a suspended app, which fetches by itself and is suspended again', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'suspend' });
    ana.news();
    ana.deliver(push, 'apns');
    expect(ana.news()).toEqual([
      'banner ben/m1 text=New message',
      'sends pushAck to apns',
      'app: suspended > background',
      'sends open to balancer',
      'connection: disconnected > connecting',
    ]);
    connect(ana);
    ana.advanceMs(30_000);
    expect(ana.state('app')).toBe('suspended');
    expect(ana.state('connection')).toBe('disconnected');
  });

  test('in the background buys the app another while', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'background' });
    ana.advanceMs(20_000);
    ana.deliver(push, 'apns');
    ana.advanceMs(20_000);
    expect(ana.state('app')).toBe('background');
  });

  test('shows its banner for a killed iOS app and does not start it', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'kill' });
    ana.news();
    ana.deliver(push, 'apns');
    expect(ana.news()).toEqual(['banner ben/m1 text=New message', 'sends pushAck to apns']);
    expect(ana.state('app')).toBe('killed');
  });

  test('starts a killed Android app', () => {
    const ana = connectedPhone({ settings: { platform: 'android' } });
    ana.operate({ act: 'kill' });
    ana.deliver(push, 'fcm');
    expect(ana.state('app')).toBe('background');
    expect(ana.state('connection')).toBe('connecting');
  });

  test('that comes twice is shown once', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'suspend' });
    ana.deliver(push, 'apns');
    ana.deliver(push, 'apns');
    expect(ana.records.filter(({ kind }) => kind === 'banner')).toHaveLength(1);
  });

  test('without a name says that pushes were discarded: the app is woken, nothing is shown', () => {
    const ana = connectedPhone({ settings: { platform: 'android' } });
    ana.operate({ act: 'suspend' });
    ana.deliver({ type: 'push', name: '', text: '' }, 'fcm');
    expect(ana.records.some(({ kind }) => kind === 'banner')).toBe(false);
    expect(ana.state('connection')).toBe('connecting');
  });

  test('meets no network: suspended in airplane mode the phone hears nothing', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'suspend' });
    ana.operate({ act: 'airplane', on: true });
    ana.deliver(push, 'apns');
    expect(ana.state('app')).toBe('suspended');
    ana.operate({ act: 'airplane', on: false });
    expect(ana.answers().at(-1)).toEqual({ type: 'pushAck', name: '' });
    expect(ana.state('connection')).toBe('disconnected');
  });
});
