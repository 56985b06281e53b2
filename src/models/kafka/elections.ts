/** Who leads a partition, by KRaft's rules (PartitionChangeBuilder). Pure. */
import type { PartitionState } from '../protocol/index.ts';

export interface Electorate {
  /** Brokers that are not fenced. */
  readonly alive: readonly number[];
  readonly isUncleanAllowed: boolean;
}

/**
 * The first replica in sync that is alive; when there is none, the first that is alive at all, if
 * that is allowed: its log becomes the truth. Answers the same state when nothing is to change.
 */
export function elect(
  state: PartitionState,
  { alive, isUncleanAllowed }: Electorate,
): PartitionState {
  if (state.leader >= 0 && alive.includes(state.leader)) return state;
  const eligible = state.replicas.filter((broker) => alive.includes(broker));
  const clean = eligible.find((broker) => state.isr.includes(broker));
  const unclean = isUncleanAllowed ? eligible[0] : undefined;
  const leader = clean ?? unclean ?? -1;
  if (leader === state.leader) return state;
  const isr = clean === undefined && leader >= 0 ? [leader] : state.isr;
  return changed({ ...state, leader, isr }, state.leaderEpoch + 1);
}

/** A broker is fenced: it is in sync no more, unless it was the last one. */
export function without(state: PartitionState, broker: number): PartitionState {
  const isr = state.isr.filter((each) => each !== broker);
  if (isr.length === 0 || isr.length === state.isr.length) return state;
  return changed({ ...state, isr }, state.leaderEpoch);
}

export const changed = (state: PartitionState, leaderEpoch: number): PartitionState => ({
  ...state,
  leaderEpoch,
  partitionEpoch: state.partitionEpoch + 1,
});
