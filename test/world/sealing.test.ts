/** Sealed from phone to phone: who can read, what a new key does, and each policy that gets it wrong. */
import { describe, expect, test } from 'vitest';
import { storyOf } from '../../src/measures/index.ts';
import { RECORD, type AnyDesign, type Operation } from '../../src/models/index.ts';
import { CHECK_NAMES, type Action } from '../../src/scenarios/index.ts';
import type { Run } from '../../src/world/index.ts';
import { brokenIn, runChat, says, shownOn, ticksOf, verdictsOf, type Chat } from './chat.ts';

const STORES = ['redis', 'cassandra', 'notification-service', 'push-provider'] as const;
const SECRET = 'Under the third stone';

const does = (phone: string, operation: Operation): Action => ({ do: 'operate', phone, operation });
const airplane = (phone: string, on: boolean) => does(phone, { act: 'airplane', on });
const reinstall = does('ben', { act: 'reinstall' });

/** Every check, in a deployment with push and a key registry. */
const sealedChat = ({ design, ...chat }: Chat): Run =>
  runChat({
    with: [...STORES, 'key-registry'],
    checks: CHECK_NAMES,
    ...chat,
    design: { encryption: 'pairwise', ...design },
  });

const verdictOf = (run: Run, check: string): string => {
  const verdict = verdictsOf(run).find(({ id }) => id === check)!;
  return 'because' in verdict ? `${verdict.verdict}: ${verdict.because}` : verdict.verdict;
};

/** The sentences of some kinds of record. */
function told(run: Run, ...kinds: readonly (keyof typeof RECORD)[]): string[] {
  const numbers = kinds.map((kind) => RECORD[kind]);
  const sentences: string[] = [];
  for (let index = 0; index < run.trace.length; index++) {
    const record = run.trace.readRecord(index);
    if (!numbers.includes(record.kind)) continue;
    sentences.push(storyOf(record, run.trace.names, run.topology));
  }
  return sentences;
}

/** The nodes in whose contents a text can be found when the run is over. */
const whereIsReadable = (run: Run, text: string): string[] =>
  run.topology.nodes
    .filter((_, node) => JSON.stringify(run.inspect(node).tables).includes(text))
    .map(({ name }) => name);

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
