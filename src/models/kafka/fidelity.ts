/** What the model of Kafka holds, what it leaves out, and whose facts it rests on. */
import type { Fidelity } from '../protocol/index.ts';

export const kafkaFidelity: Fidelity = {
  models: [
    'Brokers as nodes with a network between them: topics with partitions, offsets that never change, log end offset and high watermark.',
    'Placement by key as the Java client does it: (murmur2(key) & 0x7fffffff) % partitions. There is no queue per user.',
    'Replicas that fetch from their leader; the replicas in sync (ISR) shrink after replica.lag.time.max.ms and grow when a follower has caught up; the leader asks the controller for either (AlterPartition).',
    'The high watermark: the least log end offset among the replicas in sync and those about to join; it stands still while fewer than min.insync.replicas are in sync (KIP-966).',
    'acks 0, 1 and all; NOT_ENOUGH_REPLICAS, NOT_ENOUGH_REPLICAS_AFTER_APPEND, NOT_LEADER_OR_FOLLOWER, REQUEST_TIMED_OUT; acks=0 is never answered.',
    'A controller that fences a broker it has not heard of for broker.session.timeout.ms, elects the next replica in sync, or with unclean.leader.election.enable any that is alive; a broker that comes back must wait for its former session to end.',
    'Leader epochs: a follower cuts its log back to where it and the leader’s part (KIP-101, KIP-595), and requests of older epochs are refused.',
    'Idempotent producers: producer id, epoch and sequence, the last five batches of each known again, gaps and old epochs refused; followers know them too.',
    'Retention by time and by size, whole segments at a time; compaction by key with tombstones.',
    'Long polls, held until a record has the offset that was asked for.',
    'Consumer groups with the eager protocol and the RangeAssignor: Empty, PreparingRebalance, CompletingRebalance, Stable, Dead. While they rejoin, nobody consumes.',
    'The coordinator of a group is the leader of its partition of __consumer_offsets; offsets and settled groups are records there, and move with it.',
    'A consumer that crashed stays a member until session.timeout.ms; one that comes back is a new member, and the group waits for the old one to expire.',
    'Commits are taken from members of the present generation only.',
    'A restarted broker finds its logs, the committed offsets and the settled groups, and the high watermarks as it wrote them down last.',
  ],
  leavesOut: [
    'The quorum of controllers: one node stands for it. While it is down nothing is elected, as when a quorum has lost its majority.',
    'fetch.max.wait.ms of consumers: an empty long poll is not answered every 500 ms but simply held, so that a quiet run stays quiet.',
    'Batches of several records, compression, transactions, fetch sessions, quotas, tiered storage, reassignment, controlled shutdown and the return of leadership to the preferred replica.',
    'JoinGroup and SyncGroup as packets: a member learns of a rebalance at its next heartbeat and is taken to join again at once; making the assignment takes one delay (syncMs).',
    'What a heartbeat of a group is answered: one broker alone says nothing, a cluster only who coordinates; who was dropped and still sends them is taken to join again, as its client would.',
    'A consumer whose coordinator changes begins again at its committed offset; a real one goes on where it was.',
    'Kafka’s own topics are not cleaned: no run fills their segments. ListOffsets: a fetch that is out of range is answered with the offset to go on at.',
  ],
  assumes:
    'Kafka 4.0 (KRaft, classic group protocol). A crash kills the process, not the host: Kafka does not fsync each record, and what it wrote is in the page cache, which survives. One Kafka node alone decides for itself who leads; several need one more with the role controller. Our choices: 6 partitions a topic and 1 for a topic of a server (Kafka: num.partitions 1), replicas of __consumer_offsets as of every topic (Kafka: 3), replicas on neighbours from the first broker on, auto.offset.reset earliest (Kafka: latest), start after a crash 500 ms, a lost fetch of a replica asked again after 2 s, syncMs 1. Kafka’s own: replica.lag.time.max.ms 30000, replica.fetch.wait.max.ms 500, broker.heartbeat.interval.ms 2000, broker.session.timeout.ms 9000, replica.high.watermark.checkpoint.interval.ms 5000, retention.ms 604800000, segment.bytes 1073741824, delete.retention.ms 86400000, min.cleanable.dirty.ratio 0.5, group.initial.rebalance.delay.ms 3000, session.timeout.ms 45000, offsets.retention.minutes 10080.',
  sources: [
    'apache/kafka 1eb76443: BuiltInPartitioner, Utils.murmur2 and UtilsTest, GroupCoordinator, GroupMetadata, DelayedJoin, RangeAssignor',
    'apache/kafka: Partition.scala (checkEnoughReplicasReachOffset, maybeIncrementLeaderHW, getOutOfSyncReplicas), ProducerAppendInfo, ProducerStateEntry, UnifiedLog, ReplicationConfigs, ServerLogConfigs',
    'KIP-101 and KIP-595: leader epochs; KIP-360: producer epochs; KIP-497: AlterPartition; KIP-966: strict min ISR',
    'Kafka documentation, design 4.6: message delivery semantics',
  ],
};
