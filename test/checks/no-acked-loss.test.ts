/** [no-acked-loss] what a sender saw a tick on is in every intended device's store in the end. */
import { describe, expect, test } from 'vitest';
import { verdictOf, type Case } from './judged.ts';

const verdict = (log: string, rest: Omit<Case, 'log'> = {}) =>
  verdictOf('no-acked-loss', { log, ...rest });

const TICKED = `
  @1000 ana typed m1 "Meet at six?" ana-ben
  ana stored m1 outbox 1
  cassandra stored m1 table 1
  ana status m1 sent store
`;
const AIRPLANE = { do: 'operate', phone: 'ben', operation: { act: 'airplane', on: true } } as const;

describe('[no-acked-loss] holds', () => {
  test('when every device has it', () => {
    expect(verdict(`${TICKED}\n@29000 ben stored m1 local 1`)).toBe('holds');
  });

  test('when what got no tick is lost', () => {
    const log = `${TICKED}\nben stored m1 local 1\nana typed m2 "And?" ana-ben`;
    expect(verdict(log)).toBe('holds');
  });
});

describe('[no-acked-loss] is broken', () => {
  test('by an acknowledgement before the store, and a crash', () => {
    const log = `
      @1000 ana typed m1 "Meet at six?" ana-ben
      server-1 stored m1 buffer 0
      ana status m1 sent serverReceipt
      server-1 crashed
    `;
    expect(verdict(log)).toBe(
      "broken at 2: Ana's phone shows one tick on “Meet at six?” (ana/m1), " +
        "but Ben's phone never stored it, and no store has it",
    );
  });

  test('by a row that nobody ever delivers', () => {
    expect(verdict(TICKED)).toBe(
      "broken at 3: Ana's phone shows one tick on “Meet at six?” (ana/m1), " +
        "but Ben's phone never stored it; Cassandra has it",
    );
  });

  test('by a device that forgot, or never had it on disk', () => {
    const forgot = `${TICKED}\nben stored m1 local 1\nben forgotten m1 local`;
    expect(verdict(forgot)).toContain('broken at 3');
    expect(verdict(`${TICKED}\nben stored m1 local 0`)).toContain('broken at 3');
  });

  test('even while the device is away, when no copy is left anywhere', () => {
    const log = `${TICKED}\ncassandra forgotten m1 table`;
    expect(verdict(log, { plan: [[2000, AIRPLANE]] })).toContain('and no store has it');
  });

  test('and tells the highest tick that was seen', () => {
    expect(verdict(`${TICKED}\nana status m1 delivered push`)).toContain('shows two ticks');
  });
});

describe('[no-acked-loss] is not proved', () => {
  test('without a tick', () => {
    expect(verdict('ana typed m1 "Meet at six?" ana-ben')).toBe(
      'not proved: no message got a tick, so nothing was promised',
    );
  });

  test('while the device is away and a store has the message', () => {
    expect(verdict(TICKED, { plan: [[2000, AIRPLANE]] })).toBe(
      "not proved: Ben's phone is in airplane mode at the end",
    );
    const uncut = { plan: [[2000, { do: 'cut', node: 'cassandra' }]] } as const;
    expect(verdict(TICKED, uncut)).toBe('not proved: Cassandra is cut off at the end');
  });

  test('before the bound after the last fault has passed', () => {
    const late = { plan: [[25_000, { do: 'crash', node: 'server-1' }]] } as const;
    expect(verdict(TICKED, late)).toBe(
      'not proved: “Meet at six?” (ana/m1) is still on its way, ' +
        'and the run ends before the bound of 10,000 ms has passed',
    );
  });

  test('but a dead server among several is no excuse', () => {
    const dead = { plan: [[2000, { do: 'crash', node: 'server-1' }]] } as const;
    expect(verdict(TICKED, dead)).toContain('broken');
  });
});
