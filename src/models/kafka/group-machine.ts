/** The life of a consumer group in Kafka's own states, as a machine and as a function. */
import { createMachine } from 'xstate';

export type GroupState = 'empty' | 'preparingRebalance' | 'completingRebalance' | 'stable' | 'dead';

export type GroupEvent =
  /** Somebody joined; everybody has to join anew (the eager protocol). */
  | 'memberJoined'
  | 'memberLeft'
  | 'allRejoined'
  | 'allLeft'
  /** The assignment has reached the coordinator. */
  | 'synced'
  /** The coordinator has read a group with members from __consumer_offsets. */
  | 'loaded'
  /** Another broker coordinates it now. */
  | 'unloaded'
  | 'offsetsExpired';

/** Where an event leads; what is not listed leads nowhere. */
const TRANSITIONS: Readonly<Record<GroupState, Readonly<Partial<Record<GroupEvent, GroupState>>>>> =
  {
    empty: {
      memberJoined: 'preparingRebalance',
      loaded: 'stable',
      unloaded: 'dead',
      offsetsExpired: 'dead',
    },
    preparingRebalance: { allRejoined: 'completingRebalance', allLeft: 'empty', unloaded: 'dead' },
    completingRebalance: {
      synced: 'stable',
      memberJoined: 'preparingRebalance',
      memberLeft: 'preparingRebalance',
      unloaded: 'dead',
    },
    stable: {
      memberJoined: 'preparingRebalance',
      memberLeft: 'preparingRebalance',
      unloaded: 'dead',
    },
    dead: { memberJoined: 'preparingRebalance', loaded: 'stable' },
  };

/** The next state of a group that no machine follows: the same table, without XState. */
export const nextGroupState = (state: GroupState, event: GroupEvent): GroupState =>
  TRANSITIONS[state][event] ?? state;

/** The group whose machine is drawn; a broker serves many, and the others are rows of its store. */
export const DRAWN_GROUP = 'delivery';

export const groupMachine = createMachine({
  id: 'group',
  initial: 'empty',
  states: Object.fromEntries(Object.entries(TRANSITIONS).map(([state, on]) => [state, { on }])),
});
