/** Messages that come in: twice, out of order, with a gap, by pages; and what is read. */
import { describe, expect, test } from 'vitest';
import {
  anasPhone,
  connect,
  connectedPhone,
  fromServer,
  message,
  screen,
  sentTypes,
  type AnasPhone,
} from './anas-phone.ts';

const deliver = (ana: AnasPhone, name: string, sequence: number, text?: string) =>
  fromServer(ana, { type: 'deliver', message: message(name, sequence, text) });

describe('[shown-once] a delivery', () => {
  test('is stored, then acknowledged, then shown', () => {
    const ana = connectedPhone();
    deliver(ana, 'ben/m1', 1, 'Six it is.');
    expect(ana.news()).toEqual([
      'stored ben/m1 place=local durable=1 position=0',
      'sends deliverAck to server-1',
      'shown ben/m1 position=0 sequence=1 text=Six it is.',
    ]);
    expect(ana.answers()).toEqual([{ type: 'deliverAck', name: 'ben/m1', sender: 'ben' }]);
  });

  test('byName: a second one is acknowledged again and shown once', () => {
    const ana = connectedPhone();
    deliver(ana, 'ben/m1', 1);
    ana.news();
    deliver(ana, 'ben/m1', 1);
    expect(ana.news()).toEqual(['duplicate ben/m1 place=local', 'sends deliverAck to server-1']);
    expect(screen(ana)).toEqual(['ben/m1 1 delivered: ben/m1']);
  });

  test('none: two copies stand on screen', () => {
    const ana = connectedPhone({ knobs: { clientDedup: 'none' } });
    deliver(ana, 'ben/m1', 1);
    deliver(ana, 'ben/m1', 2);
    deliver(ana, 'ben/m1', 2);
    expect(screen(ana)).toEqual([
      'ben/m1 1 delivered: ben/m1',
      'ben/m1#2 2 delivered: ben/m1',
      'ben/m1#3 2 delivered: ben/m1',
    ]);
    expect(ana.records.filter(({ kind }) => kind === 'shown')).toHaveLength(3);
  });

  test('is still known after a crash, because rows are on disk', () => {
    const ana = connectedPhone();
    deliver(ana, 'ben/m1', 1);
    ana.crash();
    ana.restart();
    connect(ana);
    ana.news();
    deliver(ana, 'ben/m1', 1);
    expect(ana.news()[0]).toBe('duplicate ben/m1 place=local');
  });
});

describe('the order on screen', () => {
  test('a late number goes to its place above', () => {
    const ana = connectedPhone();
    for (const sequence of [1, 3, 2]) deliver(ana, `ben/m${sequence}`, sequence);
    expect(screen(ana).map((line) => line.split(' ')[1])).toEqual(['1', '2', '3']);
    const shown = ana.records.filter(({ kind }) => kind === 'shown');
    expect(shown.map(({ fields }) => fields['position'])).toEqual([0, 1, 1]);
  });

  test('an own message waits at the end until it has its number', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'type', conversation: 'ana-ben', text: 'Six?' });
    deliver(ana, 'ben/m1', 2, 'Seven?');
    expect(screen(ana)).toEqual(['ben/m1 2 delivered: Seven?', 'ana/m1 - clock: Six?']);
    ana.news();
    fromServer(ana, { type: 'publishAck', name: 'ana/m1', evidence: 'store', sequence: 1 });
    expect(ana.news()).toContain('stored ana/m1 place=local durable=1 position=0');
    expect(screen(ana)).toEqual(['ana/m1 1 sent: Six?', 'ben/m1 2 delivered: Seven?']);
  });

  test('without numbers it is the order of arrival at this phone', () => {
    const ana = connectedPhone();
    deliver(ana, 'ben/m2', 0);
    ana.operate({ act: 'type', conversation: 'ana-ben', text: 'Six?' });
    deliver(ana, 'ben/m1', 0);
    expect(screen(ana).map((line) => line.split(' ')[0])).toEqual(['ben/m2', 'ana/m1', 'ben/m1']);
  });
});

describe('a gap in the numbers', () => {
  test('is given half a second to close by itself', () => {
    const ana = connectedPhone();
    deliver(ana, 'ben/m1', 1);
    deliver(ana, 'ben/m3', 3);
    ana.advanceMs(400);
    deliver(ana, 'ben/m2', 2);
    ana.news();
    ana.advanceMs(1000);
    expect(ana.news()).toEqual([]);
  });

  test('is recorded, and asked for once', () => {
    const ana = connectedPhone();
    deliver(ana, 'ben/m1', 1);
    deliver(ana, 'ben/m3', 3);
    ana.answers();
    ana.news();
    ana.advanceMs(500);
    expect(ana.news()).toEqual(['gap conversation=ana-ben sequence=2', 'sends sync to server-1']);
    expect(ana.answers()).toEqual([{ type: 'sync', conversation: 'ana-ben', after: 1 }]);
    // The table has no number 2 either: there is nobody else to ask.
    fromServer(ana, {
      type: 'syncPage',
      conversation: 'ana-ben',
      messages: [message('ben/m3', 3)],
      last: true,
    });
    deliver(ana, 'ben/m3', 3);
    ana.news();
    ana.advanceMs(5000);
    expect(ana.news()).toEqual([]);
  });

  test('highestSeen: it is seen and never asked for, not even on the next connection', () => {
    const ana = connectedPhone({ knobs: { cursor: 'highestSeen' } });
    deliver(ana, 'ben/m1', 1);
    deliver(ana, 'ben/m3', 3);
    ana.advanceMs(500);
    expect(ana.news().at(-1)).toBe('gap conversation=ana-ben sequence=2');
    fromServer(ana, { type: 'close' });
    ana.due('connection: backoff', ana.timers()[0]!.key);
    ana.answers();
    connect(ana, 'server-7');
    expect(ana.answers()).toContainEqual({ type: 'sync', conversation: 'ana-ben', after: 3 });
  });

  test('highestContiguous: the next sync starts before it', () => {
    const ana = connectedPhone();
    deliver(ana, 'ben/m1', 1);
    deliver(ana, 'ben/m3', 3);
    ana.operate({ act: 'airplane', on: true });
    ana.operate({ act: 'airplane', on: false });
    ana.answers();
    connect(ana);
    expect(ana.answers()).toEqual([
      { type: 'sync', conversation: 'ana-ben', after: 1 },
      { type: 'sync', conversation: 'trip', after: 0 },
    ]);
  });
});

describe('a sync', () => {
  test('is taken page by page, each row acknowledged like a delivery', () => {
    const ana = connectedPhone();
    fromServer(ana, {
      type: 'syncPage',
      conversation: 'ana-ben',
      messages: [message('ben/m1', 1), message('ben/m2', 2)],
      last: false,
    });
    expect(ana.answers()).toEqual([
      { type: 'deliverAck', name: 'ben/m1', sender: 'ben' },
      { type: 'deliverAck', name: 'ben/m2', sender: 'ben' },
      { type: 'sync', conversation: 'ana-ben', after: 2 },
    ]);
    fromServer(ana, {
      type: 'syncPage',
      conversation: 'ana-ben',
      messages: [message('ben/m3', 3)],
      last: true,
    });
    expect(sentTypes(ana)).toEqual(['deliverAck']);
    expect(ana.records.filter(({ kind }) => kind === 'shown')).toHaveLength(3);
  });

  test('a page with a hole does not ask for the same page for ever', () => {
    const ana = connectedPhone();
    const page = (sequence: number) =>
      fromServer(ana, {
        type: 'syncPage',
        conversation: 'ana-ben',
        messages: [message(`ben/m${sequence}`, sequence)],
        last: false,
      });
    page(5);
    page(6);
    const asked = ana.answers().flatMap((packet) => (packet.type === 'sync' ? [packet.after] : []));
    expect(asked).toEqual([5, 6]);
  });

  test('brings her own messages their numbers, and those of her other devices', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'type', conversation: 'ana-ben', text: 'Six?' });
    ana.news();
    fromServer(ana, {
      type: 'syncPage',
      conversation: 'ana-ben',
      messages: [
        message('ana/m1', 1, 'Six?'),
        { ...message('ana-tablet/m1', 2, 'From the sofa'), sender: 'ana' },
      ],
      last: true,
    });
    expect(ana.news().filter((line) => line.startsWith('shown'))).toEqual([]);
    expect(screen(ana)).toEqual(['ana/m1 1 clock: Six?', 'ana-tablet/m1 2 sent: From the sofa']);
  });
});

describe('reading', () => {
  test('opening a chat reads what is unread in it, once', () => {
    const ana = connectedPhone();
    deliver(ana, 'ben/m1', 1);
    ana.answers();
    ana.news();
    ana.operate({ act: 'open', conversation: 'ana-ben' });
    ana.operate({ act: 'open', conversation: 'ana-ben' });
    expect(ana.news()).toEqual([
      'opened conversation=ana-ben',
      'sends readReceipt to server-1',
      'opened conversation=ana-ben',
    ]);
    expect(ana.answers()).toEqual([{ type: 'readReceipt', name: 'ben/m1', sender: 'ben' }]);
  });

  test('what arrives in the open chat is read at once, elsewhere it is not', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'open', conversation: 'ana-ben' });
    deliver(ana, 'ben/m1', 1);
    fromServer(ana, { type: 'deliver', message: message('cy/m1', 1, 'Hello', 'trip') });
    expect(sentTypes(ana)).toEqual(['deliverAck', 'readReceipt', 'deliverAck']);
  });

  test('in the background nothing is read until the app is in front again', () => {
    const ana = connectedPhone();
    ana.operate({ act: 'open', conversation: 'ana-ben' });
    ana.operate({ act: 'background' });
    deliver(ana, 'ben/m1', 1);
    expect(sentTypes(ana)).toEqual(['deliverAck']);
    ana.operate({ act: 'foreground' });
    expect(sentTypes(ana)).toEqual(['readReceipt']);
  });

  test('what is read without a connection is reported on the next one', () => {
    const ana = connectedPhone();
    deliver(ana, 'ben/m1', 1);
    ana.operate({ act: 'airplane', on: true });
    ana.operate({ act: 'open', conversation: 'ana-ben' });
    ana.answers();
    ana.operate({ act: 'airplane', on: false });
    connect(ana);
    expect(sentTypes(ana)).toEqual(['open', 'pushAck', 'sync', 'sync', 'readReceipt']);
  });
});

test('a phone that was never connected asks for everything', () => {
  const ana = anasPhone();
  connect(ana);
  expect(ana.answers()).toEqual([
    { type: 'open', user: 'ana', connection: 1 },
    { type: 'sync', conversation: 'ana-ben', after: 0 },
    { type: 'sync', conversation: 'trip', after: 0 },
  ]);
});
