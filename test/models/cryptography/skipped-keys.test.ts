/** Chains are walked as far as libsignal walks them, and as much is kept. */
import { describe, expect, test } from 'vitest';
import {
  answeringRatchet,
  beginningRatchet,
  clamped,
  FORWARD_JUMPS_MOST,
  publicKeyOf,
  RECEIVE_CHAINS_MOST,
  SKIPPED_MOST,
  stepChain,
  stepToReceive,
  stepToSend,
  type Ratchet,
} from '../../../src/models/cryptography/index.ts';
import { hex } from './hexadecimal.ts';

const chain = { key: '11'.repeat(32), next: 0, skipped: [] as (readonly [number, string])[] };
const key = (seed: number) => clamped(new Uint8Array(32).fill(seed));

describe('along a chain', () => {
  test('a skipped message opens later, once', () => {
    const fifth = stepChain(chain, 5)!;
    expect(fifth.chain.next).toBe(6);
    expect(fifth.chain.skipped.map(([number]) => number)).toEqual([0, 1, 2, 3, 4]);
    const third = stepChain(fifth.chain, 3)!;
    expect(hex(third.seed)).toBe(hex(stepChain(chain, 3)!.seed));
    expect(stepChain(third.chain, 3)).toBeUndefined();
    expect(stepChain(third.chain, 5)).toBeUndefined();
    expect(stepChain(third.chain, 4)).toBeDefined();
  });

  test('only the newest of the skipped are kept', () => {
    const far = stepChain(chain, SKIPPED_MOST + 10)!;
    expect(far.chain.skipped).toHaveLength(SKIPPED_MOST);
    expect(stepChain(far.chain, 9)).toBeUndefined();
    expect(stepChain(far.chain, 10)).toBeDefined();
  });

  test('a jump that is too far is refused, the farthest is not', () => {
    const near = { ...chain, next: 1_000_000 };
    expect(stepChain(near, 1_000_000 + FORWARD_JUMPS_MOST + 1)).toBeUndefined();
    expect(stepChain(near, 1_000_000 + FORWARD_JUMPS_MOST)?.chain.next).toBe(
      1_000_001 + FORWARD_JUMPS_MOST,
    );
  });
});

test('of the other side’s chains the newest five are kept', () => {
  const secret = { root: key(1), chain: key(2) };
  let ana: Ratchet = beginningRatchet(secret, key(3), publicKeyOf(key(4)));
  let ben: Ratchet = answeringRatchet(secret, key(4));
  const heard: { ratchet: string; number: number }[] = [];
  let fresh = 10;
  const send = (from: Ratchet) => {
    const { state, number } = stepToSend(from);
    return { state, said: { ratchet: hex(publicKeyOf(hexKey(from.own))), number } };
  };
  const hear = (to: Ratchet, said: { ratchet: string; number: number }) =>
    stepToReceive(to, said, () => key((fresh += 1)))!.state;
  for (let turn = 0; turn < RECEIVE_CHAINS_MOST + 2; turn += 1) {
    // Of two messages the first is never heard.
    const lost = send(ana);
    const hers = send(lost.state);
    heard.push(lost.said);
    ben = hear(ben, hers.said);
    const his = send(ben);
    ana = hear(hers.state, his.said);
    ben = his.state;
  }
  const late = heard.map(
    (said) =>
      ben.receiving.some(({ ratchet }) => ratchet === said.ratchet) &&
      stepToReceive(ben, said, () => key(99)) !== undefined,
  );
  expect(late).toEqual([false, false, true, true, true, true, true]);
});

const hexKey = (text: string) =>
  Uint8Array.from(text.match(/../g)!, (byte) => Number.parseInt(byte, 16));
