/** The policy of the app on a phone: when it says "sent", how it retries, and how it comes back. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';
import { mediaKnobs } from './media/knobs.ts';
import { sealingKnobs } from './sealing-knobs.ts';
import { transportKnobs } from './transport-knobs.ts';

const ticks = {
  sentEvidence: {
    kind: 'choice',
    label: 'One tick when',
    question: 'What must have happened before the sender sees one tick?',
    options: {
      socketWrite: 'The send call returned. The phone forgets the message at once.',
      serverAck: 'The server acknowledged the message. Until then the phone keeps it.',
    },
    initial: 'serverAck',
  },
  tickOrder: {
    kind: 'choice',
    label: 'Which receipt counts',
    question: 'Receipts may arrive in any order. Which one does the phone show?',
    options: {
      latest: 'Whichever came last, even if it says less.',
      highest: 'The highest so far: a tick never steps back.',
    },
    initial: 'highest',
  },
} as const;

const storing = {
  clientDedup: {
    kind: 'choice',
    label: 'The same message again',
    question: 'What does a phone do with a message that it already has?',
    options: {
      none: 'It shows it again.',
      byName: 'It knows it by its name, keeps one copy and acknowledges again.',
    },
    initial: 'byName',
  },
  cursor: {
    kind: 'choice',
    label: 'Sync cursor',
    question: 'After a gap, from which number does the phone ask for more?',
    options: {
      highestSeen: 'From the highest number it has seen. A late one below it is never asked for.',
      highestContiguous: 'From the last number before the first gap.',
    },
    initial: 'highestContiguous',
  },
} as const;

const sending = {
  inFlight: {
    kind: 'choice',
    label: 'Messages in flight',
    question: 'May the next message of a conversation leave before the last one is acknowledged?',
    options: {
      one: 'No. They leave one by one, so a lost first one cannot be overtaken.',
      many: 'Yes. That is faster, and a retry can arrive after what was typed later.',
    },
    initial: 'one',
  },
  retryMs: {
    kind: 'number',
    label: 'Send again after',
    question: 'How long does the phone wait for an acknowledgement before it sends again?',
    unit: 'ms',
    min: 100,
    max: 600_000,
    initial: 5000,
    source: 'our choice',
  },
} as const;

const liveness = {
  heartbeatMs: {
    kind: 'number',
    label: 'Heartbeat',
    question: 'How often does the phone ask whether its connection is alive?',
    unit: 'ms',
    min: 1000,
    max: 1_800_000,
    initial: 30_000,
    source: 'a common interview figure; radio cost and presence decide it, not the network',
  },
  pongTimeoutMs: {
    kind: 'number',
    label: 'Answer due within',
    question: 'How long may the answer to a heartbeat take?',
    unit: 'ms',
    min: 100,
    max: 600_000,
    initial: 10_000,
    source: 'our choice',
  },
} as const;

const reconnecting = {
  backoff: {
    kind: 'choice',
    label: 'Backoff',
    question: 'How long does a phone wait before it tries to connect again?',
    options: {
      none: 'Not at all.',
      exponential: 'Twice as long each time, for every phone alike: waves stay waves.',
      equal: 'Half of the exponential wait, and a random part of the other half.',
      full: 'A random part of the whole exponential wait.',
      decorrelated: 'Between the base and three times the last wait, at random.',
      grpc: 'As gRPC’s clients: 1 s, then 1.6 times as long up to 120 s, a fifth more or less.',
      kafka: 'As Kafka’s clients: 50 ms, then twice as long up to 1 s, a fifth more or less.',
    },
    initial: 'full',
  },
  backoffBaseMs: {
    kind: 'number',
    label: 'Backoff base',
    question: 'The first wait is at most twice this.',
    unit: 'ms',
    min: 1,
    max: 60_000,
    initial: 500,
    source: 'our choice: waits of 1, 2, 4 s and so on',
  },
  backoffCapMs: {
    kind: 'number',
    label: 'Backoff cap',
    question: 'Beyond which wait does it grow no further?',
    unit: 'ms',
    min: 1,
    max: 3_600_000,
    initial: 60_000,
    source: 'our choice; gRPC caps at 120 s (connection-backoff.md)',
  },
  backoffReset: {
    kind: 'choice',
    label: 'Start over',
    question: 'When does a phone forget its failures and try at once?',
    options: {
      onSuccess: 'Only when a connection succeeds. Back in coverage, it still sits out its wait.',
      onConnectivity: 'Also when the operating system reports that the network is back.',
    },
    initial: 'onConnectivity',
  },
} as const;

export const phoneKnobs = {
  ...ticks,
  ...storing,
  ...sending,
  ...liveness,
  ...reconnecting,
  ...sealingKnobs,
  ...mediaKnobs,
  ...transportKnobs,
} as const satisfies KnobTable;

export type PhoneKnobs = KnobValues<typeof phoneKnobs> & {
  /** Of the notification service. No server can say a message's words unless the phone gives them. */
  readonly pushPayload?: string;
  /** Of the notification service: whether the app must register its token. */
  readonly pushTokens?: string;
  /** Of the chat servers: whether users or their devices are delivered to. */
  readonly deviceFanOut?: string;
};
