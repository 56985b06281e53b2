/** Sealed from phone to phone: who can read a message on its way, and what a push gives away. */
import { describe, expect, test } from 'vitest';
import type { AnyDesign } from '../../src/models/index.ts';
import { brokenIn, says, shownOn, ticksOf } from './chat.ts';
import {
  airplane,
  does,
  sealedChat,
  STORES,
  told,
  verdictOf,
  whereIsReadable,
} from './sealed-chat.ts';

const SECRET = 'Under the third stone';

describe('a sealed message', () => {
  const script = [[3000, says('ana', SECRET)]] as const;

  test('waits for the key of the recipient, and is read by nobody but phones', () => {
    const run = sealedChat({ script });
    expect(told(run, 'awaiting', 'handedOut', 'sealed', 'unsealed', 'shown')).toEqual([
      "Ana's phone waits for the key to which Ana's message 1 must be sealed.",
      "The key registry hands out key 1 of Ben's phone with a one-time prekey and keeps 99 one-time prekeys.",
      "Ana's phone seals Ana's message 1 to key 1 of Ben's phone.",
      "Ana's phone waits for a server to acknowledge Ana's message 1.",
      "Ana's phone waits for word that Ana's message 1 has arrived.",
      "Ben's phone opens the seal of Ana's message 1.",
      `Ben's phone shows “${SECRET}”.`,
      "Ana's phone waits for word that Ana's message 1 was read.",
    ]);
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent', 'delivered']);
    expect(whereIsReadable(run, SECRET)).toEqual(['ana', 'ben']);
    expect(verdictOf(run, 'sealed')).toBe('holds');
    expect(brokenIn(run)).toEqual([]);
  });

  test.each([
    ['a log and a consumer', { log: 'kafka', hop: 'consumer' }],
    ['a topic for each server', { log: 'kafka', hop: 'topic' }],
    ['a list for who is offline', { offlineQueue: 'fifo', enqueue: 'recheck' }],
    ['a list that is written always', { offlineQueue: 'fifo', enqueue: 'always' }],
    ['rows without an outbox', { dedup: 'earlyReturn' }],
    ['every server asked', { routing: 'broadcast' }],
  ] satisfies [string, AnyDesign][])('stays sealed through %s', (_, design) => {
    const run = sealedChat({
      with: [...STORES, 'key-registry', 'kafka'],
      script: [
        ...script,
        [5000, airplane('ben', true)],
        [6000, says('ana', `${SECRET}, left`)],
        [18_000, airplane('ben', false)],
      ],
      design,
      durationMs: 60_000,
    });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(whereIsReadable(run, SECRET)).toEqual(['ana', 'ben']);
    expect(verdictOf(run, 'sealed')).toBe('holds');
    expect(brokenIn(run)).toEqual([]);
  });

  test('is as many copies as there are other devices in the group', () => {
    const run = sealedChat({ script, phones: { ana: 'ios', ben: 'android', cem: 'ios' } });
    expect(told(run, 'sealed')).toEqual([
      "Ana's phone seals Ana's message 1 to key 1 of Ben's phone.",
      "Ana's phone seals Ana's message 1 to key 1 of Cem's phone.",
    ]);
    expect(shownOn(run, 'cem')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('of two phones that answer each other costs one prekey each, however many follow', () => {
    const run = sealedChat({
      script: [
        ...script,
        [4000, says('ben', 'Thanks')],
        [5000, says('ana', 'Quick!')],
        [6000, says('ben', 'Running')],
      ],
    });
    expect(told(run, 'handedOut')).toHaveLength(2);
    expect(told(run, 'shown')).toHaveLength(4);
    expect(brokenIn(run)).toEqual([]);
  });

  test('without encryption is read by the first server that gets it', () => {
    const run = sealedChat({ script, design: { encryption: 'none' } });
    expect(whereIsReadable(run, SECRET)).toEqual(['ana', 'ben', 'cassandra']);
    expect(verdictOf(run, 'sealed')).toBe(
      `broken: Server 1 can read “${SECRET}” (ana/m1), which nobody sealed.`,
    );
  });

  test('waits as long as there is nobody to ask for keys', () => {
    const run = sealedChat({ script, with: STORES });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock']);
    expect(brokenIn(run)).toEqual(['eventual-delivery']);
    expect(verdictOf(run, 'sealed')).toBe('not proved: No sealed message passed a server.');
  });
});

describe('the key registry', () => {
  test('without one-time prekeys hands out the rest of the bundle', () => {
    const run = sealedChat({ script: [[3000, says('ana', 'Hi')]], design: { oneTimePrekeys: 0 } });
    expect(told(run, 'handedOut')).toEqual([
      "The key registry hands out key 1 of Ben's phone alone: no one-time prekey is left.",
    ]);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
  });

  test('asks a device for more when few are left', () => {
    const run = sealedChat({ script: [[3000, says('ana', 'Hi')]], design: { oneTimePrekeys: 5 } });
    expect(told(run, 'registered').at(-1)).toBe(
      "The key registry keeps key 1 of Ben's phone and 9 one-time prekeys.",
    );
  });

  test('that is down holds up the first message to somebody, and no other', () => {
    const run = sealedChat({
      script: [
        [3000, says('ana', 'One')],
        [5000, { do: 'crash', node: 'keys' }],
        [6000, says('ana', 'Two')],
        [7000, says('ben', 'Three')],
        [15_000, { do: 'restart', node: 'keys' }],
      ],
      durationMs: 50_000,
    });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(ticksOf(run, 'ben/m1')).toEqual(['clock', 'sent', 'delivered']);
    expect(brokenIn(run)).toEqual([]);
  });
});

describe('a push', () => {
  const script = [
    [3000, says('ana', 'Hello')],
    [5000, does('ben', { act: 'suspend' })],
    [6000, says('ana', SECRET)],
    [20_000, does('ben', { act: 'foreground' })],
  ] as const;
  const pushed = (pushPayload: string) =>
    sealedChat({ script, design: { pushPayload }, durationMs: 60_000 });

  test('that is a ping shows nothing to anybody', () => {
    const run = pushed('ping');
    expect(told(run, 'banner')).toEqual(["Ben's phone shows a notification: “New message”."]);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('that is sealed is opened on the phone', () => {
    const run = pushed('sealed');
    expect(told(run, 'banner')).toEqual([`Ben's phone shows a notification: “${SECRET}”.`]);
    expect(told(run, 'exposed')).toEqual([]);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('that says the message makes the sender’s phone hand it to the servers', () => {
    const run = pushed('clear');
    expect(told(run, 'banner')).toEqual([`Ben's phone shows a notification: “${SECRET}”.`]);
    expect(told(run, 'exposed')).toEqual(
      expect.arrayContaining([
        "Server 1 can read Ana's message 2.",
        "The notification service can read Ana's message 2.",
        "The push provider can read Ana's message 2.",
      ]),
    );
    expect(brokenIn(run)).toEqual(['sealed']);
    expect(verdictOf(run, 'sealed')).toBe(
      'broken: Server 1 can read “Hello” (ana/m1), sealed though it was.',
    );
  });
});
