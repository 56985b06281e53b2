/** Whether new logins may join the line. It opens again only when the line is half as long. */
import { setup } from 'xstate';

type AdmissionEvent = { type: 'OVER_LIMIT' | 'DRAINED' };

export const admissionMachine = setup({ types: { events: {} as AdmissionEvent } }).createMachine({
  id: 'admission',
  initial: 'accepting',
  states: {
    accepting: { on: { OVER_LIMIT: 'shedding' } },
    shedding: { on: { DRAINED: 'accepting' } },
  },
});
