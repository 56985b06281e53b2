/** A phone's connection as a test machine: fixed and computed delays, guards, assigns, effects. */
import { assign, setup } from 'xstate';
import type { MachineEvent } from '../../src/statechart/index.ts';

interface ClientContext {
  id: number;
  attempts: number;
  total: number;
  backoffMs: number;
  lastSequence: number;
  received: number;
  sent: number;
  gaps: number;
  tokens: number;
  beats: number;
}

type ClientEvent =
  | { type: 'NET_UP' | 'NET_DOWN' | 'CONNECTED' | 'REFUSED' | 'AUTH_OK' | 'AUTH_FAIL' }
  | { type: 'SEND' | 'DROP' }
  | { type: 'SYNCED' | 'MESSAGE'; sequence: number };

/** A number from two, the same on every call: stands for luck. */
const mixed = (a: number, b: number): number =>
  ((Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca77)) ^ (a << 7)) >>> 0;

const sequenceOf = (event: ClientEvent) => ('sequence' in event ? event.sequence : 0);

export const clientMachine = setup({
  types: {} as { context: ClientContext; events: ClientEvent; input: { id: number } },
  guards: {
    canRetry: ({ context }) => context.attempts < 8,
    hasToken: ({ context }) => context.tokens > 0,
    isGap: ({ context, event }) => sequenceOf(event) > context.lastSequence + 1,
    isStale: ({ context, event }) => sequenceOf(event) <= context.lastSequence,
  },
  actions: {
    countAttempt: assign(({ context }) => ({
      attempts: context.attempts + 1,
      total: context.total + 1,
    })),
    growBackoff: assign(({ context }) => ({
      backoffMs: Math.min(context.backoffMs * 2, 30_000),
      tokens: context.tokens > 0 ? context.tokens - 1 : 0,
    })),
    resetRetry: assign({
      attempts: 0,
      backoffMs: 500,
      lastSequence: ({ event }) => sequenceOf(event),
    }),
    storeToken: assign({ tokens: 3 }),
    dropToken: assign({ tokens: 0 }),
    giveUp: assign({ attempts: 0, backoffMs: 500 }),
    receive: assign(({ context, event }) => ({
      lastSequence: sequenceOf(event),
      received: context.received + 1,
    })),
    countGap: assign(({ context }) => ({ gaps: context.gaps + 1 })),
    countSent: assign(({ context }) => ({ sent: context.sent + 1 })),
    countBeat: assign(({ context }) => ({ beats: context.beats + 1 })),
    sendConnect: () => {},
    sendAuth: () => {},
    sendSync: () => {},
    goOnline: () => {},
    sendBeat: () => {},
    sendMessage: (_args, _params: { priority: number }) => {},
  },
  delays: {
    backoffDelay: ({ context }) => context.backoffMs + (mixed(context.id, context.total) % 1000),
  },
}).createMachine({
  id: 'client',
  initial: 'offline',
  context: ({ input }) => ({
    id: input.id,
    attempts: 0,
    total: 0,
    backoffMs: 500,
    lastSequence: 0,
    received: 0,
    sent: 0,
    gaps: 0,
    tokens: 0,
    beats: 0,
  }),
  states: {
    offline: { on: { NET_UP: 'connecting' } },
    connecting: {
      entry: ['countAttempt', 'sendConnect'],
      after: { 5000: 'backoff' },
      on: {
        CONNECTED: [{ guard: 'hasToken', target: 'syncing' }, { target: 'authenticating' }],
        REFUSED: 'backoff',
        NET_DOWN: 'offline',
      },
    },
    authenticating: {
      entry: 'sendAuth',
      after: { 3000: 'backoff' },
      on: {
        AUTH_OK: { target: 'syncing', actions: 'storeToken' },
        AUTH_FAIL: [
          { guard: 'canRetry', target: 'backoff', actions: 'dropToken' },
          { target: 'offline', actions: 'giveUp' },
        ],
        NET_DOWN: 'offline',
      },
    },
    syncing: {
      entry: 'sendSync',
      after: { 10000: 'backoff' },
      on: {
        SYNCED: { target: 'online', actions: 'resetRetry' },
        DROP: 'backoff',
        NET_DOWN: 'offline',
      },
    },
    online: {
      entry: 'goOnline',
      after: { 30000: { target: 'online', reenter: true, actions: ['countBeat', 'sendBeat'] } },
      on: {
        MESSAGE: [
          { guard: 'isGap', target: 'syncing', actions: 'countGap' },
          { guard: 'isStale' },
          { actions: 'receive' },
        ],
        SEND: {
          actions: [
            'countSent',
            { type: 'sendMessage', params: ({ context }) => ({ priority: context.sent % 3 }) },
          ],
        },
        DROP: 'backoff',
        NET_DOWN: 'offline',
      },
    },
    backoff: {
      entry: 'growBackoff',
      after: {
        backoffDelay: [
          { guard: 'canRetry', target: 'connecting' },
          { target: 'offline', actions: 'giveUp' },
        ],
      },
      on: { NET_DOWN: 'offline' },
    },
  },
});

export const clientEvents: readonly MachineEvent[] = [
  ...['NET_UP', 'NET_DOWN', 'CONNECTED', 'REFUSED', 'AUTH_OK', 'AUTH_FAIL', 'SEND', 'DROP'].map(
    (type) => ({ type }),
  ),
  { type: 'SYNCED', sequence: 4 },
  { type: 'CONNECTED' },
  ...[1, 4, 5, 6, 9].map((sequence) => ({ type: 'MESSAGE', sequence })),
  { type: 'UNHEARD_OF' },
];
