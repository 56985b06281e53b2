/** Disputes about what is delivered: once, in order, and at all. */
import type { FaultEnvelope } from '../scenario.ts';
import { betweenTwo, type Dispute } from './dispute.ts';

const faults = (...kinds: FaultEnvelope['kinds']): FaultEnvelope => ({
  most: 4,
  fromMs: 2000,
  untilMs: 18_000,
  kinds,
});

const cutOff = { fault: 'cut', nodes: ['ben', 'ana'], holdMs: [500, 8000] } as const;
const flight = { fault: 'airplane', phones: ['ben'], holdMs: [1000, 8000] } as const;

/** Messages of one sender, so that their order is plain to see. */
const monologue = {
  conversation: 'ana-ben',
  phones: ['ana'],
  messages: [3, 6],
  fromMs: 2000,
  untilMs: 18_000,
} as const;

export const uniqueInsert: Dispute = {
  number: 1,
  claim: 'An insert that ignores conflicts means that nothing is delivered twice.',
  scenario: betweenTwo({
    id: 'unique-insert',
    title: 'One row, two deliveries',
    faults: faults(
      { fault: 'drop', packets: ['publishAck', 'deliverAck'], nth: [1, 4] },
      { fault: 'cut', nodes: ['ana', 'ben'], holdMs: [500, 4000] },
    ),
  }),
  flaw: { dedup: 'insertOnly', clientDedup: 'none' },
  repair: { dedup: 'outbox', clientDedup: 'byName' },
  breaks: ['shown-once'],
};

export const deliveredAtPush: Dispute = {
  number: 2,
  claim: 'A message is delivered when the push call has returned.',
  scenario: betweenTwo({
    id: 'delivered-at-push',
    title: 'Two ticks on a push',
    faults: faults(cutOff, flight, {
      fault: 'crash',
      nodes: ['server-1', 'server-7'],
      holdMs: [1000, 6000],
    }),
  }),
  flaw: { receiptEvidence: 'push' },
  repair: { receiptEvidence: 'deviceAck' },
  breaks: ['honest-ticks'],
};

export const listAsStack: Dispute = {
  number: 3,
  claim: 'The offline list is flushed first in, first out.',
  scenario: betweenTwo({
    id: 'list-as-stack',
    title: 'Pushed at the head, popped at the head',
    chatter: [monologue],
    faults: faults(flight, cutOff),
    design: { enqueue: 'always' },
  }),
  flaw: { offlineQueue: 'lifo', ordering: 'arrival' },
  repair: { offlineQueue: 'replay', ordering: 'table' },
  breaks: ['sender-order'],
};

export const checkThenAct: Dispute = {
  number: 4,
  claim: 'Read the connection; if there is none, put the message into the list.',
  scenario: betweenTwo({
    id: 'check-then-act',
    title: 'Offline a moment ago',
    // Long enough for every phone to notice, so that each comes back by a new connection.
    faults: faults(flight, { ...cutOff, holdMs: [7500, 8000] }),
    design: { offlineQueue: 'fifo', dedup: 'insertOnly' },
  }),
  flaw: { enqueue: 'checkThenAct' },
  repair: { enqueue: 'always' },
  breaks: ['eventual-delivery', 'no-acked-loss'],
};

export const highestSeen: Dispute = {
  number: 5,
  claim: 'After a gap, sync from the last number that the phone has seen.',
  scenario: betweenTwo({
    id: 'highest-seen',
    title: 'The lost 42',
    chatter: [{ ...monologue, messages: [3, 8] }],
    faults: faults(
      { fault: 'drop', packets: ['deliver'], nth: [1, 8] },
      { fault: 'cut', nodes: ['ben'], holdMs: [500, 5000] },
    ),
    // Everybody comes back once more after the last fault, and asks for what is missing.
    script: [
      { atMs: 27_000, action: flightOf('ben', true) },
      { atMs: 28_000, action: flightOf('ben', false) },
    ],
    durationMs: 60_000,
    design: { ordering: 'counter', dedup: 'insertOnly', redelivery: 'none' },
  }),
  flaw: { cursor: 'highestSeen' },
  repair: { cursor: 'highestContiguous' },
  breaks: ['no-acked-loss', 'eventual-delivery'],
};

export const bufferInMemory: Dispute = {
  number: 6,
  claim: 'While the store is down, keep the message in memory and show one tick.',
  scenario: betweenTwo({
    id: 'buffer-in-memory',
    title: 'One tick for a copy in memory',
    faults: faults(
      { fault: 'pause', nodes: ['cassandra'], holdMs: [4000, 8000] },
      { fault: 'crash', nodes: ['cassandra'], holdMs: [4000, 8000] },
      { fault: 'crash', nodes: ['server-1', 'server-7'], holdMs: [500, 3000] },
      { fault: 'crash', nodes: ['server-7', 'server-1'], holdMs: [500, 3000] },
    ),
    chatter: [{ ...monologue, phones: ['ana', 'ben'], messages: [4, 8] }],
  }),
  flaw: { fallback: 'buffer' },
  repair: { fallback: 'silent' },
  breaks: ['no-acked-loss', 'honest-ticks'],
};

function flightOf(phone: string, on: boolean) {
  return { do: 'operate', phone, operation: { act: 'airplane', on } } as const;
}
