/** The policies of a chat server that a candidate argues about. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';
import { deviceKnobs } from './device-knobs.ts';
import { mediaKnobs } from './media-knobs.ts';
import { membershipKnobs } from './membership-knobs.ts';
import { redisClientKnobs } from './redis-knobs.ts';
import { logKnobs } from './log-knobs.ts';
import { tableKnobs } from './table-knobs.ts';

export const chatServerKnobs = {
  ackAt: {
    kind: 'choice',
    label: 'One tick is given',
    question: 'When does the server tell the sender that it has the message?',
    options: {
      receipt: 'As soon as the server has read it: it is in memory only.',
      log: 'When the log has appended it.',
      store: 'When the table has stored it.',
    },
    initial: 'store',
  },
  ordering: {
    kind: 'choice',
    label: 'Place in the conversation',
    question: 'Who gives a message its number?',
    options: {
      arrival: 'Nobody: it stands where it arrives.',
      table: 'The conditional write that stores it: no number is ever taken without a row.',
      counter: 'A counter in Redis, before it is stored: two steps, so a number can stay unused.',
    },
    initial: 'table',
  },
  log: {
    kind: 'choice',
    label: 'Log before store',
    question: 'Does an accepted message go through a log first?',
    options: {
      none: 'No: the accepting server stores and delivers it by itself.',
      kafka: 'Yes: it is appended to a partition, and a consumer stores and delivers it.',
    },
    initial: 'none',
  },
  acks: {
    kind: 'choice',
    label: 'acks',
    question: 'Which copies must exist before the log answers its producer?',
    options: {
      '0': 'None: the producer does not wait, and learns neither the offset nor a failure.',
      '1': 'The leader’s: lost when the leader dies before a follower has copied it.',
      all: 'Those of all replicas in sync.',
    },
    initial: 'all',
  },
  dedup: {
    kind: 'choice',
    label: 'A message that comes twice',
    question: 'What happens when a retry brings a message that is stored already?',
    options: {
      none: 'It is inserted again.',
      insertOnly: 'The unique insert does nothing, and the code carries on to the push.',
      earlyReturn: 'The unique insert does nothing, and the code acknowledges and returns.',
      outbox: 'Row and outbox row are written in one batch; delivery comes from the outbox.',
    },
    initial: 'outbox',
  },
  fallback: {
    kind: 'choice',
    label: 'When log or table is silent',
    question: 'What is the sender told while the message cannot be stored?',
    options: {
      silent: 'Nothing: the phone still has it in its own outbox, shows the clock and tries again.',
      buffer: 'One tick: the server keeps it in memory and stores it later.',
    },
    initial: 'silent',
  },
  receiptEvidence: {
    kind: 'choice',
    label: 'Two ticks mean',
    question: 'What makes the server mark a message delivered?',
    options: {
      push: 'The push call returned.',
      deviceAck: 'The recipient’s device has said that it stored the message.',
    },
    initial: 'deviceAck',
  },
  routing: {
    kind: 'choice',
    label: 'Where is the recipient?',
    question: 'How does a server find the server that holds the recipient’s socket?',
    options: {
      none: 'It looks among its own sockets only.',
      map: 'A map from user to server, written at connect and deleted at close.',
      lease: 'The same map, but an entry lives only as long as heartbeats renew it.',
      broadcast: 'It asks every server.',
    },
    initial: 'lease',
  },
  mapTtlMs: {
    kind: 'number',
    label: 'Lease of a map entry',
    question: 'How long does an entry outlive the last heartbeat?',
    unit: 'ms',
    min: 1000,
    max: 600_000,
    initial: 90_000,
    source: 'our choice: three heartbeats of 30 s, so that two may be lost',
  },
  hop: {
    kind: 'choice',
    label: 'The hop to the other server',
    question: 'How does a message reach the server that holds the recipient’s socket?',
    options: {
      direct: 'The accepting server calls it.',
      consumer: 'The consumer of the conversation’s partition calls it.',
      topic: 'The consumer appends to a topic of that server, which consumes it.',
    },
    initial: 'direct',
  },
  enqueue: {
    kind: 'choice',
    label: 'Into the offline list',
    question: 'When is a message put into the list of a recipient who is offline?',
    options: {
      checkThenAct: 'When the map said “offline”; by then the answer may be old.',
      recheck: 'The same, and the map is read once more afterwards.',
      always: 'Always and first; the socket is only a hint that somebody may fetch it now.',
    },
    initial: 'always',
  },
  offlineQueue: {
    kind: 'choice',
    label: 'Catching up',
    question: 'What does a phone read when it comes back?',
    options: {
      lifo: 'A list, pushed at the head and popped at the head: newest first.',
      fifo: 'A list, pushed at the head and popped at the tail: oldest first.',
      replay: 'The stored conversation after the phone’s own cursor.',
    },
    initial: 'replay',
  },
  redelivery: {
    kind: 'choice',
    label: 'A delivery without an answer',
    question: 'What does the server do when the device does not acknowledge?',
    options: {
      none: 'Nothing: it was pushed.',
      untilAcked: 'It sends again, and treats the recipient as offline when that fails too.',
    },
    initial: 'untilAcked',
  },
  commit: {
    kind: 'choice',
    label: 'A consumer commits',
    question: 'When does the consumer say that it is done with a record?',
    options: {
      before: 'Before the work: a crash in between loses the record.',
      after: 'After the work: a crash in between does the work twice.',
    },
    initial: 'after',
  },
  presence: {
    kind: 'choice',
    label: 'Presence',
    question: 'Does the deployment keep track of who is online?',
    options: {
      off: 'No.',
      heartbeat: 'A key for each user in Redis, kept alive by heartbeats.',
    },
    initial: 'off',
  },
  presenceTtlMs: {
    kind: 'number',
    label: 'TTL of presence',
    question: 'How long does “online” outlive the last heartbeat?',
    unit: 'ms',
    min: 1000,
    max: 600_000,
    initial: 90_000,
    source: 'our choice: three heartbeats of 30 s, so that two may be lost',
  },
  presencePollMs: {
    kind: 'number',
    label: 'Watched users are looked up every',
    question: 'How often does a server look for changes on behalf of its watchers?',
    unit: 'ms',
    min: 100,
    max: 60_000,
    initial: 1000,
    source: 'our choice',
  },
  lastSeen: {
    kind: 'choice',
    label: 'Last seen is kept',
    question: 'Where is the time of the last heartbeat?',
    options: {
      inKey: 'In the key that expires: when it is wanted, it is gone.',
      beside: 'In a key of its own that does not expire.',
    },
    initial: 'beside',
  },
  rpcTimeoutMs: {
    kind: 'number',
    label: 'Patience with other nodes',
    question: 'How long does a server wait for an answer?',
    unit: 'ms',
    min: 50,
    max: 30_000,
    initial: 1000,
    source: 'our choice: some hundred times a round trip in the data centre',
  },
  idleTimeoutMs: {
    kind: 'number',
    label: 'Silent sockets are closed after',
    question: 'How long may a phone be silent before its socket is given up?',
    unit: 'ms',
    min: 1000,
    max: 3_600_000,
    initial: 75_000,
    source: 'our choice: two and a half heartbeats of 30 s',
  },
  relayMs: {
    kind: 'number',
    label: 'The outbox is looked through every',
    question: 'How often does a server look for undelivered outbox rows of its users?',
    unit: 'ms',
    min: 100,
    max: 600_000,
    initial: 2000,
    source: 'our choice: seconds, so that a crash delays a message but little',
  },
  ...tableKnobs,
  ...logKnobs,
  ...membershipKnobs,
  ...redisClientKnobs,
  ...deviceKnobs,
  ...mediaKnobs,
} as const satisfies KnobTable;

export type ChatServerKnobs = KnobValues<typeof chatServerKnobs> & {
  /** Of the phone: whether a message is to hold a URL. */
  readonly mediaPointer?: string;
  /** Of the phone: how it is reached, and how long its question may be held. */
  readonly transport?: string;
  readonly pollHoldMs?: number;
};
