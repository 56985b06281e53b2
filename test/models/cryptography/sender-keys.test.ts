/** Sender keys without a world: who holds one, from where on, and that nobody else can write. */
import { describe, expect, test } from 'vitest';
import { realSealing } from '../../../src/models/cryptography/index.ts';
import {
  symbolicSealing,
  type SealedCopy,
  type Sealing,
} from '../../../src/models/protocol/index.ts';
import { Device } from './two-devices.ts';

const KEY = 'ana/k1/g/walk/1';

function group(sealing: Sealing) {
  const [ana, ben, cem] = ['ana', 'ben', 'cem'].map((name) => new Device(sealing, name));
  const seal = (number: number, text = `text ${number}`) =>
    sealing.sealForGroup(ana!, { name: `m${number}`, text, key: KEY, number, holders: ['ben/k1'] });
  const give = (to: Device, number: number) =>
    sealing.learnSenderKey(to, sealing.senderKey(ana!, KEY, number));
  const open = (by: Device, copy: SealedCopy, name: string) => sealing.openForGroup(by, copy, name);
  return { ben: ben!, cem: cem!, seal, give, open };
}

describe.each([symbolicSealing, realSealing])('$kind', (sealing) => {
  test('whoever was given the key opens, whoever was not does not', () => {
    const { ben, cem, seal, give, open } = group(sealing);
    give(ben, 0);
    const copy = seal(0);
    expect(open(ben, copy, 'm0')).toBe('text 0');
    expect(open(cem, copy, 'm0')).toBeUndefined();
  });

  test('a key opens nothing from before it was given', () => {
    const { ben, cem, seal, give, open } = group(sealing);
    give(ben, 0);
    const copies = [seal(0), seal(1), seal(2)];
    give(cem, 3);
    const last = seal(3);
    expect(copies.map((copy, at) => open(cem, copy, `m${at}`))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(open(cem, last, 'm3')).toBe('text 3');
    // Given again later, the older one goes on opening what it opened.
    give(ben, 4);
    expect(copies.toReversed().map((copy, at) => open(ben, copy, `m${2 - at}`))).toEqual([
      'text 2',
      'text 1',
      'text 0',
    ]);
  });

  test('in any order, and a second time', () => {
    const { ben, seal, give, open } = group(sealing);
    give(ben, 0);
    const [first, second] = [seal(0), seal(1)];
    expect(open(ben, second, 'm1')).toBe('text 1');
    expect(open(ben, first, 'm0')).toBe('text 0');
    expect(open(ben, first, 'm0')).toBe('text 0');
  });

  test('says its length, its number and its holders, and none of its words', () => {
    const { seal } = group(sealing);
    const { body, ...outside } = seal(0, 'ça');
    expect(outside).toEqual({ device: '', key: KEY, length: 3, number: 0, holders: ['ben/k1'] });
    expect(body).not.toContain('ça');
  });
});

test('both make bodies of one length, whatever the text', () => {
  for (const text of ['', 'x', 'x'.repeat(7), 'x'.repeat(8), 'x'.repeat(300)]) {
    const lengths = [symbolicSealing, realSealing].flatMap((sealing) => {
      const [ana, ben] = ['ana', 'ben'].map((name) => new Device(sealing, name)) as [
        Device,
        Device,
      ];
      return [
        ana.seal(ben, text, 'm1', 'ben/k1/o1').body.length,
        group(sealing).seal(0, text).body.length,
      ];
    });
    expect(new Set(lengths).size, `${text.length} letters`).toBe(1);
  }
});

test('nothing opens that its owner has not signed', () => {
  const { ben, seal, give, open } = group(realSealing);
  give(ben, 0);
  const copy = seal(0);
  const body = copy.body.trimEnd();
  for (let at = KEY.length + 1; at < body.length; at += 5) {
    if (body[at] === ' ') continue;
    const forged = body.slice(0, at) + (body[at] === '0' ? '1' : '0') + body.slice(at + 1);
    expect(open(ben, { ...copy, body: forged }, 'm0'), `digit ${at}`).toBeUndefined();
  }
  expect(open(ben, copy, 'm0')).toBe('text 0');
});

test('a key that has been past a number is not given from there', () => {
  const { ben, seal, give } = group(realSealing);
  seal(0);
  expect(() => give(ben, 0)).toThrow(/stands at 1/);
  expect(() => seal(0)).toThrow(/past 0/);
});
