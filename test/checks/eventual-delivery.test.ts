/** [eventual-delivery] within the bound every message is shown, or its sender is told. */
import { describe, expect, test } from 'vitest';
import { verdictOf, type Case } from './judged.ts';

const verdict = (log: string, plan: Case['plan'] = []) =>
  verdictOf('eventual-delivery', { log, plan });
const TYPED = '@1000 ana typed m1 "Meet at six?" ana-ben';
const away = (phone: string, act: 'kill' | 'background') =>
  [2000, { do: 'operate', phone, operation: { act } }] as const;

describe('[eventual-delivery] holds', () => {
  test('when the message is shown in time', () => {
    expect(verdict(`${TYPED}\n@11000 ben shown m1 0 1 "x"`)).toBe('holds');
  });

  test('when the bound counts from the last fault', () => {
    const plan: Case['plan'] = [
      [1500, { do: 'crash', node: 'server-7' }],
      [9000, { do: 'restart', node: 'server-7' }],
    ];
    expect(verdict(`${TYPED}\n@18900 ben shown m1 0 1 "x"`, plan)).toBe('holds');
  });

  test('when the sender is told that it failed', () => {
    expect(verdict(`${TYPED}\n@9000 ana status m1 failed timeout`)).toBe('holds');
  });
});

describe('[eventual-delivery] is broken', () => {
  test('when the message is never shown; the last word about it is the evidence', () => {
    const log = `${TYPED}\nserver-1 received m1 ana publish\n@1500 ben lost m1 server-7 deliver cut`;
    expect(verdict(log)).toBe(
      "broken at 2: Ben's phone never showed “Meet at six?” (ana/m1); " +
        'the bound is 10,000 ms after its typing',
    );
  });

  test('when it is shown too late', () => {
    expect(verdict(`${TYPED}\n@12000 ben shown m1 0 1 "x"`)).toBe(
      "broken at 1: Ben's phone showed “Meet at six?” (ana/m1) only 11,000 ms after its typing; " +
        'the bound is 10,000 ms after its typing',
    );
    const plan: Case['plan'] = [
      [1500, { do: 'cut', node: 'ben' }],
      [2000, { do: 'heal', node: 'ben' }],
    ];
    expect(verdict(`${TYPED}\n@12500 ben shown m1 0 1 "x"`, plan)).toContain(
      'after the last fault',
    );
  });

  test('when "not sent" was taken back', () => {
    const log = `${TYPED}\nana status m1 failed timeout\nana status m1 clock typed`;
    expect(verdict(log)).toContain('broken');
  });

  test('when one phone of several shows it', () => {
    const log = `${TYPED}\nana shown m1 0 1 "x"`;
    expect(verdict(log)).toContain("Ben's phone never showed");
  });
});

describe('[eventual-delivery] is not proved', () => {
  test('when nobody typed, or the bound has not passed', () => {
    expect(verdict('server-1 crashed')).toBe('not proved: nobody typed a message');
    expect(verdict('@25000 ana typed m1 "Late" ana-ben')).toBe(
      'not proved: “Late” (ana/m1) is not shown yet, ' +
        'and the run ends before the bound of 10,000 ms has passed',
    );
  });

  test.each([
    ['ben', 'kill', "Ben's phone has its app closed or in the background at the end"],
    ['ben', 'background', "Ben's phone has its app closed or in the background at the end"],
    ['ana', 'kill', "Ana's phone has its app closed or in the background at the end"],
  ] as const)('when %s cannot (%s)', (phone, act, because) => {
    expect(verdict(TYPED, [away(phone, act)])).toBe(`not proved: ${because}`);
  });

  test('when a store stays down', () => {
    expect(verdict(TYPED, [[2000, { do: 'crash', node: 'redis' }]])).toBe(
      'not proved: Redis is down at the end',
    );
  });

  test('but a phone that came back has no excuse', () => {
    const launch = { do: 'operate', phone: 'ben', operation: { act: 'launch' } } as const;
    expect(verdict(TYPED, [away('ben', 'kill'), [3000, launch]])).toContain('broken');
  });
});
