/** The cellular radio: it stays at full power for a while after each packet, then at half power. */
import { setup } from 'xstate';

type RadioEvent = { type: 'TRAFFIC' | 'NETWORK_DOWN' };

export const radioMachine = setup({ types: { events: {} as RadioEvent } }).createMachine({
  id: 'radio',
  initial: 'idle',
  states: {
    idle: { on: { TRAFFIC: 'active' } },
    active: {
      after: { fullPower: 'tail' },
      on: { TRAFFIC: { target: 'active', reenter: true }, NETWORK_DOWN: 'idle' },
    },
    tail: { after: { lowPower: 'idle' }, on: { TRAFFIC: 'active', NETWORK_DOWN: 'idle' } },
  },
});
