/** A deleted app takes its keys with it: what waited, who seals it again, and who is shown what. */
import { describe, expect, test } from 'vitest';
import type { AnyDesign } from '../../src/models/index.ts';
import { brokenIn, says, shownOn, ticksOf, type Chat } from './chat.ts';
import { airplane, does, sealedChat, told, verdictOf, whereIsReadable } from './sealed-chat.ts';

const reinstall = does('ben', { act: 'reinstall' });

describe('a new phone, new keys', () => {
  /** One message is read on the old installation; two wait while the app is deleted. */
  const script = [
    [3000, says('ana', 'Old times')],
    [5000, airplane('ben', true)],
    [6000, says('ana', 'First')],
    [7000, says('ana', 'Second')],
    [9000, reinstall],
    [12_000, airplane('ben', false)],
    [20_000, says('ana', 'Third')],
  ] as const;
  const renewed = (design: AnyDesign = {}, more: Chat['script'] = []) =>
    sealedChat({ script: [...script, ...more], design, durationMs: 90_000 });

  test('what waited is sealed again, to the new key, after the sender has seen the change', () => {
    const run = renewed();
    expect(told(run, 'cannotOpen').slice(0, 2)).toEqual([
      "Ben's phone cannot open Ana's message 2: it is sealed to key 1 of Ben's phone.",
      "Ben's phone cannot open Ana's message 3: it is sealed to key 1 of Ben's phone.",
    ]);
    expect(told(run, 'keyChanged')).toEqual([
      "Ana's phone shows that Ben's phone has a new key: key 2 of Ben's phone.",
    ]);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2', 'ana/m3', 'ana/m4']);
    expect(ticksOf(run, 'ana/m3')).toEqual(['clock', 'sent', 'delivered']);
    expect(whereIsReadable(run, 'First')).toEqual(['ana', 'ben']);
    expect(verdictOf(run, 'key-change-visible')).toBe('holds');
    expect(verdictOf(run, 'sealed')).toBe('holds');
    expect(brokenIn(run)).toEqual([]);
  });

  test('what shows two ticks is never sealed again', () => {
    const run = renewed();
    const refusals = told(run, 'refused').filter((line) => line.includes('delivered already'));
    expect(new Set(refusals)).toEqual(
      new Set(["Ana's phone refuses Ben's phone: it has been delivered already."]),
    );
    expect(told(run, 'sealed').filter((line) => line.includes('message 1 to'))).toHaveLength(1);
    expect(whereIsReadable(run, 'Old times')).toEqual(['ana']);
  });

  test('silent: the new key is used, and nobody was shown that it is new', () => {
    const run = renewed({ keyChange: 'silent' });
    expect(shownOn(run, 'ben')).toHaveLength(4);
    expect(brokenIn(run)).toEqual(['key-change-visible']);
    expect(verdictOf(run, 'key-change-visible')).toBe(
      "broken: Ana's phone seals “First” (ana/m2) to key 2 of Ben's phone, " +
        'and had not shown that the key changed.',
    );
  });

  test('block: nothing goes to the new key until the sender says so', () => {
    const run = renewed({ keyChange: 'block' });
    expect(told(run, 'keyChanged')).toHaveLength(1);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(ticksOf(run, 'ana/m4')).toEqual(['clock']);
    expect(told(run, 'awaiting').at(-1)).toBe(
      "Ana's phone waits for its owner to trust the new key, to seal Ana's message 4.",
    );
    expect(brokenIn(run)).toEqual([]);
    expect(verdictOf(run, 'eventual-delivery')).toBe(
      'not proved: “First” (ana/m2) waits until its sender trusts a new key.',
    );
  });

  test('block, and the sender says so', () => {
    const accepts = does('ana', { act: 'acceptKeys', conversation: 'ana-ben' });
    const run = renewed({ keyChange: 'block' }, [[30_000, accepts]]);
    expect(told(run, 'keyAccepted')).toEqual(["Ana trusts key 2 of Ben's phone."]);
    expect(shownOn(run, 'ben').toSorted()).toEqual(['ana/m1', 'ana/m2', 'ana/m3', 'ana/m4']);
    expect(verdictOf(run, 'key-change-visible')).toBe('holds');
    expect(brokenIn(run)).toEqual([]);
  });

  test('acknowledged unread: two ticks for words that nobody will ever read', () => {
    const run = renewed({ unopened: 'acknowledge' });
    expect(ticksOf(run, 'ana/m2')).toEqual(['clock', 'sent', 'delivered']);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual(
      expect.arrayContaining(['no-acked-loss', 'honest-ticks', 'eventual-delivery']),
    );
  });

  test('a cached key is used until it is too old; a shorter life asks sooner', () => {
    const quiet = [
      [3000, says('ana', 'Old times')],
      [5000, reinstall],
      [15_000, says('ana', 'Still there?')],
    ] as const;
    const stale = sealedChat({ script: quiet, durationMs: 40_000 });
    expect(told(stale, 'sealed').map((line) => line.slice(-23))).toEqual(
      ["to key 1 of Ben's phone.", "to key 1 of Ben's phone.", "to key 2 of Ben's phone."].map(
        (line) => line.slice(-23),
      ),
    );
    const fresh = sealedChat({ script: quiet, design: { keyCacheMs: 5000 }, durationMs: 40_000 });
    expect(told(fresh, 'sealed')).toHaveLength(2);
    for (const run of [stale, fresh]) {
      expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
      expect(brokenIn(run)).toEqual([]);
    }
  });

  test('the one who starts afresh writes on, under a new key, and loses what was not sent', () => {
    const run = sealedChat({
      script: [
        [3000, says('ben', 'One')],
        [5000, airplane('ben', true)],
        [6000, says('ben', 'Never sent')],
        [8000, reinstall],
        [9000, airplane('ben', false)],
        [12_000, says('ben', 'Two')],
      ],
      durationMs: 40_000,
    });
    expect(shownOn(run, 'ana')).toEqual(['ben/m1', 'ben/m3']);
    expect(brokenIn(run)).toEqual([]);
  });
});

describe('a registry that hands out keys of its own', () => {
  const talk = [
    [3000, says('ana', 'Hello')],
    [6000, says('ben', 'Hi there')],
  ] as const;

  test('from the first day reads everything, and nobody is shown anything', () => {
    const run = sealedChat({ script: talk, design: { registry: 'swapsKeys' } });
    expect(told(run, 'sealed')).toEqual([
      "Ana's phone seals Ana's message 1 to a key of the key registry in place of key 1 of Ben's phone.",
      "Ben's phone seals Ben's message 1 to a key of the key registry in place of key 1 of Ana's phone.",
    ]);
    expect(told(run, 'exposed')).toEqual([
      "Server 1 can read Ana's message 1.",
      "Server 7 can read Ben's message 1.",
    ]);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(shownOn(run, 'ana')).toEqual(['ben/m1']);
    expect(told(run, 'keyChanged')).toEqual([]);
    expect(brokenIn(run)).toEqual(['sealed']);
    expect(verdictOf(run, 'key-change-visible')).toContain('not proved');
  });

  /** It begins when Ana and Ben have talked already, and their keys are asked for again. */
  const turned = (design: AnyDesign) =>
    sealedChat({
      script: [
        ...talk,
        [8000, { do: 'knob', key: 'registry', value: 'swapsKeys' }],
        [20_000, says('ana', 'Still you?')],
      ],
      design: { keyCacheMs: 5000, ...design },
      durationMs: 60_000,
    });

  test('later is shown as a change of keys, and reads on', () => {
    const run = turned({ keyChange: 'notify' });
    expect(told(run, 'keyChanged')).toEqual([
      "Ana's phone shows that Ben's phone has a new key: " +
        "a key of the key registry in place of key 1 of Ben's phone.",
    ]);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(brokenIn(run)).toEqual(['sealed']);
  });

  test('later reads nothing where the sender is asked first', () => {
    const run = turned({ keyChange: 'block' });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('later goes unseen where changes are not shown', () => {
    const run = turned({ keyChange: 'silent' });
    expect(brokenIn(run)).toEqual(['sealed', 'key-change-visible']);
  });
});
