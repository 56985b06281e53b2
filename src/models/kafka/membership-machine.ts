/** What a Kafka node is to its cluster: nothing, its controller, or a broker in or out of it. */
import { setup } from 'xstate';

/** Registering, fenced and unfenced are KRaft's words. One broker without a controller is alone. */
export const membershipMachine = setup({
  types: {
    events: {} as { type: 'registers' | 'letIn' | 'fencedOff' | 'controls' },
  },
}).createMachine({
  id: 'membership',
  initial: 'alone',
  states: {
    alone: { on: { registers: 'registering', letIn: 'unfenced', controls: 'controlling' } },
    registering: { on: { letIn: 'unfenced', fencedOff: 'fenced' } },
    fenced: { on: { letIn: 'unfenced' } },
    unfenced: { on: { fencedOff: 'fenced' } },
    controlling: {},
  },
});
