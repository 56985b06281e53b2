/** [no-invention] what is shown was sent, with these words and to this reader. */
import { expect, test } from 'vitest';
import { TWO_USERS } from '../scenarios/two-users.ts';
import { verdictOf } from './judged.ts';

const TYPED = 'ana typed m1 "Meet at six?" ana-ben';
const verdict = (log: string) => verdictOf('no-invention', { log: `${TYPED}\n${log}` });

test('[no-invention] holds for what was typed, on every device of every member', () => {
  expect(verdict('ben shown m1 0 1 "Meet at six?"\nana shown m1 0 1 "Meet at six?"')).toBe('holds');
});

test.each([
  [
    'a message that nobody has typed',
    'ben shown m2 0 1 "Hello"',
    "broken at 1: Ben's phone shows Ana's message 2, which nobody has typed",
  ],
  [
    'other words',
    'ben shown m1 0 1 "Meet at ten?"',
    "broken at 1: Ben's phone shows “Meet at six?” (ana/m1), which reads “Meet at ten?” there",
  ],
  [
    'no words at all',
    'ben shown m1 0 1',
    "broken at 1: Ben's phone shows “Meet at six?” (ana/m1), which reads “” there",
  ],
  [
    'words that are typed only later',
    'ben shown ben/m1 0 1 "Yes"\nben typed ben/m1 "Yes" ana-ben',
    "broken at 1: Ben's phone shows Ben's message 1, which nobody has typed",
  ],
])('[no-invention] is broken by %s', (_, log, expected) => {
  expect(verdict(log)).toBe(expected);
});

test('[no-invention] is broken by a reader who is no member', () => {
  const [phone] = TWO_USERS.nodes;
  const scenario = { nodes: [...TWO_USERS.nodes, { ...phone!, name: 'cem' }] };
  const log = `${TYPED}\ncem shown m1 0 1 "Meet at six?"`;
  expect(verdictOf('no-invention', { log, scenario })).toBe(
    "broken at 1: Cem's phone shows “Meet at six?” (ana/m1), which was not meant for Cem",
  );
});

test.each([
  ['joined', 'holds'],
  ['unknown', 'holds'],
  ['full', "broken at 2: Cem's phone shows “Meet at six?” (ana/m1), which was not meant for Cem"],
])('[no-invention] and a reader whom the servers were asked to let in: %s', (outcome, expected) => {
  const [phone] = TWO_USERS.nodes;
  const scenario = { nodes: [...TWO_USERS.nodes, { ...phone!, name: 'cem' }] };
  const asked = `server-1 membership ana-ben cem ${outcome}`;
  const log = `${TYPED}\n${asked}\ncem shown m1 0 1 "Meet at six?"`;
  expect(verdictOf('no-invention', { log, scenario })).toBe(expected);
});

test('[no-invention] is not proved when nothing was shown', () => {
  expect(verdict('ana status m1 clock typed')).toBe(
    'not proved: nothing was shown, so nothing could be invented',
  );
});
