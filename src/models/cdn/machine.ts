/** What an edge is doing: answering by itself, waiting for its parent, or doing without it. */
import { setup } from 'xstate';

type CacheEvent = { type: 'FETCHES_OPEN' | 'FETCHES_DONE' | 'PARENT_SILENT' };

export const cacheMachine = setup({ types: { events: {} as CacheEvent } }).createMachine({
  id: 'cache',
  initial: 'idle',
  states: {
    idle: { on: { FETCHES_OPEN: 'filling', PARENT_SILENT: 'parentDown' } },
    filling: { on: { FETCHES_DONE: 'idle', PARENT_SILENT: 'parentDown' } },
    // Until the parent is heard of again.
    parentDown: { on: { FETCHES_DONE: 'idle' } },
  },
});
