/** What the model of Cassandra holds, what it leaves out, and whose facts it rests on. */
import type { Fidelity } from '../protocol/index.ts';

export const cassandraFidelity: Fidelity = {
  models: [
    'Tables with partition and clustering keys: messages by conversation and (sequence, name), an outbox by owner, statuses by message.',
    'An insert is an upsert; each cell goes by last write wins: timestamp, then tombstone, then the larger bytes.',
    'INSERT ... IF NOT EXISTS on (conversation, name) with [applied] and the row that stands in the way.',
    'A conditional write costs extra round trips: it is applied on arrival, and its answer comes lwtMs later. A crash in between leaves it applied and unanswered.',
    'Deleted outbox rows leave tombstones.',
    'The Murmur3 token of each partition, as Cassandra computes it.',
  ],
  leavesOut: [
    'Replicas, consistency levels, hinted handoff, read repair and gossip (later): one node stands for the whole cluster, with replication inside.',
    'A batch with a condition cannot span partitions in Cassandra. insertWithOutbox is taken as one step; in Cassandra it is the conditional insert and then a logged batch, whose batchlog brings it to an end.',
    'An unnumbered row gets the next number of its conversation. In Cassandra that takes a static column changed in the same conditional batch, tried again when somebody else was faster; a plain insert would be placed by a timeuuid instead.',
    'A plain insert is answered with its row, so that the server knows its place; CQL answers nothing.',
    'Memtables, SSTables, compaction, and the purge of tombstones after gc_grace_seconds (864000).',
  ],
  assumes:
    'Cassandra 4/5. A crash kills the process, not the host: what was acknowledged is in the commit log, which the page cache keeps though it is synced periodically. Our choices: lwtMs 4 (four round trips of 1 ms; that there are four is not verified), start after a crash 500 ms. Timestamps come from the coordinator’s own clock, skew included.',
  sources: [
    'apache/cassandra: Murmur3Partitioner.java, MurmurHash.java, Cells.java, cassandra.yaml, dynamo.adoc',
    'Token vectors of the DataStax Node.js driver (10) and Python driver (5)',
  ],
};
