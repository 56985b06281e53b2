/** What the service is doing: nothing, asking providers, or holding back because one cannot answer. */
import { assign, setup } from 'xstate';

interface DispatchContext {
  /** Refusals and silences in a row: each makes the next wait longer. */
  strikes: number;
}

type DispatchEvent = { type: 'DISPATCHED' | 'SETTLED' | 'ANSWERED' | 'OVERLOADED' };

export const dispatchMachine = setup({
  types: { context: {} as DispatchContext, events: {} as DispatchEvent },
  actions: {
    dispatchAll: () => {},
    strike: assign({ strikes: ({ context }) => context.strikes + 1 }),
    forgive: assign({ strikes: 0 }),
  },
  delays: {} as Record<'retryAfter', number>,
}).createMachine({
  id: 'dispatch',
  initial: 'idle',
  context: { strikes: 0 },
  states: {
    idle: { on: { DISPATCHED: 'dispatching' } },
    dispatching: {
      on: {
        ANSWERED: { actions: 'forgive' },
        SETTLED: { target: 'idle', actions: 'forgive' },
        OVERLOADED: { target: 'backingOff', actions: 'strike' },
      },
    },
    backingOff: {
      after: { retryAfter: { target: 'dispatching', actions: 'dispatchAll' } },
    },
  },
});
