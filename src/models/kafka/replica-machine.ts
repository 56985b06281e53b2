/** One partition drawn: as a broker has it, and as the controller has it. */
import { setup } from 'xstate';

/** The partition whose machines are drawn; a broker has many, and the others are data. */
export const DRAWN_PARTITION = 'messages-0';

/** This broker's replica. In sync and out of sync are those of the followers. */
export const replicaMachine = setup({
  types: {
    events: {} as { type: 'leads' | 'isInSync' | 'fallsBehind' | 'leaderIsGone' },
  },
}).createMachine({
  id: 'replica',
  initial: 'none',
  on: {
    leads: '.leader',
    isInSync: '.inSync',
    fallsBehind: '.outOfSync',
    leaderIsGone: '.leaderless',
  },
  states: { none: {}, leader: {}, inSync: {}, outOfSync: {}, leaderless: {} },
});

/** PartitionStateMachine's words: a partition without a leader is offline. */
export const partitionMachine = setup({
  types: { events: {} as { type: 'hasLeader' | 'hasNoLeader' } },
}).createMachine({
  id: 'partition',
  initial: 'nonExistent',
  on: { hasLeader: '.online', hasNoLeader: '.offline' },
  states: { nonExistent: {}, online: {}, offline: {} },
});
