/** The machines of a Redis server: the server itself, its active expire cycle, its append only file. */
import { setup } from 'xstate';

/** A server answers LOADING until its file is in memory; an empty disk takes no time. */
export const serverMachine = setup({
  types: { events: {} as { type: never } },
}).createMachine({
  id: 'server',
  initial: 'loading',
  states: {
    loading: { after: { loadMs: 'online' } },
    online: {},
  },
});

/** The cycle is due only while there are keys with a time to live. */
export const expiryMachine = setup({
  types: { events: {} as { type: 'keysExpire' } | { type: 'noKeyExpires' } },
}).createMachine({
  id: 'activeExpiry',
  initial: 'idle',
  states: {
    idle: { on: { keysExpire: 'cycling' } },
    cycling: { on: { noKeyExpires: 'idle' } },
  },
});

/** appendfsync everysec or no: what is written waits for the next fsync. */
export const fileMachine = setup({
  types: { events: {} as { type: 'written' } },
  actions: { sync: () => {} },
}).createMachine({
  id: 'appendOnlyFile',
  initial: 'synced',
  states: {
    synced: { on: { written: 'unsynced' } },
    unsynced: { after: { syncMs: { target: 'synced', actions: 'sync' } } },
  },
});
