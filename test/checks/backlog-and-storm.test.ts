/** [bounded-backlog] and [no-retry-storm]: what waits, and what is tried again. */
import { describe, expect, test } from 'vitest';
import { TWO_USERS } from '../scenarios/two-users.ts';
import { verdictOf, type Case } from './judged.ts';

describe('[bounded-backlog]', () => {
  const verdict = (log: string, more: Partial<Case> = {}) =>
    verdictOf('bounded-backlog', { log, ...more });
  const DONE = `
    ana typed m1 "Meet at six?" ana-ben
    ana stored m1 outbox 1
    cassandra stored m1 tableOutbox 1
    ben stored m1 local 1 0
    ana forgotten m1 outbox
  `;

  test('holds when everything that waited is gone', () => {
    expect(verdict(`${DONE}\ncassandra forgotten m1 tableOutbox`)).toBe('holds');
  });

  test.each([
    ['the outbox table', DONE, 'outbox table'],
    ['the outbox', DONE.replace('ana forgotten m1 outbox', ''), 'outbox'],
    ['the offline list', `${DONE}\nredis stored m1 offlineList 0 1`, 'offline list'],
  ])('is broken by what waits in %s for ever', (_, log, place) => {
    expect(verdict(log)).toContain(
      `“Meet at six?” (ana/m1) still waits in the ${place} 10,000 ms after every device has it`,
    );
  });

  test('every copy must go', () => {
    const twice = `${DONE}\ncassandra forgotten m1 tableOutbox
      redis stored m1 offlineList 0 1\nredis stored m1 offlineList 0 2
      redis forgotten m1 offlineList`;
    expect(verdict(twice)).toContain('offline list');
    expect(verdict(`${twice}\nredis forgotten m1 offlineList`)).toBe('holds');
  });

  test('what nobody has yet may wait', () => {
    expect(verdict(DONE.replace('ben stored m1 local 1 0', ''))).toBe('holds');
  });

  test('is not proved in a run too short, or with a phone in trouble', () => {
    expect(verdict(DONE, { scenario: { durationMs: 5000 } })).toContain('before the bound');
    expect(verdict(DONE, { plan: [[10, { do: 'crash', node: 'ben' }]] })).toBe(
      "not proved: Ben's phone is down at the end",
    );
    expect(verdict('ana typed m1 "x" ana-ben')).toBe('not proved: nothing had to wait anywhere');
  });

  test('is broken by a queue beyond its limit', () => {
    const service = { workers: 2, serviceMs: 5, distribution: 'fixed', queueLimit: 6 } as const;
    const nodes = TWO_USERS.nodes.map((node) =>
      node.name === 'server-1' ? { ...node, service } : node,
    );
    const deep = (depth: number) =>
      verdict(`server-1 queue ${depth}`, { scenario: { nodes }, design: { loginQueueLimit: 64 } });
    expect(deep(8)).toBe('holds');
    expect(deep(16)).toBe('broken at 0: server 1 has 16 in its queue, and 8 is the limit');
    const balancer = verdict('balancer queue 128', { design: { loginQueueLimit: 64 } });
    expect(balancer).toBe(
      'broken at 0: the load balancer has 128 in its queue, and 64 is the limit',
    );
  });
});

describe('[no-retry-storm]', () => {
  const verdict = (log: string, more: Partial<Case> = {}) =>
    verdictOf('no-retry-storm', { log, ...more });
  const TYPED = 'ana typed m1 "Meet at six?" ana-ben';
  /** So many attempts, so far apart. */
  const attempts = (count: number, apartMs: number, fromMs = 1000, what = 'publish') =>
    Array.from(
      { length: count },
      (_, nth) =>
        `@${fromMs + nth * apartMs} ana sent ${what === 'open' ? '' : 'm1'} server-1 ${what}`,
    ).join('\n');

  test('allows ten in a row, and then one every two seconds', () => {
    const faulty = { plan: [[28_000, { do: 'heal', node: 'ana' }]] } as const;
    expect(verdict(`${TYPED}\n${attempts(10, 1)}`, faulty)).toBe('holds');
    expect(verdict(`${TYPED}\n${attempts(14, 2000)}`, faulty)).toBe('holds');
    expect(verdict(`${TYPED}\n${attempts(12, 100)}`, faulty)).toBe(
      "broken at 11: Ana's phone sends “Meet at six?” (ana/m1) for the 11th time within 1,000 ms",
    );
  });

  test('counts attempts at a connection until one succeeds', () => {
    const faulty = { plan: [[28_000, { do: 'heal', node: 'ana' }]] } as const;
    const many = attempts(12, 100, 1000, 'open');
    expect(verdict(many, faulty)).toContain("Ana's phone asks for a connection for the 11th time");
    const halves = [attempts(8, 100, 1000, 'open'), attempts(8, 100, 3000, 'open')];
    const between = '@2500 ana connected server-1 1';
    expect(verdict([halves[0], between, halves[1]].join('\n'), faulty)).toBe('holds');
  });

  test('wants quiet once the bound after the last fault has passed', () => {
    const calm = { plan: [[2000, { do: 'heal', node: 'ana' }]] } as const;
    expect(verdict(`${TYPED}\n${attempts(3, 1000, 3000)}`, calm)).toBe('holds');
    expect(verdict(`${TYPED}\n${attempts(8, 2000)}`, calm)).toBe(
      'broken at 8: 2 attempts in 2,000 ms repeat earlier ones and 0 are new, ' +
        '13,000 ms after the last fault',
    );
  });

  test('gives what was first tried later the same bound', () => {
    const calm = { plan: [[2000, { do: 'heal', node: 'ana' }]] } as const;
    expect(verdict(`${TYPED}\n${attempts(6, 1000, 9000)}`, calm)).toBe('holds');
    expect(verdict(`${TYPED}\n${attempts(10, 2000, 9000)}`, calm)).toMatch(/^broken at /);
  });

  test('is not proved when nothing had to be tried twice', () => {
    expect(verdict(`${TYPED}\n${attempts(1, 1)}`)).toContain('not proved: nothing had to be tried');
  });
});
