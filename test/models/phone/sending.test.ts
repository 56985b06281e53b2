/** From typing to the first tick: what is kept, what is sent again, and what one tick rests on. */
import { describe, expect, test } from 'vitest';
import {
  anasPhone,
  connect,
  connectedPhone,
  fromServer,
  screen,
  sentTypes,
  type AnasPhone,
} from './anas-phone.ts';

const type = (ana: AnasPhone, text: string, conversation = 'ana-ben') =>
  ana.operate({ act: 'type', conversation, text });

const acknowledge = (ana: AnasPhone, name: string, sequence: number) =>
  fromServer(ana, { type: 'publishAck', name, evidence: 'store', sequence });

describe('a typed message', () => {
  test('is on disk before it leaves, and out of the outbox once the server has it', () => {
    const ana = connectedPhone();
    type(ana, 'Meet at six?');
    acknowledge(ana, 'ana/m1', 1);
    expect(ana.news()).toEqual([
      'typed ana/m1 text=Meet at six? conversation=ana-ben',
      'stored ana/m1 place=outbox durable=1 position=1',
      'stored ana/m1 place=local durable=1 position=0',
      'status ana/m1 status=clock evidence=typed',
      'awaiting ana/m1 awaited=serverAck',
      'sends publish to server-1',
      'status ana/m1 status=sent evidence=store',
      'awaiting ana/m1 awaited=deliveryReceipt',
      'forgotten ana/m1 place=outbox',
    ]);
    expect(ana.timers().map(({ name }) => name)).toEqual(['connection: heartbeat']);
  });

  test('waits for a connection when there is none, and goes out after the sync', () => {
    const ana = anasPhone();
    type(ana, 'Meet at six?');
    expect(ana.news().at(-1)).toBe('awaiting ana/m1 awaited=connection');
    connect(ana);
    expect(ana.news()).toEqual([
      'connected peer=5 connection=1',
      'awaiting ana/m1 awaited=serverAck',
      'sends sync to server-1',
      'sends sync to server-1',
      'sends publish to server-1',
      'connection: connecting > connected',
    ]);
  });

  test('is sent again until it is acknowledged, under the same name', () => {
    const ana = connectedPhone({ knobs: { retryMs: 2000 } });
    type(ana, 'Meet at six?');
    ana.advanceMs(4500);
    const publishes = ana.answers().filter((packet) => packet.type === 'publish');
    expect(publishes.map(({ message, attempt }) => [message.name, attempt])).toEqual([
      ['ana/m1', 1],
      ['ana/m1', 2],
      ['ana/m1', 3],
    ]);
  });

  test('keeps its name and its place in line when the app is killed and launched', () => {
    const ana = connectedPhone();
    type(ana, 'one');
    type(ana, 'two');
    ana.operate({ act: 'kill' });
    ana.operate({ act: 'launch' });
    connect(ana);
    acknowledge(ana, 'ana/m1', 1);
    type(ana, 'three');
    expect(ana.node.store.disk.outbox.size).toBe(2);
    expect(screen(ana)).toEqual([
      'ana/m1 1 sent: one',
      'ana/m2 - clock: two',
      'ana/m3 - clock: three',
    ]);
  });

  test('to a conversation that the user is not in is refused', () => {
    const ana = connectedPhone();
    type(ana, 'let me in', 'ben-cy');
    expect(ana.news()).toEqual(['refused reason=noConversation from=0']);
  });
});

describe('several messages in flight', () => {
  const publishedNames = (ana: AnasPhone) =>
    ana.answers().flatMap((packet) => (packet.type === 'publish' ? [packet.message.name] : []));

  test('one: the second waits for the first, another conversation does not', () => {
    const ana = connectedPhone();
    type(ana, 'first');
    type(ana, 'second');
    type(ana, 'who is driving?', 'trip');
    expect(publishedNames(ana)).toEqual(['ana/m1', 'ana/m3']);
    acknowledge(ana, 'ana/m1', 1);
    expect(publishedNames(ana)).toEqual(['ana/m2']);
  });

  test('many: a retry of the first comes after the second', () => {
    const ana = connectedPhone({ knobs: { inFlight: 'many' } });
    type(ana, 'first');
    type(ana, 'second');
    acknowledge(ana, 'ana/m2', 1);
    ana.due('retry', 'ana/m1');
    expect(publishedNames(ana)).toEqual(['ana/m1', 'ana/m2', 'ana/m1']);
  });
});

describe('one tick when the send call returned', () => {
  const knobs = { sentEvidence: 'socketWrite' };

  test('the phone forgets the message at once, and nothing will ever send it again', () => {
    const ana = connectedPhone({ knobs });
    type(ana, 'Meet at six?');
    expect(ana.news().slice(3)).toEqual([
      'status ana/m1 status=clock evidence=typed',
      'awaiting ana/m1 awaited=serverAck',
      'sends publish to server-1',
      'forgotten ana/m1 place=outbox',
      'status ana/m1 status=sent evidence=socketWrite',
      'awaiting ana/m1 awaited=deliveryReceipt',
    ]);
    ana.answers();
    ana.advanceMs(29_000);
    expect(sentTypes(ana)).toEqual([]);
  });

  test('without a connection it still shows the clock', () => {
    const ana = anasPhone({ knobs });
    type(ana, 'Meet at six?');
    expect(screen(ana)).toEqual(['ana/m1 - clock: Meet at six?']);
  });

  test('a late acknowledgement still gives the message its number', () => {
    const ana = connectedPhone({ knobs });
    type(ana, 'Meet at six?');
    ana.news();
    acknowledge(ana, 'ana/m1', 9);
    expect(ana.news()).toEqual([]);
    expect(screen(ana)).toEqual(['ana/m1 9 sent: Meet at six?']);
  });
});

test('a second acknowledgement changes nothing', () => {
  const ana = connectedPhone();
  type(ana, 'Meet at six?');
  acknowledge(ana, 'ana/m1', 1);
  ana.news();
  acknowledge(ana, 'ana/m1', 1);
  fromServer(ana, { type: 'publishAck', name: 'ana/m77', evidence: 'store', sequence: 4 });
  expect(ana.news()).toEqual([]);
});

test('the clock of a message is the phone’s own', () => {
  const ana = connectedPhone({ startUs: 5_000_000 });
  type(ana, 'Meet at six?');
  const [publish] = ana.answers();
  expect(publish).toEqual({
    type: 'publish',
    message: {
      name: 'ana/m1',
      conversation: 'ana-ben',
      sender: 'ana',
      text: 'Meet at six?',
      typedAtUs: 5_000_000,
    },
    attempt: 1,
  });
});
