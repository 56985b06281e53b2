/**
 * How two widely used clients wait between attempts, as their makers publish it. Both grow by a
 * factor and vary by a fifth either way: far less spread than full jitter.
 */
import { pow } from '../../kernel/index.ts';

export interface ClientPolicy {
  readonly name: string;
  /** The wait after the first failure, before jitter. */
  readonly initialMs: number;
  readonly multiplier: number;
  readonly maxMs: number;
  /** The wait is multiplied by a number drawn from 1 - jitter to 1 + jitter. */
  readonly jitter: number;
  /** Whether the first wait varies too. */
  readonly isFirstJittered: boolean;
  /** Whether jitter may carry a wait beyond maxMs. */
  readonly mayExceedMax: boolean;
  /** Whether the wait is cut to whole milliseconds. */
  readonly isWhole: boolean;
  readonly source: string;
}

/** Kafka's CommonClientConfigs.java and ExponentialBackoff.java. */
const kafkaClient = {
  multiplier: 2,
  maxMs: 1000,
  jitter: 0.2,
  isFirstJittered: true,
  mayExceedMax: false,
  isWhole: true,
  source: 'apache/kafka, CommonClientConfigs.java and ExponentialBackoff.java',
} as const;

/** The defaults of gRPC's and Kafka's clients, each with its source. */
export const CLIENT_POLICIES = {
  grpc: {
    name: 'gRPC connection',
    initialMs: 1000,
    multiplier: 1.6,
    maxMs: 120_000,
    jitter: 0.2,
    isFirstJittered: false,
    mayExceedMax: true,
    isWhole: false,
    source: 'grpc/grpc, doc/connection-backoff.md (an older revision began with 20 s)',
  },
  kafkaReconnect: { name: 'Kafka client, reconnect', initialMs: 50, ...kafkaClient },
  kafkaRetry: { name: 'Kafka client, retry', initialMs: 100, ...kafkaClient },
} as const satisfies Readonly<Record<string, ClientPolicy>>;

/** gRPC gives a connection attempt at least so long: MIN_CONNECT_TIMEOUT, connection-backoff.md. */
export const GRPC_CONNECT_TIMEOUT_MS = 20_000;

/** The wait in milliseconds after this many failures (from 1). `draw` is a number in [0,1). */
export function clientWaitMs(failures: number, policy: ClientPolicy, draw: number): number {
  const { initialMs, multiplier, maxMs, jitter } = policy;
  // Beyond this power the wait is at its most, and the power itself might be Infinity.
  const steps = Math.min(failures - 1, 64);
  const plain = Math.min(maxMs, initialMs * pow(multiplier, steps));
  const isPlain = failures === 1 && !policy.isFirstJittered;
  const varied = isPlain ? plain : plain * (1 - jitter + 2 * jitter * draw);
  const bounded = policy.mayExceedMax ? varied : Math.min(maxMs, varied);
  return policy.isWhole ? Math.floor(bounded) : bounded;
}
