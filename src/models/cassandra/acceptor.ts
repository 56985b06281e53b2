/** A replica's part in Paxos: what it has promised and accepted for a partition. On its disk. */
import type { Ballot, PacketOf, Proposal } from '../protocol/index.ts';
import { placeOf } from './partitions.ts';
import type { Acceptor, CassandraDisk } from './store.ts';

export const NO_BALLOT: Ballot = { timeUs: -1, node: -1 };

/** Above 0 when the first is the later of two ballots. */
export const compareBallots = (one: Ballot, other: Ballot): number =>
  one.timeUs - other.timeUs || one.node - other.node;

function acceptorOf({ acceptors }: CassandraDisk, place: string): Acceptor {
  let acceptor = acceptors.get(place);
  if (acceptor === undefined) {
    acceptor = { promised: NO_BALLOT, accepted: null, committed: null };
    acceptors.set(place, acceptor);
  }
  return acceptor;
}

/** Promises to accept nothing older; tells what it has accepted and what it knows to be decided. */
export function prepared(
  disk: CassandraDisk,
  { command, ballot, request }: PacketOf<'paxosPrepare'>,
): PacketOf<'paxosPromise'> {
  const acceptor = acceptorOf(disk, placeOf(command));
  const promised = compareBallots(ballot, acceptor.promised) > 0;
  if (promised) acceptor.promised = ballot;
  const { promised: highest, accepted, committed } = acceptor;
  return { type: 'paxosPromise', promised, highest, accepted, committed, request };
}

export function proposed(
  disk: CassandraDisk,
  { proposal, request }: PacketOf<'paxosPropose'>,
): PacketOf<'paxosAccept'> {
  const acceptor = acceptorOf(disk, placeOf(proposal.update));
  const accepted = compareBallots(proposal.ballot, acceptor.promised) >= 0;
  if (accepted) Object.assign(acceptor, { promised: proposal.ballot, accepted: proposal });
  return { type: 'paxosAccept', accepted, highest: acceptor.promised, request };
}

/** The proposal is decided: what was accepted under this ballot or before is done with. */
export function decided(disk: CassandraDisk, proposal: Proposal): void {
  const acceptor = acceptorOf(disk, placeOf(proposal.update));
  const { accepted, committed } = acceptor;
  if (committed === null || compareBallots(proposal.ballot, committed.ballot) > 0) {
    acceptor.committed = proposal;
  }
  if (accepted !== null && compareBallots(accepted.ballot, proposal.ballot) <= 0) {
    acceptor.accepted = null;
  }
}
