/** What the model of Kafka holds, what it leaves out, and whose facts it rests on. */
import type { Fidelity } from '../protocol/index.ts';

export const kafkaFidelity: Fidelity = {
  models: [
    'One broker: topics with partitions, offsets that never change, log end offset and high watermark, retention by count.',
    'Placement by key as the Java client does it: (murmur2(key) & 0x7fffffff) % partitions. There is no queue per user.',
    'acks 0, 1 and all; acks=0 is never answered.',
    'Long polls, held until a record has the offset that was asked for.',
    'Consumer groups with the eager protocol and the RangeAssignor: Empty, PreparingRebalance, CompletingRebalance, Stable, Dead. While they rejoin, nobody consumes.',
    'A consumer that crashed stays a member until session.timeout.ms; one that comes back is a new member, and the group waits for the old one to expire.',
    'Commits are taken from members of the present generation only.',
    'A restarted broker finds its logs, the committed offsets and the settled groups.',
  ],
  leavesOut: [
    'Replicas, leader election and min.insync.replicas (later): with one replica, acks 1 and all are the same.',
    'fetch.max.wait.ms: an empty long poll is not answered every 500 ms but simply held, so that a quiet run stays quiet.',
    'Batches, compression, the idempotent producer, transactions, compaction and retention by time.',
    'JoinGroup and SyncGroup as packets: a member learns of a rebalance at its next heartbeat and is taken to join again at once; making the assignment takes one delay (syncMs).',
    'Answers to heartbeats: who was dropped and still sends them is taken to join again, as its client would.',
    'A consumer of a restarted broker begins again at its committed offset; a real one goes on where it was.',
  ],
  assumes:
    'Kafka 4.0 (classic group protocol). A crash kills the process, not the host: Kafka does not fsync each record, and what it wrote is in the page cache, which survives. Our choices: 6 partitions a topic and 1 for a topic of a server (Kafka: num.partitions 1), auto.offset.reset earliest (Kafka: latest), start after a crash 500 ms, syncMs 1. Kafka’s own: group.initial.rebalance.delay.ms 3000, session.timeout.ms 45000, offsets.retention.minutes 10080.',
  sources: [
    'apache/kafka 1eb76443: BuiltInPartitioner, Utils.murmur2 and UtilsTest, GroupCoordinator, GroupMetadata, DelayedJoin, RangeAssignor',
    'Kafka documentation, design 4.6: message delivery semantics',
  ],
};
