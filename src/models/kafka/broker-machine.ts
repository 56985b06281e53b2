/** A broker: while it starts, it leads no partition and coordinates no group. */
import { setup } from 'xstate';

export const brokerMachine = setup({
  types: { events: {} as { type: never } },
  actions: { takeUp: () => {} },
}).createMachine({
  id: 'broker',
  initial: 'starting',
  states: {
    starting: { after: { startMs: { target: 'running', actions: 'takeUp' } } },
    running: {},
  },
});
