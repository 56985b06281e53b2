/** A desktop linked beside the phone: who is delivered to, what a tick then says, what it does not know. */
import { describe, expect, test } from 'vitest';
import { realSealing } from '../../src/models/cryptography/index.ts';
import { STATUSES, type AnyDesign } from '../../src/models/index.ts';
import { brokenIn, linesOf, says, shownOn } from './chat.ts';
import { runLinked, type LinkedChat } from './linked-chat.ts';
import { airplane, does, told, verdictOf } from './sealed-chat.ts';

const opens = (phone: string) => does(phone, { act: 'open', conversation: 'ana-ben' });

/** Messages that a device keeps, whoever typed them, in the order of their numbers. */
const keptOn = (run: ReturnType<typeof runLinked>, device: string): string[] => {
  const index = run.topology.indexOf(device);
  const table = run.inspect(index).tables.find(({ title }) => title === 'ana-ben');
  return (table?.rows ?? []).map(([name]) => String(name));
};

/** The ticks that Ana's phone shows; her desktop shows some of them as well. */
const ticksOf = (run: ReturnType<typeof runLinked>, name: string) =>
  linesOf(run)
    .filter(({ node, kind, message }) => node === 'ana' && kind === 'status' && message === name)
    .map(({ a }) => STATUSES[a]);

describe.each(['none', 'pairwise', 'senderKeys'])('sealing %s', (encryption) => {
  const linked = (chat: LinkedChat, design: AnyDesign = {}) =>
    runLinked({ ...chat, design: { encryption, ...design } });

  test('every device of both gets what is typed on any of them', () => {
    const run = linked({
      script: [
        [3000, says('ana', 'One')],
        [5000, says('ben-desktop', 'Two')],
        [7000, says('ana-desktop', 'Three')],
      ],
    });
    const all = ['ana/m1', 'ben-desktop/m1', 'ana-desktop/m1'];
    for (const device of ['ana', 'ana-desktop', 'ben', 'ben-desktop']) {
      expect([device, ...keptOn(run, device)]).toEqual([device, ...all]);
    }
    expect(shownOn(run, 'ben-desktop')).toEqual(['ana/m1', 'ana-desktop/m1']);
    expect(brokenIn(run)).toEqual([]);
    expect(verdictOf(run, 'no-acked-loss')).toBe('holds');
  });

  test('two ticks when one device has it, and the other catches up', () => {
    const run = linked({
      script: [
        [3000, says('ana', 'Hello')],
        [5000, airplane('ben', true)],
        [6000, says('ana', 'On the desktop first')],
        [30_000, airplane('ben', false)],
      ],
    });
    expect(ticksOf(run, 'ana/m2')).toEqual(['clock', 'sent', 'delivered']);
    const delivered = linesOf(run).find(
      ({ kind, message, node, a }) =>
        kind === 'status' && message === 'ana/m2' && node === 'ana' && a === 2,
    );
    expect(delivered!.timeMs).toBeLessThan(7000);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('what was read on the desktop is read on the phone', () => {
    const run = linked({
      script: [
        [3000, says('ana', 'Hello')],
        [5000, opens('ben-desktop')],
        [9000, opens('ben')],
      ],
    });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent', 'delivered', 'read']);
    expect(told(run, 'readElsewhere')).toEqual([
      "Ben's phone learns that Ana's message 1 was read on ben-desktop.",
    ]);
    // The phone has nothing left to tell when the chat is opened there as well.
    const receipts = linesOf(run).filter(({ kind }) => kind === 'marked');
    expect(receipts.filter(({ a }) => a === 3)).toHaveLength(1);
    expect(brokenIn(run)).toEqual([]);
  });

  test('a desktop that is linked later has no history', () => {
    const run = linked({
      script: [
        [3000, says('ana', 'Before')],
        [4000, says('ben', 'Before too')],
        [25_000, says('ana', 'After')],
        [30_000, says('ben', 'After too')],
      ],
      benLinksAtMs: 15_000,
    });
    expect(keptOn(run, 'ben-desktop')).toEqual(['ana/m2', 'ben/m2']);
    expect(told(run, 'linked').length).toBe(2);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(brokenIn(run)).toEqual([]);
    expect(verdictOf(run, 'no-acked-loss')).toBe('holds');
  });

  test('a desktop that is removed gets nothing more, and nobody waits for it', () => {
    const run = linked(
      {
        script: [
          [3000, says('ana', 'One')],
          [9000, does('ben-desktop', { act: 'unlink' })],
          [15_000, says('ana', 'Two')],
          [20_000, says('ana', 'Three')],
        ],
      },
      { keyCacheMs: 3000 },
    );
    expect(keptOn(run, 'ben-desktop')).toEqual([]);
    expect(shownOn(run, 'ben-desktop')).toEqual(['ana/m1']);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2', 'ana/m3']);
    expect(ticksOf(run, 'ana/m3')).toEqual(['clock', 'sent', 'delivered']);
    const sealed = told(run, 'sealed').filter((line) => line.includes('of ben-desktop'));
    expect(sealed.filter((line) => !line.includes('message 1 '))).toEqual([]);
    expect(brokenIn(run)).toEqual([]);
  });

  test('a desktop that was removed can be linked anew', () => {
    const run = linked(
      {
        script: [
          [3000, says('ana', 'One')],
          [9000, does('ben-desktop', { act: 'unlink' })],
          [12_000, says('ana', 'Two')],
          [16_000, does('ben-desktop', { act: 'launch' })],
          [30_000, says('ana', 'Three')],
        ],
      },
      { keyCacheMs: 3000 },
    );
    expect(keptOn(run, 'ben-desktop')).toEqual(['ana/m3']);
    expect(brokenIn(run)).toEqual([]);
  });
});

test('without a fan-out the desktop that came last takes the phone’s place', () => {
  // Ben's phone has come back to server 7; the balancer gives the next one, his desktop, to server 1.
  const design = { deviceFanOut: 'user', routing: 'map', balancing: 'roundRobin' };
  const run = runLinked({
    script: [
      [4000, airplane('ben', true)],
      [6000, airplane('ben', false)],
      [20_000, says('ana', 'Hello')],
    ],
    design: { ...design, encryption: 'none' },
    benLinksAtMs: 10_000,
  });
  const devices = ['ben', 'ben-desktop'].filter((device) => shownOn(run, device).length > 0);
  expect(devices).toEqual(['ben-desktop']);
  expect(brokenIn(run)).toContain('no-acked-loss');
});

test('by real cryptography it is the same run', () => {
  const chat: LinkedChat = {
    script: [
      [3000, says('ana', 'One')],
      [4000, says('ben-desktop', 'Two')],
      [9000, does('ben-desktop', { act: 'unlink' })],
      [20_000, says('ana', 'Three')],
      [25_000, says('ben', 'Four')],
    ],
    design: { encryption: 'senderKeys', keyCacheMs: 3000 },
  };
  expect(runLinked(chat, { sealing: realSealing }).digest()).toBe(runLinked(chat).digest());
});

test('the sender key is a new one after a device has left', () => {
  const run = runLinked({
    script: [
      [3000, says('ana', 'One')],
      [9000, does('ben-desktop', { act: 'unlink' })],
      [20_000, says('ana', 'Two')],
    ],
    design: { encryption: 'senderKeys', keyCacheMs: 3000 },
  });
  const keys = told(run, 'sealedOnce').map((line) => /sender key \d+/.exec(line)?.[0]);
  expect(keys).toEqual(['sender key 1', 'sender key 2']);
});
