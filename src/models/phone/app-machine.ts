/** The life cycle of the app: what the operating system lets it do. */
import { setup } from 'xstate';

type AppEvent =
  | { type: 'BACKGROUND' | 'FOREGROUND' | 'SUSPEND' | 'KILL' | 'LAUNCH' }
  | { type: 'PUSH'; wakes: boolean };

export const appMachine = setup({
  types: { events: {} as AppEvent },
  actions: { announceSuspension: () => {} },
  guards: { wakes: ({ event }) => event.type === 'PUSH' && event.wakes },
}).createMachine({
  id: 'app',
  initial: 'foreground',
  states: {
    foreground: { on: { BACKGROUND: 'background', SUSPEND: 'suspended', KILL: 'killed' } },
    background: {
      after: { backgroundGrace: { target: 'suspended', actions: 'announceSuspension' } },
      on: {
        FOREGROUND: 'foreground',
        SUSPEND: 'suspended',
        KILL: 'killed',
        // Each push buys the app another while.
        PUSH: { target: 'background', reenter: true },
      },
    },
    suspended: {
      on: {
        FOREGROUND: 'foreground',
        KILL: 'killed',
        PUSH: { guard: 'wakes', target: 'background' },
      },
    },
    killed: { on: { LAUNCH: 'foreground', PUSH: { guard: 'wakes', target: 'background' } } },
  },
});
