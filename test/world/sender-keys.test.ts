/** One copy for a whole group: who is given the sender key, what it saves, and who sits in the middle. */
import { describe, expect, test } from 'vitest';
import type { AnyDesign } from '../../src/models/index.ts';
import { brokenIn, linesOf, says, shownOn, type Chat } from './chat.ts';
import { airplane, does, sealedChat, told, verdictOf, whereIsReadable } from './sealed-chat.ts';

const SECRET = 'Under the third stone';
const THREE = { ana: 'ios', ben: 'android', cem: 'ios' } as const;

const group = (script: Chat['script'], design: AnyDesign = {}) =>
  sealedChat({
    script,
    phones: THREE,
    design: { encryption: 'senderKeys', ...design },
    durationMs: 90_000,
  });

test('the first message brings the key to each device, the next is one copy', () => {
  const run = group([
    [3000, says('ana', SECRET)],
    [6000, says('ana', 'Bring a spade')],
  ]);
  const key = "sender key 1 for ana-ben under key 1 of Ana's phone";
  expect(told(run, 'sealed', 'sealedOnce')).toEqual([
    "Ana's phone seals Ana's message 1 to key 1 of Ben's phone.",
    "Ana's phone seals Ana's message 1 to key 1 of Cem's phone.",
    `Ana's phone seals Ana's message 1 once, with ${key}, for 2 devices.`,
    `Ana's phone seals Ana's message 2 once, with ${key}, for 2 devices.`,
  ]);
  expect(shownOn(run, 'cem')).toEqual(['ana/m1', 'ana/m2']);
  expect(whereIsReadable(run, SECRET)).toEqual(['ana', 'ben', 'cem']);
  expect(verdictOf(run, 'sealed')).toBe('holds');
  expect(brokenIn(run)).toEqual([]);
});

test('with two devices nothing is saved: each message is sealed to the other', () => {
  const run = sealedChat({
    script: [[3000, says('ana', SECRET)]],
    design: { encryption: 'senderKeys' },
  });
  expect(told(run, 'sealedOnce')).toEqual([]);
  expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
  expect(verdictOf(run, 'sealed')).toBe('holds');
});

test('a device that was away opens all of it when it is back', () => {
  const run = group([
    [3000, says('ana', 'One')],
    [5000, airplane('ben', true)],
    [6000, says('ana', 'Two')],
    [7000, says('cem', 'Three')],
    [8000, says('cem', 'Four')],
    [30_000, airplane('ben', false)],
  ]);
  expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2', 'cem/m1', 'cem/m2']);
  expect(told(run, 'cannotOpen')).toEqual([]);
  expect(brokenIn(run)).toEqual([]);
});

describe('a new installation', () => {
  const renewed = (design: AnyDesign = {}) =>
    group(
      [
        [3000, says('ana', 'One')],
        [5000, airplane('ben', true)],
        [6000, says('ana', 'Two')],
        [7000, does('ben', { act: 'reinstall' })],
        [9000, airplane('ben', false)],
        [40_000, says('ana', 'Three')],
        [45_000, says('ana', 'Four')],
      ],
      design,
    );

  test('is given the key again, at the place where it stands now', () => {
    const run = renewed();
    expect(shownOn(run, 'ben').toSorted()).toEqual(['ana/m1', 'ana/m2', 'ana/m3', 'ana/m4']);
    const given = told(run, 'sealed').filter((line) => line.includes('to key 2 of Ben'));
    // Message 2 alone, sealed again, and the sender key with message 3.
    expect(given).toEqual([
      "Ana's phone seals Ana's message 2 to key 2 of Ben's phone.",
      "Ana's phone seals Ana's message 3 to key 2 of Ben's phone.",
    ]);
    expect(verdictOf(run, 'key-change-visible')).toBe('holds');
    expect(brokenIn(run)).toEqual([]);
  });

  test('in silence is found out', () => {
    expect(brokenIn(renewed({ keyChange: 'silent' }))).toEqual(['key-change-visible']);
  });
});

test('an operator in the middle is given the sender key, and reads on', () => {
  const run = group(
    [
      [3000, says('ana', SECRET)],
      [6000, says('ana', 'Bring a spade')],
    ],
    { registry: 'swapsKeys' },
  );
  expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
  expect(brokenIn(run)).toEqual(['sealed']);
  const exposed = linesOf(run).filter(({ kind }) => kind === 'exposed');
  expect(new Set(exposed.map(({ message }) => message))).toEqual(new Set(['ana/m1', 'ana/m2']));
});
