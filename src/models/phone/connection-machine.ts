/**
 * The phone's one socket, as the phone believes it to be. It is half-open when the other end is gone
 * and nobody said so: then the phone stays `connected` until a ping goes unanswered.
 */
import { assign, cancel, raise, setup } from 'xstate';
import type { Closing } from '../protocol/index.ts';

interface ConnectionContext {
  /** Failed attempts since the last success. */
  attempt: number;
  /** The operating system has a network. */
  online: boolean;
  /** The app may run: foreground or background. */
  running: boolean;
  /** A ping is on its way and its answer is due. */
  pinged: boolean;
}

/** `listens`: the app reacts to what the operating system reports (backoffReset). */
type ConnectionEvent =
  | { type: 'NETWORK_UP' | 'NETWORK_DOWN'; listens: boolean }
  | { type: 'PUSH'; wakes: boolean }
  | { type: 'SUSPEND' | 'KILL' | 'LAUNCH' | 'FOREGROUND' }
  | { type: 'OPENED' | 'REFUSED' | 'CLOSED' | 'PONG' | 'PONG_MISSING' };

const PONG_DUE = 'after.ping.pongTimeout';

/** Named here and answered by the component, from the policy in force. */
type Delays = Record<'connectTimeout' | 'heartbeat' | 'pongTimeout' | 'backoff', number>;

const machine = setup({
  types: { context: {} as ConnectionContext, events: {} as ConnectionEvent },
  actions: {
    openSocket: () => {},
    abandonSocket: () => {},
    greetServer: () => {},
    sendPing: () => {},
    dropSocket: (_, _params: { closing: Closing }) => {},
    goOnline: assign({ online: true }),
    goOffline: assign({ online: false }),
    run: assign({ running: true }),
    rest: assign({ running: false }),
    countFailure: assign({ attempt: ({ context }) => context.attempt + 1 }),
    forgetFailures: assign({ attempt: 0 }),
    awaitPong: assign({ pinged: true }),
    forgetPong: assign({ pinged: false }),
    stopPongTimer: cancel(PONG_DUE),
  },
  guards: {
    isOnline: ({ context }) => context.online,
    isRunning: ({ context }) => context.running,
    isPinged: ({ context }) => context.pinged,
    listens: ({ event }) => 'listens' in event && event.listens,
    wakesOnline: ({ context, event }) => event.type === 'PUSH' && event.wakes && context.online,
    wakes: ({ event }) => event.type === 'PUSH' && event.wakes,
  },
  delays: {} as Delays,
});

const drop = (closing: Closing) =>
  ['stopPongTimer', 'forgetPong', { type: 'dropSocket', params: { closing } }] as const;

export const connectionMachine = machine.createMachine({
  id: 'connection',
  initial: 'disconnected',
  context: { attempt: 0, online: false, running: true, pinged: false },
  states: {
    disconnected: {
      on: {
        NETWORK_UP: [
          { guard: 'isRunning', target: 'connecting', actions: ['goOnline', 'forgetFailures'] },
          { actions: 'goOnline' },
        ],
        NETWORK_DOWN: { actions: 'goOffline' },
        SUSPEND: { actions: 'rest' },
        KILL: { actions: 'rest' },
        LAUNCH: [
          { guard: 'isOnline', target: 'connecting', actions: ['run', 'forgetFailures'] },
          { actions: 'run' },
        ],
        FOREGROUND: [
          { guard: 'isOnline', target: 'connecting', actions: ['run', 'forgetFailures'] },
          { actions: 'run' },
        ],
        PUSH: [
          { guard: 'wakesOnline', target: 'connecting', actions: ['run', 'forgetFailures'] },
          { guard: 'wakes', actions: 'run' },
        ],
      },
    },
    connecting: {
      entry: 'openSocket',
      after: { connectTimeout: { target: 'reconnecting', actions: 'abandonSocket' } },
      on: {
        OPENED: { target: 'connected', actions: ['forgetFailures', 'greetServer'] },
        REFUSED: { target: 'reconnecting', actions: 'abandonSocket' },
        CLOSED: { target: 'reconnecting', actions: 'abandonSocket' },
        NETWORK_DOWN: [
          { guard: 'listens', target: 'disconnected', actions: ['goOffline', 'abandonSocket'] },
          { target: 'reconnecting', actions: ['goOffline', 'abandonSocket'] },
        ],
        SUSPEND: { target: 'disconnected', actions: ['rest', 'abandonSocket'] },
        KILL: { target: 'disconnected', actions: ['rest', 'abandonSocket'] },
      },
    },
    connected: {
      after: {
        heartbeat: [
          { guard: 'isPinged', target: 'connected', reenter: true, actions: 'sendPing' },
          {
            target: 'connected',
            reenter: true,
            actions: [
              'sendPing',
              'awaitPong',
              raise({ type: 'PONG_MISSING' }, { id: PONG_DUE, delay: 'pongTimeout' }),
            ],
          },
        ],
      },
      on: {
        PONG: { actions: ['stopPongTimer', 'forgetPong'] },
        PONG_MISSING: { target: 'reconnecting', actions: [...drop('pongTimeout')] },
        CLOSED: { target: 'reconnecting', actions: [...drop('server')] },
        NETWORK_DOWN: [
          { guard: 'listens', target: 'disconnected', actions: ['goOffline', ...drop('airplane')] },
          { target: 'reconnecting', actions: ['goOffline', ...drop('airplane')] },
        ],
        SUSPEND: { target: 'disconnected', actions: ['rest', ...drop('suspended')] },
        KILL: { target: 'disconnected', actions: ['rest', ...drop('killed')] },
      },
    },
    reconnecting: {
      entry: 'countFailure',
      after: {
        // Without a network an attempt fails at once, and counts.
        backoff: [
          { guard: 'isOnline', target: 'connecting' },
          { target: 'reconnecting', reenter: true },
        ],
      },
      on: {
        NETWORK_UP: [
          { guard: 'listens', target: 'connecting', actions: ['goOnline', 'forgetFailures'] },
          { actions: 'goOnline' },
        ],
        NETWORK_DOWN: [
          { guard: 'listens', target: 'disconnected', actions: 'goOffline' },
          { actions: 'goOffline' },
        ],
        SUSPEND: { target: 'disconnected', actions: 'rest' },
        KILL: { target: 'disconnected', actions: 'rest' },
      },
    },
  },
});
