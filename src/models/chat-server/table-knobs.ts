/** How a chat server asks the table: the policies of a Cassandra driver. */
import type { KnobTable } from '../protocol/index.ts';

export const tableKnobs = {
  writeConsistency: {
    kind: 'choice',
    label: 'Write consistency',
    question: 'How many copies of a row must exist before a write counts as done?',
    options: {
      ANY: 'None yet: a hint at the coordinator is enough, which nobody can read.',
      ONE: 'One: the others follow when they can.',
      TWO: 'Two.',
      THREE: 'Three.',
      QUORUM: 'More than half: any two quorums share a copy.',
      LOCAL_QUORUM: 'More than half of those in the region of the node that coordinates.',
      EACH_QUORUM: 'More than half in every region: an ocean is crossed before the answer.',
      ALL: 'All: one replica that is down stops every write.',
    },
    initial: 'QUORUM',
  },
  readConsistency: {
    kind: 'choice',
    label: 'Read consistency',
    question: 'How many copies are compared before a read is answered?',
    options: {
      ONE: 'One: the nearest, however stale it may be.',
      TWO: 'Two.',
      THREE: 'Three.',
      QUORUM: 'More than half: one of them has seen every write at QUORUM.',
      LOCAL_QUORUM: 'More than half of those in the region of the node that coordinates.',
      ALL: 'All: one replica that is down stops every read.',
      SERIAL: 'More than half, after rounds of Paxos that finish what was begun.',
    },
    initial: 'QUORUM',
  },
  writeTimestamp: {
    kind: 'choice',
    label: 'Timestamp of a write',
    question: 'Whose clock says which of two writes is the later?',
    options: {
      coordinator: 'That of the node which coordinates the write.',
      client: 'That of the chat server which asks for it.',
    },
    initial: 'coordinator',
  },
} as const satisfies KnobTable;
