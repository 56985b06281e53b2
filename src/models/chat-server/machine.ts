/** The life of a chat server's process. A crash is the world's doing and has no state of its own. */
import { setup } from 'xstate';

export const serverMachine = setup({
  types: {
    context: {} as Record<string, never>,
    events: {} as { type: 'DRAIN' } | { type: 'UNDRAIN' },
  },
  actions: { serve: () => {}, leave: () => {} },
}).createMachine({
  id: 'chat-server',
  context: {},
  initial: 'starting',
  states: {
    starting: { after: { startup: 'serving' } },
    serving: { entry: 'serve', on: { DRAIN: 'draining' } },
    draining: { entry: 'leave', on: { UNDRAIN: 'serving' } },
  },
});
