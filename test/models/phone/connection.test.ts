/** Is this socket alive? How a phone finds out, and how it comes back. */
import { describe, expect, test } from 'vitest';
import { anasPhone, connect, connectedPhone, fromServer, sentTypes } from './anas-phone.ts';

describe('connecting', () => {
  test('goes through the balancer, under a number that is never used twice', () => {
    const ana = anasPhone();
    expect(ana.sent).toEqual([
      {
        to: 'balancer',
        connection: 1,
        packet: { type: 'open', user: 'ana', connection: 1 },
      },
    ]);
    ana.crash();
    ana.restart();
    expect(
      ana.sent.filter(({ packet }) => packet.type === 'open').map((each) => each.connection),
    ).toEqual([1, 2]);
  });

  test('is given up after five seconds without an answer, which then comes too late', () => {
    const ana = anasPhone();
    ana.advanceMs(5000);
    expect(ana.state('connection')).toBe('reconnecting');
    ana.news();
    ana.deliver({ type: 'opened', server: 5 }, 'server-1', 1);
    expect(ana.news()).toEqual([
      'lost from=5 packet=opened reason=closed',
      'sends close to server-1',
    ]);
    expect(ana.state('connection')).toBe('reconnecting');
  });

  test('that is refused counts as a failure', () => {
    const ana = anasPhone();
    ana.deliver({ type: 'openRefused', reason: 'overCapacity' }, 'balancer', 1);
    expect(ana.state('connection')).toBe('reconnecting');
    expect(ana.node.context('connection', 'attempt')).toBe(1);
    connectAfterBackoff(ana);
    expect(ana.node.context('connection', 'attempt')).toBe(0);
  });

  test('to a second server that also answers is declined', () => {
    const ana = connectedPhone();
    ana.deliver({ type: 'opened', server: 6 }, 'server-7', 1);
    expect(ana.news()).toEqual([
      'lost from=6 packet=opened reason=closed',
      'sends close to server-7',
    ]);
    expect(ana.node.store.memory.server).toBe(5);
  });

  test('of a crowd can be put off, phone by phone, but only the first time', () => {
    const ana = anasPhone({ settings: { startsAtMs: 2500 } });
    expect(ana.sent).toEqual([]);
    ana.advanceMs(2500);
    expect(sentTypes(ana)).toEqual(['open']);
    ana.crash();
    ana.restart();
    expect(sentTypes(ana)).toEqual(['open', 'pushAck']);
  });

  test('needs a load balancer in the deployment', () => {
    expect(() => anasPhone({ topology: { nodes: [{ name: 'ana', kind: 'phone' }] } })).toThrow(
      'phone "ana" has no load balancer to connect to: add one',
    );
  });
});

function connectAfterBackoff(ana: ReturnType<typeof anasPhone>): void {
  ana.due('connection: backoff', ana.timers().find(({ name }) => name.endsWith('backoff'))!.key);
  connect(ana);
}

describe('a heartbeat', () => {
  test('that is answered keeps the connection', () => {
    const ana = connectedPhone();
    for (let beat = 1; beat <= 3; beat += 1) {
      ana.advanceMs(30_000);
      expect(sentTypes(ana)).toEqual(['ping']);
      fromServer(ana, { type: 'pong' });
    }
    ana.advanceMs(29_000);
    expect(ana.state('connection')).toBe('connected');
    expect(ana.news()).toEqual(Array.from({ length: 3 }, () => 'sends ping to server-1'));
  });

  test('without an answer ends it: until then the phone believed in a dead socket', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'type', conversation: 'ana-ben', text: 'Are you there?' });
    ana.advanceMs(39_999);
    expect(ana.state('connection')).toBe('connected');
    ana.news();
    ana.advanceMs(1);
    expect(ana.news().slice(0, 3)).toEqual([
      'disconnected peer=5 connection=1 closing=pongTimeout',
      'awaiting ana/m1 awaited=connection',
      'connection: connected > reconnecting',
    ]);
    expect(ana.timers().map(({ name }) => name)).toEqual(['connection: backoff']);
  });

  test('more frequent than its answers are due does not put the deadline off', () => {
    const ana = connectedPhone({ knobs: { heartbeatMs: 2000, pongTimeoutMs: 5000 } });
    ana.advanceMs(7000);
    expect(sentTypes(ana)).toEqual(['ping', 'ping', 'ping']);
    expect(ana.state('connection')).toBe('reconnecting');
  });
});

describe('packets that are not for this connection', () => {
  test('a delivery on the old connection is lost, and not acknowledged', () => {
    const ana = connectedPhone();
    fromServer(ana, { type: 'close' });
    connectAfterBackoff(ana);
    ana.news();
    ana.answers();
    const late = {
      name: 'ben/m1',
      conversation: 'ana-ben',
      sender: 'ben',
      text: 'Hi',
      typedAtUs: 1,
      sequence: 1,
    };
    ana.deliver({ type: 'deliver', message: late }, 'server-1', 1);
    expect(ana.news()).toEqual(['lost ben/m1 from=5 packet=deliver reason=closed']);
    expect(ana.answers()).toEqual([]);
  });

  test('while it is still connecting, only an answer counts', () => {
    const ana = anasPhone();
    ana.news();
    ana.deliver({ type: 'pong' }, 'server-1', 1);
    expect(ana.news()).toEqual(['lost from=5 packet=pong reason=closed']);
    ana.deliver({ type: 'close' }, 'server-1', 1);
    expect(ana.state('connection')).toBe('reconnecting');
  });

  test('in airplane mode nothing arrives at all', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'airplane', on: true });
    ana.news();
    ana.deliver({ type: 'push', name: 'ben/m1', text: 'New message' }, 'apns');
    expect(ana.news()).toEqual(['lost ben/m1 from=7 packet=push reason=cut']);
  });
});

describe('the network goes and comes', () => {
  test('onConnectivity: the app waits for the system, and then tries at once', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'airplane', on: true });
    ana.operate({ act: 'airplane', on: true });
    expect(ana.news()).toEqual([
      'network: wifi > none',
      'disconnected peer=5 connection=1 closing=airplane',
      'connection: connected > disconnected',
    ]);
    ana.advanceMs(245_000);
    expect(ana.news()).toEqual([]);
    ana.operate({ act: 'airplane', on: false });
    expect(ana.news()).toEqual([
      'network: none > wifi',
      'sends open to balancer',
      'connection: disconnected > connecting',
      'sends pushAck to apns',
    ]);
  });

  test('onSuccess: attempts at 1, 3, 7, 15, 31 s and so on fail, and back in coverage it waits', () => {
    const knobs = { backoffReset: 'onSuccess', backoff: 'exponential' };
    const ana = connectedPhone({ knobs });
    ana.operate({ act: 'airplane', on: true });
    ana.advanceMs(245_000);
    ana.operate({ act: 'airplane', on: false });
    expect(ana.state('connection')).toBe('reconnecting');
    ana.advanceMs(57_999);
    expect(ana.state('connection')).toBe('reconnecting');
    ana.advanceMs(1);
    expect(ana.clockUs).toBe(303_000_000);
    expect(ana.state('connection')).toBe('connecting');
  });

  test('none: without a network it looks once a second, not in an endless loop', () => {
    const ana = connectedPhone({ knobs: { backoffReset: 'onSuccess', backoff: 'none' } });
    ana.operate({ act: 'airplane', on: true });
    ana.advanceMs(10_000, 11);
    expect(ana.node.context('connection', 'attempt')).toBe(11);
  });
});
