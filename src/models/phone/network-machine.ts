/** What the operating system knows of the network. A cut further away is not known to it. */
import { setup } from 'xstate';

type NetworkEvent = { type: 'NETWORK_UP'; bearer: string } | { type: 'NETWORK_DOWN' };

export const networkMachine = setup({
  types: { events: {} as NetworkEvent },
  guards: {
    isCellular: ({ event }) => event.type === 'NETWORK_UP' && event.bearer === 'cellular',
  },
}).createMachine({
  id: 'network',
  initial: 'none',
  states: {
    none: {
      on: { NETWORK_UP: [{ guard: 'isCellular', target: 'cellular' }, { target: 'wifi' }] },
    },
    wifi: { on: { NETWORK_DOWN: 'none' } },
    cellular: { on: { NETWORK_DOWN: 'none' } },
  },
});
