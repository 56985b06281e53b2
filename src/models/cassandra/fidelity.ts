/** What the model of Cassandra holds, what it leaves out, and whose facts it rests on. */
import type { Fidelity } from '../protocol/index.ts';

export const cassandraFidelity: Fidelity = {
  models: [
    'Tables with partition and clustering keys: messages by conversation and (sequence, name), an outbox by owner, statuses by message.',
    'An insert is an upsert; each cell goes by last write wins: timestamp, then tombstone, then the larger bytes. Timestamps are the coordinator’s or the client’s, clock skew included.',
    'The Murmur3 token of each partition, as Cassandra computes it; a ring with virtual nodes (num_tokens, initial_token) and SimpleStrategy; NetworkTopologyStrategy where nodes say their region, with storeReplicas copies in each.',
    'Two or more nodes are a ring. A write goes to all replicas and waits for ANY, ONE, TWO, THREE, QUORUM, LOCAL_QUORUM, EACH_QUORUM or ALL; a read asks as many as its level needs, rows from one and digests from the others, and one more when somebody is slow.',
    'UnavailableException, WriteTimeoutException, ReadTimeoutException, ReadFailureException, CasWriteTimeoutException, CasWriteUnknownResultException and InvalidRequestException, with their counts; IS_BOOTSTRAPPING at start.',
    'Hinted handoff: for replicas that are down or do not answer, within max_hint_window, flushed to disk every 10 s, handed over one by one when gossip finds the replica up.',
    'Blocking read repair, and anti-entropy repair between replicas by digests of their partitions.',
    'Tombstones of rows, purged gc_grace_seconds after the deletion: a replica that missed it brings the row back. Reads warn at 1,000 tombstones and fail beyond 100,000.',
    'Lightweight transactions by Paxos: prepare, read, propose, commit; contention with a random rest, proposals of dead coordinators finished by the next, SERIAL reads.',
    'Gossip once a second, at second hand too, and a failure detector with phi_convict_threshold 8.',
    'A replica works off one request at a time: a hot partition slows the nodes that hold it. A read costs by the rows it goes over; partitions beyond 100 MiB are warned of.',
  ],
  leavesOut: [
    'One node alone stands for a whole cluster, with replication inside: a conditional write is applied on arrival and answered lwtMs later, and its outbox rows with it in one step. A crash in between leaves it applied and unanswered.',
    'A batch with a condition cannot span partitions in Cassandra: on a ring the conditional insert comes first, its outbox rows follow, and a retry completes them with the first write’s timestamp. The batchlog, which would replay a batch after its coordinator died, is left out.',
    'An unnumbered row gets the next number of its conversation, from a static column: with a condition no number is given twice; a plain insert reads it first, and two at once may read the same.',
    'A plain insert is answered with its row, so that the server knows its place; CQL answers nothing.',
    'Memtables, SSTables and compaction: a tombstone goes at the first use of its partition after gc_grace_seconds. Expiring cells, range tombstones, counters, indexes, views.',
    'The dynamic snitch: a coordinator asks itself first, then the others in ring order. The 99th percentile of speculative_retry is a fixed 20 ms. Drivers that know the ring: servers ask the nodes in turn.',
    'Joining, leaving and replacing nodes; incremental repair; the throttles of hints and repair; transient replication; the newer Paxos of 4.1 and Accord.',
  ],
  assumes:
    'Cassandra 4/5 with the yaml of trunk: write_request_timeout 10 s (older releases 2 s), read_request_timeout 5 s, cas_contention_timeout 5 s. A crash kills the process, not the host: what was acknowledged is in the commit log, which the page cache keeps though it is synced periodically. Our choices: 50 µs for a row written, 200 µs for a read and 5 µs for each row of it, lwtMs 4 for one node, start after a crash 500 ms. Tokens are drawn from the node’s name. A node’s settings have the names of cassandra.yaml, with our own gossipMs, writeUs, readUs, rowUs, startMs and lwtMs.',
  sources: [
    'apache/cassandra: Murmur3Partitioner.java, MurmurHash.java, Cells.java, cassandra.yaml, dynamo.adoc, TableParams.java, ConsistencyLevel.java, StorageProxy.java, FailureDetector.java, Gossiper.java, HintsDispatchTrigger.java',
    'Token vectors of the DataStax Node.js driver (10) and Python driver (5)',
    'Bailis et al., Probabilistically Bounded Staleness (2012): the chance that a read misses a write',
  ],
};
