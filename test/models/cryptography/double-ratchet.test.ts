/** Two devices and a network that loses, repeats and reorders: what was sealed opens, once. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { realSealing } from '../../../src/models/cryptography/index.ts';
import type { SealedCopy } from '../../../src/models/protocol/index.ts';
import { Device } from './two-devices.ts';

const pair = () => [new Device(realSealing, 'ana'), new Device(realSealing, 'ben')] as const;

/** What a body shows: kind, session, sender, base key, one-time prekey, ratchet key, numbers. */
const open = ({ body }: SealedCopy) => body.split(' ');

describe('two devices', () => {
  test('read each other, with a new ratchet key whenever the talk changes sides', () => {
    const [ana, ben] = pair();
    const talk = [
      [ana, ben, 'Six?'],
      [ana, ben, 'At the stone'],
      [ben, ana, 'Yes'],
      [ana, ben, 'Good'],
      [ben, ana, 'Ça va 🙂'],
      [ben, ana, ''],
    ] as const;
    const keys = new Set<string>();
    talk.forEach(([from, to, text], at) => {
      const copy = from.seal(to, text, `m${at}`);
      keys.add(open(copy)[5]!);
      expect(to.open(copy, `m${at}`)).toBe(text);
    });
    expect(keys.size).toBe(4);
  });

  test('say what begins a session until the other side has answered', () => {
    const [ana, ben] = pair();
    const first = ana.seal(ben, 'One', 'm1', 'ben/k1/o1');
    const second = ana.seal(ben, 'Two', 'm2', 'ben/k1/o1');
    expect([first, second].map((copy) => open(copy)[0])).toEqual(['first', 'first']);
    expect(open(first)[4]).toBe('ben/k1/o1');
    // The second may come first: it brings all that is needed.
    expect(ben.open(second, 'm2')).toBe('Two');
    expect(ben.open(first, 'm1')).toBe('One');
    ana.open(ben.seal(ana, 'Three', 'm3'), 'm3');
    expect(open(ana.seal(ben, 'Four', 'm4'))[0]).toBe('next');
  });

  test('that write at the same time end up in one session', () => {
    const [ana, ben] = pair();
    const [hers, his] = [ana.seal(ben, 'Hi', 'a1'), ben.seal(ana, 'Hello', 'b1')];
    expect([ben.open(hers, 'a1'), ana.open(his, 'b1')]).toEqual(['Hi', 'Hello']);
    for (let at = 0; at < 4; at += 1) {
      const copy = at % 2 === 0 ? ana.seal(ben, 'a', `c${at}`) : ben.seal(ana, 'b', `c${at}`);
      expect((at % 2 === 0 ? ben : ana).open(copy, `c${at}`)).toBe(at % 2 === 0 ? 'a' : 'b');
    }
    const last = [ana.seal(ben, 'x', 'x'), ben.seal(ana, 'y', 'y')].map((copy) => open(copy)[1]);
    expect(new Set(last).size).toBeLessThanOrEqual(2);
  });

  test('open whatever arrives, in any order and any number of times', () => {
    const event = fc.record({ from: fc.boolean(), delay: fc.nat(6), copies: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 14 }), (events) => {
        const [ana, ben] = pair();
        const onTheWay: { at: number; to: Device; copy: SealedCopy; name: string }[] = [];
        const arrive = (now: number) => {
          for (const { at, to, copy, name } of onTheWay) {
            if (at === now) expect(to.open(copy, name)).toBe(`text of ${name}`);
          }
        };
        events.forEach(({ from, delay, copies }, now) => {
          const [sender, to] = from ? [ana, ben] : [ben, ana];
          const name = `m${now}`;
          const copy = sender.seal(to, `text of ${name}`, name);
          // No copy at all: the message is lost for good.
          for (let nth = 0; nth < copies; nth += 1) {
            onTheWay.push({ at: now + delay * (nth + 1), to, copy, name });
          }
          arrive(now);
        });
        for (let now = events.length; now < events.length + 14; now += 1) arrive(now);
      }),
      { numRuns: 25, seed: 20_240 },
    );
  });
});

describe('what cannot be opened changes nothing', () => {
  const talk = () => {
    const [ana, ben] = pair();
    expect(ben.open(ana.seal(ben, 'Hi', 'm1'), 'm1')).toBe('Hi');
    return [ana, ben, ana.seal(ben, 'Secret', 'm2')] as const;
  };

  test('a body with one digit changed, anywhere', () => {
    const [, ben, copy] = talk();
    const before = ben.saved();
    const length = copy.body.trimEnd().length;
    for (let at = 0; at < length; at += 7) {
      const digit = copy.body[at] === '0' ? '1' : '0';
      if (copy.body[at] === ' ') continue;
      const body = copy.body.slice(0, at) + digit + copy.body.slice(at + 1);
      let opened: string | undefined;
      try {
        opened = ben.open({ ...copy, body }, 'm2');
      } catch {
        // A public key, an id or a length that is none: refused as loudly as may be.
      }
      expect(opened, `digit ${at}`).toBeUndefined();
    }
    expect(ben.saved()).toBe(before);
    expect(ben.open(copy, 'm2')).toBe('Secret');
  });

  test('a copy for somebody else, and one of no session', () => {
    const [ana, , copy] = talk();
    const cem = new Device(realSealing, 'cem');
    expect(cem.open(copy, 'm2')).toBeUndefined();
    expect(cem.open({ ...copy, key: cem.key, device: 'cem' }, 'm2')).toBeUndefined();
    const again = new Device(realSealing, 'ben', 2);
    expect(again.open(copy, 'm2')).toBeUndefined();
    expect(ana.open({ ...copy, body: 'nothing' }, 'm2')).toBeUndefined();
  });

  test('a second session with a one-time prekey that was used up', () => {
    const [ana, ben] = pair();
    const cem = new Device(realSealing, 'cem');
    expect(ben.open(ana.seal(ben, 'Hi', 'm1', 'ben/k1/o1'), 'm1')).toBe('Hi');
    expect(ben.open(cem.seal(ben, 'Me too', 'm1', 'ben/k1/o1'), 'm1')).toBeUndefined();
    expect(ben.open(new Device(realSealing, 'dan').seal(ben, 'I', 'm1', 'ben/k1/o2'), 'm1')).toBe(
      'I',
    );
  });
});

test('private halves are given to their owner alone', () => {
  const [ana, ben] = pair();
  const copy = ana.seal(ben, 'Hi', 'm1');
  const thief = new Device(realSealing, 'mallory');
  Object.assign(thief, { key: 'mallory/k1' });
  expect(thief.open({ ...copy, key: 'mallory/k1' }, 'm1')).toBeUndefined();
  const forged = { ...copy, body: copy.body.replace('ana/k1/e/ben/1', 'ben/k1/e/ana/1') };
  expect(ben.open(forged, 'm1')).toBeUndefined();
});

test('one seed has one set of bytes, another has others', () => {
  const body = (seed: string) => {
    const ana = new Device(realSealing, 'ana', 1, seed);
    return ana.seal(new Device(realSealing, 'ben', 1, seed), 'Hi', 'm1').body;
  };
  expect(body('one')).toBe(body('one'));
  expect(body('one')).not.toBe(body('two'));
});
