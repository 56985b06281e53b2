/** The machines of a Cassandra node: its mode, what it coordinates, whom it misses, what it owes. */
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

/** Waiting while at least one request waits for replicas, or for the rounds of Paxos. */
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

/** What nodetool status shows: all others UN, or at least one DN. */
export const peersMachine = setup({
  types: { events: {} as { type: 'peerLost' } | { type: 'peersBack' } },
}).createMachine({
  id: 'peers',
  initial: 'allUp',
  states: {
    allUp: { on: { peerLost: 'someDown' } },
    someDown: { on: { peersBack: 'allUp' } },
  },
});

/** Hints wait for a replica, and are handed over one after the other when it is back. */
export const hintsMachine = setup({
  types: {
    events: {} as
      | { type: 'hinted' }
      | { type: 'handingOver' }
      | { type: 'handoverStopped' }
      | { type: 'noHints' },
  },
}).createMachine({
  id: 'hints',
  initial: 'none',
  states: {
    none: { on: { hinted: 'pending' } },
    pending: { on: { handingOver: 'delivering', noHints: 'none' } },
    delivering: { on: { handoverStopped: 'pending', noHints: 'none' } },
  },
});

/** Anti-entropy: comparing Merkle trees with the other replicas, and streaming what differs. */
export const repairMachine = setup({
  types: { events: {} as { type: 'repairBegan' } | { type: 'repairEnded' } },
}).createMachine({
  id: 'repair',
  initial: 'idle',
  states: {
    idle: { on: { repairBegan: 'repairing' } },
    repairing: { on: { repairEnded: 'idle' } },
  },
});
