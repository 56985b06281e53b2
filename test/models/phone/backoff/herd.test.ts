/** The thundering herd at its cap: attempts a second, against the renewal theorem. */
import { expect, test } from 'vitest';
import { Luck, purpose, TimingWheel } from '../../../../src/kernel/index.ts';
import { loadBalancer } from '../../../../src/models/load-balancer/index.ts';
import { backoffMs, type BackoffPolicy } from '../../../../src/models/phone/backoff.ts';
import { redis } from '../../../../src/models/redis/index.ts';
import { fakeNode } from '../../fake-node.ts';
import { connectedPhone, fromServer } from '../anas-phone.ts';
import published from './backoff.json' with { type: 'json' };
import { longGroup, sampleOf } from '../../../proof-size.ts';

const RETRY = purpose('test/herd');
const CAP_MS = 30_000;

/** Attempts a second of so many phones that have failed for long, over so many caps. */
function attemptsPerSecond(
  phones: number,
  algorithm: BackoffPolicy['algorithm'],
  caps: number,
): number {
  const luck = new Luck(`herd ${algorithm}`);
  const wheel = new TimingWheel();
  const endUs = CAP_MS * 1000 * caps;
  const policy = { algorithm, baseMs: CAP_MS, capMs: CAP_MS };
  const again = (phone: number, nth: number) => {
    const waitMs = backoffMs(1, policy, () => luck.uniform(RETRY, phone, nth));
    const timeUs = wheel.nowUs + Math.floor(waitMs * 1000);
    if (timeUs <= endUs) wheel.schedule(timeUs, 0, phone, nth);
  };
  for (let phone = 0; phone < phones; phone += 1) again(phone, 0);
  let attempts = 0;
  // The first cap is passed over: everybody began at once.
  while (wheel.take()) {
    if (wheel.nowUs > CAP_MS * 1000) attempts += 1;
    again(wheel.entity, wheel.a + 1);
  }
  return attempts / ((CAP_MS / 1000) * (caps - 1));
}

longGroup('phones at their cap try again', () => {
  test.each([
    ['full', 2],
    ['equal', 4 / 3],
    ['exponential', 1],
  ] as const)('%s: %d times a cap each', (algorithm, times) => {
    const exact = (2000 * times) / (CAP_MS / 1000);
    const share = attemptsPerSecond(2000, algorithm, 21) / exact;
    expect(Math.abs(share - 1)).toBeLessThan(0.01);
    const row = published.thundering_herd.steady_rates[0]!;
    const key = algorithm === 'exponential' ? 'none' : algorithm;
    expect((row.N * times) / row.cap_s).toBeCloseTo(row[key], 6);
  });
});

test.each(published.thundering_herd.waves)(
  '$N phones in step, $K accepted in a wave: $waves waves, $attempts attempts',
  ({ N, K, waves, attempts }) => {
    let [left, wave, tried] = [N, 0, 0];
    for (; left > 0; left -= K, wave += 1) tried += left;
    expect({ wave, tried }).toEqual({ wave: waves, tried: attempts });
    expect((K * waves * (waves + 1)) / 2).toBe(attempts);
  },
);

test('spread evenly over a window, the phones of each second are binomial', () => {
  const [phones, windowS] = [10_000, 10];
  const row = published.thundering_herd.rows.find(
    (each) => each.N === phones && each.window_s === windowS,
  )!;
  const luck = new Luck('window');
  const counts: number[] = [];
  for (let crowd = 0; crowd < 30; crowd += 1) {
    const seconds = Array.from({ length: windowS }, () => 0);
    for (let phone = 0; phone < phones; phone += 1) {
      seconds[Math.floor(luck.uniform(RETRY, phone, crowd) * windowS)]! += 1;
    }
    counts.push(...seconds);
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  expect(mean).toBeCloseTo(row.mean_per_s, 9);
  // The deviation of 300 counts is known to a twenty-fifth.
  expect(Math.abs(Math.sqrt(variance) / row.sd_per_s - 1)).toBeLessThan(3 / Math.sqrt(600));
});

test.each(published.thundering_herd.floors)(
  'no policy brings $N phones back before $seconds s at $C logins a second',
  ({ N, C, seconds }) => {
    expect(N / C).toBeCloseTo(seconds, 9);
    // The balancer’s queue, with a ten-thousandth of both: 1 to 200 phones at 0.1 to 23 a second.
    const [phones, loginsPerSecond] = [N / 10_000, C / 10_000];
    const names = Array.from({ length: phones }, (_, phone) => `phone-${phone}`);
    const balancer = fakeNode(loadBalancer, {
      name: 'balancer',
      knobs: { loginsPerSecond, healthCheckMs: 600_000, loginQueueLimit: 1000 },
      topology: {
        nodes: [
          { name: 'balancer', kind: 'load-balancer' },
          ...names.map((name) => ({ name, kind: 'phone' as const })),
          { name: 'server-1', kind: 'chat-server' },
        ],
      },
    });
    names.forEach((user) => balancer.deliver({ type: 'open', user, connection: 1 }, user, 1));
    let lastMs = 0;
    for (let passedMs = 0; passedMs <= seconds * 1100; passedMs += seconds) {
      balancer.advanceMs(seconds);
      const placed = balancer.sent.splice(0).filter(({ packet }) => packet.type === 'place');
      balancer.deliver({ type: 'healthReply' }, 'server-1');
      for (const { packet } of placed) {
        if (packet.type !== 'place') continue;
        const { phone, connection } = packet;
        balancer.deliver({ type: 'placed', phone, connection }, 'server-1');
        lastMs = balancer.clockUs / 1000;
      }
    }
    expect(Math.abs(lastMs / 1000 - seconds) / seconds).toBeLessThan(0.01);
  },
);

test.each(sampleOf(published.thundering_herd.heartbeats, 1))(
  '$N phones with a heartbeat every $T_s s: $pings_per_s pings a second',
  ({ N, T_s, pings_per_s }) => {
    const periods = 20;
    const phone = connectedPhone({ knobs: { heartbeatMs: T_s * 1000, pongTimeoutMs: 10_000 } });
    let pings = 0;
    for (let period = 0; period < periods; period += 1) {
      phone.advanceMs(T_s * 1000);
      pings += phone.answers().filter(({ type }) => type === 'ping').length;
      fromServer(phone, { type: 'pong' });
    }
    expect((N * pings) / (periods * T_s)).toBeCloseTo(pings_per_s, 6);
  },
);

test('a crash shows after the TTL less the age of the last heartbeat: TTL - T/2 on average', () => {
  const { T, TTL, mean_exact } = published.thundering_herd.presence_check;
  const luck = new Luck('presence');
  const server = fakeNode(redis, {
    topology: { nodes: [{ name: 'server-1', kind: 'chat-server' }] },
  });
  server.advanceMs(1000);
  let request = 0;
  const ask = (...words: string[]) => {
    request += 1;
    server.deliver({ type: 'redisCommand', request, words }, 'server-1');
    const [answer] = server.answers();
    return answer?.type === 'redisReply' ? Number(answer.reply) : NaN;
  };
  const delays = Array.from({ length: 400 }, (_, phone) => {
    ask('SET', `presence:${phone}`, '1', 'EX', String(TTL));
    // It crashes at any moment before its next heartbeat would be due.
    server.advanceMs(Math.floor(luck.uniform(RETRY, phone, 9) * T * 1000));
    return ask('PTTL', `presence:${phone}`) / 1000;
  });
  const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
  expect(Math.abs(mean - mean_exact)).toBeLessThan((3 * T) / Math.sqrt(12 * delays.length));
  expect(Math.min(...delays)).toBeGreaterThan(TTL - T);
  expect(Math.max(...delays)).toBeLessThanOrEqual(TTL);
});
