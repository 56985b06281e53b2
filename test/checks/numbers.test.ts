/** [load], [budgets] and [sane-numbers]: what nodes, phones and arithmetic can bear. */
import { describe, expect, test } from 'vitest';
import { TWO_USERS } from '../scenarios/two-users.ts';
import { verdictOf, type Case } from './judged.ts';

const times = (count: number, line: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => line(nth)).join('\n');

/** Server 1 can do ten jobs a second. */
const service = { workers: 1, serviceMs: 100, distribution: 'fixed', queueLimit: 50 } as const;
const nodes = TWO_USERS.nodes.map((node) =>
  node.name === 'server-1' ? { ...node, service } : node,
);

describe('[load]', () => {
  const verdict = (log: string, more: Partial<Case> = {}) =>
    verdictOf('load', { log, scenario: { nodes }, ...more });
  const asked = (count: number, apartMs: number, fromMs = 0) =>
    times(count, (nth) => `@${fromMs + nth * apartMs} server-1 received ana ping`);

  test('holds while ten seconds bring no more than ten seconds can do', () => {
    expect(verdict(asked(300, 100))).toBe('holds');
    // A burst is what the queue is for.
    expect(verdict(`${asked(90, 1)}\n${asked(90, 100, 11_000)}`)).toBe('holds');
  });

  test('is broken by more', () => {
    expect(verdict(asked(300, 90))).toBe(
      'broken at 100: server 1 is asked 101 times in 10 s and can do 10 a second',
    );
  });

  test('forgets what was longer ago, even after a long silence', () => {
    expect(verdict(`${asked(100, 10)}\n${asked(100, 10, 25_000)}`)).toBe('holds');
  });

  test('is broken when work is turned away', () => {
    expect(verdict('server-1 received ana ping\nserver-1 refused overCapacity ana')).toBe(
      'broken at 1: server 1 turns work away, although its capacity is 10 a second',
    );
  });

  test('counts the logins of a balancer that limits them, and nothing else there', () => {
    const design = { loginsPerSecond: 2 };
    const logins = times(21, (nth) => `@${nth * 10} balancer received ana open`);
    expect(verdict(logins, { design })).toContain('broken at 20: the load balancer is asked 21');
    const others = times(21, (nth) => `@${nth * 10} balancer received server-1 healthReply`);
    expect(verdict(others, { design })).toContain('not proved');
  });

  test('is not proved without a capacity', () => {
    expect(verdictOf('load', { log: asked(5, 1) })).toBe(
      'not proved: no node has a declared capacity',
    );
  });
});

describe('[budgets]', () => {
  const HALF_HOUR = 1_800_000;
  const CELLULAR = 'ana state network none cellular';
  const verdict = (log: string, durationMs = HALF_HOUR) =>
    verdictOf('budgets', { log: `${CELLULAR}\n${log}`, scenario: { durationMs } });
  const wakes = (count: number) =>
    times(count, (nth) => `@${1000 + nth * 50_000} ana state radio idle active`);

  test('allow a radio thirty wake-ups in half an hour, and no more', () => {
    expect(verdict(wakes(30))).toBe('holds');
    expect(verdict(wakes(31))).toBe(
      "broken at 31: the radio of Ana's phone wakes 62 times an hour; 60 are allowed",
    );
    const warm = times(40, (nth) => `@${1000 + nth * 40_000} ana state radio tail active`);
    expect(verdict(warm)).toBe('holds');
  });

  test('limit what a phone moves beside its messages', () => {
    const chatter = times(1200, (nth) => `@${1000 + nth * 100} ana received server-1 pong`);
    expect(verdict(chatter)).toBe(
      "broken at 1200: Ana's phone moves 216 kB an hour beside its messages; 200 kB are allowed",
    );
    const talk = times(10, (nth) => `@${900 + nth} ana typed m${nth + 1} "Hi" ana-ben`);
    expect(verdict(`${talk}\n${chatter}`)).toBe('holds');
  });

  test('limit the uplink that a message takes, retries included', () => {
    const sent = (count: number) =>
      `ana typed m1 "Hi" ana-ben\n${times(count, (nth) => `@${5000 + nth} ana sent m1 server-1 publish`)}`;
    expect(verdict(sent(10))).toBe('holds');
    expect(verdict(sent(11))).toBe(
      "broken at 12: Ana's phone needs more than 2 s of a slow uplink to send “Hi” (ana/m1)",
    );
  });

  test('are not proved on Wi-Fi, nor in a few minutes', () => {
    const log = 'ana state network none wifi';
    const onWifi = verdictOf('budgets', { log, scenario: { durationMs: HALF_HOUR } });
    expect(onWifi).toBe('not proved: no phone is in a cellular network');
    expect(verdict('', 60_000)).toBe('not proved: the run is too short to speak of an hour');
  });
});

describe('[sane-numbers]', () => {
  const verdict = (log: string) => verdictOf('sane-numbers', { log, scenario: { nodes } });
  /** Each packet is foretold to take 10 ms. */
  const packets = (count: number, takesMs: number, to = 'server-7') =>
    times(
      count,
      (nth) =>
        `@${nth * 20} ana sent ${to} ping 10000\n` +
        `@${nth * 20 + takesMs} <${nth * 2} ${to} received ana ping`,
    );

  test('hold when latency times arrivals is what was under way', () => {
    expect(verdict(packets(1000, 10))).toBe('holds');
  });

  test("are broken when Little's law is", () => {
    expect(verdict(packets(1000, 11))).toBe(
      'broken at 1999: packets were under way for 11 s in all, ' +
        'and arrivals times their latency make 10 s',
    );
  });

  test('do not count what a frozen node kept waiting', () => {
    const [first = '', ...rest] = packets(1000, 11).split('\n');
    const frozen = [first, ...rest].join('\n');
    expect(
      verdict(
        `@0 redis paused\n${packets(1000, 10).replaceAll(/<(\d+)/g, (_, index) => `<${Number(index) + 1}`)}`,
      ),
    ).toBe('holds');
    expect(verdict(frozen)).toContain('broken');
  });

  test('are broken when workers do more than they have time for', () => {
    const jobs = (apartMs: number) =>
      times(
        400,
        (nth) =>
          `@${nth * apartMs} ana sent server-1 ping 0\n` +
          `@${nth * apartMs} <${nth * 3} server-1 received ana ping\n` +
          `@${nth * apartMs} <${nth * 3 + 1} server-1 accepted m1 1 store`,
      );
    const quiet = packets(1000, 10).replaceAll(/@(\d+)/g, (_, at) => `@${Number(at) + 60_000}`);
    const after = (log: string) =>
      `${log}\n${quiet.replaceAll(/<(\d+)/g, (_, index) => `<${Number(index) + 1200}`)}`;
    expect(verdict(after(jobs(20)))).toContain(
      'server 1 did 400 jobs, which is more than its workers have time for',
    );
    expect(verdict(after(jobs(100)))).toBe('holds');
  });

  test('are not proved by a handful of packets', () => {
    expect(verdict(packets(3, 10))).toBe('not proved: only 3 packets arrived, and 1000 are needed');
  });
});
