/** Symbolic sealing: what is sealed reads as nothing, and opens to the same text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  copyFor,
  openCopy,
  isStandIn,
  readableIn,
  realKeyOf,
  sealText,
  standInFor,
  type ChatMessage,
  type Packet,
} from '../../src/models/protocol/index.ts';

const text = fc.string({ unit: 'binary', maxLength: 80 });

describe('a sealed copy', () => {
  test('opens to the text that was sealed, whatever it is', () => {
    fc.assert(
      fc.property(text, (words) => {
        const copy = sealText(words, 'ana/m1', 'ben', 'ben/k1');
        expect(openCopy(copy, 'ana/m1')).toBe(words);
        expect(copy.length).toBe(new TextEncoder().encode(words).length);
        expect(copy.length).toBe(bytesOf(words));
      }),
    );
  });

  test('shows neither the words, nor that two messages say the same', () => {
    const bodies = ['ana/m1', 'ana/m2'].flatMap((name) =>
      ['ben/k1', 'ben/k2'].map((key) => sealText('Meet at six?', name, 'ben', key).body),
    );
    expect(new Set(bodies).size).toBe(4);
    for (const body of bodies) expect(body).toMatch(/^[0-9a-f]+ *$/);
  });

  test('is found by the device it is for', () => {
    const copies = ['ben', 'cy'].map((device) => sealText('Hi', 'ana/m1', device, `${device}/k1`));
    expect(copyFor(copies, 'cy')?.key).toBe('cy/k1');
    expect(copyFor(copies, 'dan')).toBeUndefined();
    expect(copyFor(undefined, 'ben')).toBeUndefined();
  });
});

describe('a key that stands in for another', () => {
  const key = standInFor('ben-tablet/k2', 'keys');
  const copy = sealText('Hi', 'ana/m1', 'ben-tablet', key);

  test('tells for which, and opens for its holder', () => {
    expect(isStandIn(copy)).toBe(true);
    expect(realKeyOf(copy)).toBe('ben-tablet/k2');
    expect(openCopy(copy, 'ana/m1')).toBe('Hi');
    expect(isStandIn(sealText('Hi', 'ana/m1', 'ben-tablet', 'ben-tablet/k2'))).toBe(false);
  });

  test('makes a packet readable to those in the middle', () => {
    const outside = { conversation: 'pair', sender: 'ana', text: '', typedAtUs: 1 };
    const message = { name: 'ana/m1', ...outside, sealed: [copy] };
    expect(readableIn({ type: 'publish', message, attempt: 1 })).toEqual(['ana/m1']);
  });
});

describe('the words that lie open in a packet', () => {
  const open: ChatMessage = {
    name: 'ana/m1',
    conversation: 'pair',
    sender: 'ana',
    text: 'Hi',
    typedAtUs: 1,
  };
  const sealed = { ...open, text: '', sealed: [sealText('Hi', 'ana/m1', 'ben', 'ben/k1')] };
  const spoken = { ...sealed, preview: 'Hi' };
  const rows = (message: ChatMessage) => [{ ...message, sequence: 1 }];
  const carriers: readonly [string, (message: ChatMessage) => Packet][] = [
    ['publish', (message) => ({ type: 'publish', message, attempt: 1 })],
    ['deliver', (message) => ({ type: 'deliver', message: { ...message, sequence: 1 } })],
    ['reseal', (message) => ({ type: 'reseal', message, device: 'ben' })],
    [
      'syncPage',
      (message) => ({
        type: 'syncPage',
        conversation: 'pair',
        messages: rows(message),
        last: true,
      }),
    ],
    [
      'produce',
      (value) => ({
        type: 'produce',
        topic: 't',
        key: 'k',
        name: 'ana/m1',
        value: { user: 'ben', message: value },
        acks: '1',
        request: 1,
      }),
    ],
    [
      'fetchReply',
      (value) => ({
        type: 'fetchReply',
        topic: 't',
        partition: 0,
        records: [{ offset: 0, key: 'k', name: 'ana/m1', value }],
        error: '',
        request: 1,
      }),
    ],
    [
      'redisCommand',
      (message) => ({
        type: 'redisCommand',
        words: ['LPUSH', 'offline:ben', JSON.stringify(message)],
        request: 1,
      }),
    ],
    [
      'redisReply',
      (message) => ({ type: 'redisReply', reply: [JSON.stringify(message), null], request: 1 }),
    ],
    [
      'query',
      (message) => ({
        type: 'query',
        statement: { kind: 'insert', row: { ...message, sequence: 1 } },
        request: 1,
      }),
    ],
    [
      'rows',
      (message) => ({ type: 'rows', applied: true, rows: rows(message), error: '', request: 1 }),
    ],
  ];

  test.each(carriers)('%s: open, sealed, and with a preview', (_, packet) => {
    expect(readableIn(packet(open))).toEqual(['ana/m1']);
    expect(readableIn(packet(sealed))).toEqual([]);
    expect(readableIn(packet(spoken))).toEqual(['ana/m1']);
  });

  test.each([
    ['the words', 'Hi', ['ana/m1']],
    ['a doorbell', 'New message', []],
    ['nothing', '', []],
  ] as const)('a push that says %s', (_, words, expected) => {
    expect(readableIn({ type: 'push', name: 'ana/m1', text: words })).toEqual(expected);
    expect(readableIn({ type: 'notify', user: 'ben', name: 'ana/m1', text: words })).toEqual(
      expected,
    );
  });

  test('are none in what carries no message', () => {
    const words = ['SET', 'conn:ben', '{broken'];
    expect(readableIn({ type: 'redisCommand', words, request: 1 })).toEqual([]);
    expect(readableIn({ type: 'ping' })).toEqual([]);
    const statement = { kind: 'selectOutbox', owner: 'ben', limit: 1 } as const;
    expect(readableIn({ type: 'query', statement, request: 1 })).toEqual([]);
  });
});
