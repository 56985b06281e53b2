/** Facts about backoff, queues and hashing. */
import { inFile, type Fact } from './fact.ts';

const contention = inFile('test/models/phone/backoff/contention.test.ts');
const herd = inFile('test/models/phone/backoff/herd.test.ts');
const presets = inFile('test/models/phone/backoff/presets.test.ts');
const queues = inFile('test/world/queueing/queues.test.ts');
const hashing = inFile('test/models/load-balancer/hashing.test.ts');
const ring = inFile('test/models/load-balancer/hash-ring.test.ts');

const TABLE = '$clients clients, $algorithm: $calls_mean calls, done after $time_mean ms';

export const backoffFacts: readonly Fact[] = [
  {
    says: '1.1 expo(n) = min(cap, 2^n base), the first ceiling is twice the base; five algorithms',
    mark: 'A',
    tests: contention(
      'ceilings, full and equal jitter as published',
      'decorrelated waits as published, one from the other',
    ),
  },
  {
    says: '1.1 without variance N clients need N rounds: N(N+1)/2 calls',
    mark: 'B',
    tests: contention('without variance every client costs a round: N(N+1)/2 calls'),
  },
  { says: '1.2 calls and times of the simulator', mark: 'A', tests: contention(TABLE) },
  {
    says: '1.2 no backoff is the fastest and does three times the calls of full jitter',
    mark: 'A',
    tests: contention('no backoff is the fastest of all, at three times the calls of full jitter'),
  },
  {
    says: '1.2 exponential without jitter: 77 % of the calls, 31 times as long',
    mark: 'A',
    tests: contention(
      'backoff without jitter saves a quarter of the calls and takes thirty times as long',
    ),
  },
  {
    says: '1.2 decorrelated does more work than full jitter for a similar time',
    mark: 'A',
    tests: contention('decorrelated does more work than full jitter in about the same time'),
  },
  {
    says: '1.3 ninety deterministic runs, two implementations to 1e-6 ms',
    mark: 'A',
    tests: contention(
      '90 runs under a repeatable generator: the kernel and a plain list agree to 1e-6 ms',
    ),
  },
  {
    says: '1.4 gRPC: 1 s, 1.6, 120 s, a fifth of jitter, 20 s to connect',
    mark: 'B',
    tests: presets(
      'the parameters are the documented ones',
      '1 s, then times 1.6 up to 120 s, a fifth more or less',
    ),
  },
  {
    says: '1.4 Kafka clients: 100 to 1000 ms and 50 to 1000 ms, never above the maximum',
    mark: 'B',
    tests: presets(
      'the parameters are the documented ones',
      'double from 50 or 100 ms to 1 s, a fifth more or less, whole, never above 1 s',
    ),
  },
  {
    says: '1.5 attempt rate at the cap: 2N/cap, 4N/(3 cap), N/cap',
    mark: 'A',
    tests: herd('%s: %d times a cap each'),
  },
  {
    says: '1.5 a uniform spread over W: N/W a second, binomial',
    mark: 'A',
    tests: herd('spread evenly over a window, the phones of each second are binomial'),
  },
  {
    says: '1.5 synchronised waves: m waves, K m(m+1)/2 attempts',
    mark: 'A',
    tests: herd('$N phones in step, $K accepted in a wave: $waves waves, $attempts attempts'),
  },
  {
    says: '1.5 drain floor N/C',
    mark: 'A',
    tests: herd('no policy brings $N phones back before $seconds s at $C logins a second'),
  },
  {
    says: '1.5 heartbeats: N/T a second',
    mark: 'A',
    tests: herd('$N phones with a heartbeat every $T_s s: $pings_per_s pings a second'),
  },
  {
    says: '1.5 presence: a crash shows after TTL - U(0,T)',
    mark: 'A',
    tests: herd(
      'a crash shows after the TTL less the age of the last heartbeat: TTL - T/2 on average',
    ),
  },
];

export const queueingFacts: readonly Fact[] = [
  {
    says: '2 M/M/1: L, W, the tail of the sojourn, P(wait)',
    mark: 'A',
    tests: queues('at load %d: sojourn, number inside, tail, and who waits'),
  },
  {
    says: '2 M/M/c: Erlang C and the wait',
    mark: 'A',
    tests: queues('Erlang B and C, M/M/c', '%i workers, %d arrivals in a service time'),
  },
  {
    says: '2 Erlang B',
    mark: 'A',
    tests: queues('Erlang B and C, M/M/c', 'without a queue it loses calls: Erlang B'),
  },
  {
    says: '2 M/G/1: Pollaczek and Khinchine; M/D/1 is half of M/M/1',
    mark: 'A',
    tests: queues(
      'M/G/1, M/M/1/K, D/M/1',
      '%s service, squared coefficient of variation %d, load %d',
    ),
  },
  {
    says: '2 D/M/1: paced arrivals',
    mark: 'A',
    tests: queues('M/G/1, M/M/1/K, D/M/1', 'paced arrivals wait less: D/M/1'),
  },
  {
    says: '2 M/M/1/K: blocking',
    mark: 'A',
    tests: queues('M/M/1/K at load %d with room for %i: refusals, throughput, number inside'),
  },
  {
    says: '2 two queues in a row (Burke)',
    mark: 'A',
    tests: queues('two queues in a row: each behaves as if it stood alone (Burke)'),
  },
  {
    says: '2 two classes without interruption',
    mark: 'A',
    tests: queues('messages first, without interruption (Cobham)'),
  },
  {
    says: '2 a backlog of 50,000 drains in 250 s at 800 in and 1000 out',
    mark: 'A',
    tests: queues(
      'a backlog drains at the difference of the rates: 50,000 at 1,000 against 800 a second',
    ),
  },
];

export const hashingFacts: readonly Fact[] = [
  {
    says: '3 jump hash: golden values',
    mark: 'A',
    tests: hashing('gives the golden values of Guava and of the reference C++ code'),
  },
  {
    says: '3 jump hash: n-1 to n moves 1/n, all to the new bucket',
    mark: 'A',
    tests: hashing('from $n_from to $n_to servers 1/n of the users move, all to the new one'),
  },
  {
    says: '3 the remainder: n to n+1 moves n/(n+1)',
    mark: 'A',
    tests: hashing('the remainder: from $n_from to $n_to servers $moved_exact of the users move'),
  },
  {
    says: '3 a ring with V points: the deviation is sqrt((N-1)/(NV+1))',
    mark: 'A',
    tests: [
      ...hashing('$servers servers with $vnodes points each: the spread is sqrt((N-1)/(NV+1))'),
      ...hashing('99 % of a thousand servers with 100 points have 0.761 to 1.276 of the mean'),
      ...ring('with %i points each deviates by %d of the mean'),
    ],
  },
  {
    says: '3 one point each: the fullest has the harmonic number of the mean',
    mark: 'A',
    tests: hashing('the fullest of %i servers with %i points has %d of the mean'),
  },
  {
    says: '3 an md5 ring: a removed server gives up its own users and no others',
    mark: 'A',
    tests: hashing('laid out by md5, a server that leaves gives up its own users and no others'),
  },
];
