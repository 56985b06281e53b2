/** [sender-order] what one sender typed stands on every screen in the order of typing. */
import { describe, expect, test } from 'vitest';
import { verdictOf } from './judged.ts';

const verdict = (log: string) => verdictOf('sender-order', { log });

/** `ben: m1@0 m2@1` in records, with what a phone writes in between. */
const rows = (phone: string, ...places: [message: string, position: number][]): string =>
  places
    .map(
      ([message, position]) => `
        ${phone} stored ${message} local 1 ${position}
        ${phone} sent ${message} server-7 deliverAck 40000
        ${phone} shown ${message} ${position} ${position + 1} "text"`,
    )
    .join('');

const TYPED = `
  ana typed m1 "One" ana-ben
  ana typed m2 "Two" ana-ben
  ben typed ben/m1 "Three" ana-ben
`;

describe('[sender-order] holds', () => {
  test('when they come as typed, with the answer between', () => {
    expect(verdict(TYPED + rows('ben', ['m1', 0], ['m2', 1]))).toBe('holds');
    const own = 'ben stored ben/m1 local 1 1';
    expect(verdict(`${TYPED}${rows('ben', ['m1', 0])}\n${own}${rows('ben', ['m2', 2])}`)).toBe(
      'holds',
    );
  });

  test('when the earlier one comes later but takes its place above', () => {
    expect(verdict(TYPED + rows('ben', ['m2', 0], ['m1', 0]))).toBe('holds');
  });

  test('when a second copy of the first stands below: that is shown-once', () => {
    expect(verdict(TYPED + rows('ben', ['m1', 0], ['m2', 1], ['m1', 2]))).toBe('holds');
  });

  test('when a row gets its number and moves to its right place', () => {
    const log = `${TYPED}${rows('ben', ['m1', 0], ['m2', 1])}\nben stored m1 local 1 0`;
    expect(verdict(log)).toBe('holds');
  });
});

describe('[sender-order] is broken', () => {
  test('when they stand as they arrived', () => {
    expect(verdict(TYPED + rows('ben', ['m2', 0], ['m1', 1]))).toBe(
      "broken at 8: Ben's phone shows “Two” (ana/m2) above “One” (ana/m1), which was typed first",
    );
  });

  test('when the later one takes a place above', () => {
    expect(verdict(TYPED + rows('ben', ['m1', 0], ['m2', 0]))).toContain('broken at 8');
  });

  test('when a late number moves a row past another', () => {
    const log = `${TYPED}${rows('ben', ['m1', 0], ['m2', 1])}\nben stored m1 local 1 1`;
    expect(verdict(log)).toContain('“Two” (ana/m2) above “One” (ana/m1)');
  });

  test("on the sender's own screen too", () => {
    const log = `${TYPED}\nana stored m1 local 1 0\nana stored m2 local 1 0`;
    expect(verdict(log)).toContain("Ana's phone shows “Two”");
  });
});

test('[sender-order] one message, or two of two senders, prove nothing', () => {
  const nothing = 'no other phone has two messages of one sender, so none could be misplaced';
  expect(verdict(TYPED + rows('ben', ['m1', 0]))).toBe(`not proved: ${nothing}`);
  expect(verdict(`${TYPED + rows('ben', ['m1', 1])}\nben stored ben/m1 local 1 0`)).toContain(
    'not proved',
  );
});
