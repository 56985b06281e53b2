/** The machines of Cassandra: a node by the modes of its own documentation, and its coordinator. */
import { setup } from 'xstate';

/** STARTING until the commit log is replayed, then NORMAL. */
export const nodeMachine = setup({
  types: { events: {} as { type: never } },
}).createMachine({
  id: 'node',
  initial: 'starting',
  states: {
    starting: { after: { startMs: 'normal' } },
    normal: {},
  },
});

/** Waiting while at least one conditional write goes through the rounds of Paxos. */
export const coordinatorMachine = setup({
  types: { events: {} as { type: 'proposed' } | { type: 'settled' } },
}).createMachine({
  id: 'coordinator',
  initial: 'idle',
  states: {
    idle: { on: { proposed: 'waiting' } },
    waiting: { on: { settled: 'idle' } },
  },
});
