/** What the provider holds for devices: nothing, pushes on their way, or notifications stored. */
import { setup } from 'xstate';

/** HOLDS_NOTHING, HOLDS_PUSHES: all devices answer. HOLDS_STORED: at least one does not. */
type StorageEvent = { type: 'HOLDS_NOTHING' | 'HOLDS_PUSHES' | 'HOLDS_STORED' };

export const storageMachine = setup({ types: { events: {} as StorageEvent } }).createMachine({
  id: 'storage',
  initial: 'empty',
  states: {
    empty: { on: { HOLDS_PUSHES: 'pushing', HOLDS_STORED: 'notificationStored' } },
    pushing: { on: { HOLDS_NOTHING: 'empty', HOLDS_STORED: 'notificationStored' } },
    notificationStored: { on: { HOLDS_NOTHING: 'empty', HOLDS_PUSHES: 'pushing' } },
  },
});
