/** The machines of PostgreSQL: the server as pg_controldata names its states, its log, its row locks. */
import { setup } from 'xstate';

/** After a crash the log is replayed, and clients are told to wait. */
export const serverMachine = setup({
  types: { events: {} as { type: never } },
}).createMachine({
  id: 'server',
  initial: 'inCrashRecovery',
  states: {
    inCrashRecovery: { after: { recoveryMs: 'inProduction' } },
    inProduction: {},
  },
});

/** With synchronous_commit off, what is committed waits for the WAL writer. */
export const walMachine = setup({
  types: { events: {} as { type: 'committed' } },
  actions: { flush: () => {} },
}).createMachine({
  id: 'wal',
  initial: 'flushed',
  states: {
    flushed: { on: { committed: 'unflushed' } },
    unflushed: { after: { walWriterMs: { target: 'flushed', actions: 'flush' } } },
  },
});

/** Waiting while at least one transaction waits for a row that another one holds. */
export const lockMachine = setup({
  types: { events: {} as { type: 'blocked' } | { type: 'unblocked' } },
}).createMachine({
  id: 'locks',
  initial: 'granted',
  states: {
    granted: { on: { blocked: 'waiting' } },
    waiting: { on: { unblocked: 'granted' } },
  },
});
