/** Facts about Kafka. */
import { inFile, type Fact, type OutsideFact } from './fact.ts';

const murmur2 = inFile('test/models/kafka/murmur2.test.ts');
const broker = inFile('test/models/kafka/broker.test.ts');
const groups = inFile('test/models/kafka/groups.test.ts');
const assignor = inFile('test/models/kafka/consumer-group.test.ts');
const log = inFile('test/models/kafka/partition-log.test.ts');
const availability = inFile('test/models/kafka/availability.test.ts');
const kafkaCluster = inFile('test/models/kafka/cluster.test.ts');
const replicas = inFile('test/models/kafka/replication.test.ts');
const epochs = inFile('test/models/kafka/leader-epochs.test.ts');
const producers = inFile('test/models/kafka/producer-state.test.ts');
const logRetention = inFile('test/models/kafka/retention.test.ts');
const brokers = inFile('test/world/brokers.test.ts');
const routing = inFile('test/world/routing.test.ts');

export const kafkaFacts: readonly Fact[] = [
  {
    says: '5 placement by murmur2 of the key; published hashes',
    mark: 'A',
    tests: murmur2(
      'murmur2 of "$key"',
      'a negative hash still names a partition: its sign bit is dropped, not its sign',
    ),
  },
  {
    says: '5 adding partitions moves keys: 6 to 12 half of them, 12 to 13 92 %',
    mark: 'A',
    tests: murmur2('from 6 to 12 partitions half of the keys move, from 12 to 13 nearly all'),
  },
  {
    says: '5 acks=0: no answer',
    mark: 'B',
    tests: broker('with acks=0 keeps the record and says nothing'),
  },
  {
    says: '5 consumers never see beyond the high watermark',
    mark: 'B',
    tests: log('gives offsets in order and shows what lies below the high watermark'),
  },
  {
    says: '5 session.timeout.ms, group.initial.rebalance.delay.ms, RangeAssignor',
    mark: 'B',
    tests: [
      ...groups('gives a silent member’s partitions away after session.timeout.ms'),
      ...groups('waits for members that start together, then gives each a range'),
      ...assignor('gives neighbouring partitions, the first members one more'),
    ],
  },
  {
    says: '5 auto.offset.reset latest; offsets are kept seven days',
    mark: 'B',
    tests: groups(
      'auto.offset.reset latest skips what came before the first assignment',
      'forgets its offsets seven days after its last member left',
    ),
  },
  {
    says: '5 commit before the work: at most once; after it: at least once',
    mark: 'B',
    tests: routing('a consumer that commits %s the work and crashes'),
  },
  {
    says: '5 more consumers than partitions idle; lag is log end offset less committed offset',
    mark: 'B',
    tests: [
      ...assignor('leaves members idle when there are more of them than partitions'),
      ...groups('show the lag: log end offset minus committed offset'),
    ],
  },
  {
    says: '5 retention never changes offsets; seven days, by whole segments of at most 1 GiB',
    mark: 'B',
    tests: [
      ...log('keeps offsets when retention removes the oldest records'),
      ...logRetention(
        'by age deletes whole segments whose youngest record is too old',
        'by size deletes the oldest segments that the rest can do without',
        'deletes after seven days, when it looks next, and needs no timer before',
      ),
    ],
  },
  {
    says: '5 compaction: the last value of each key, offsets and order kept; tombstones for a day',
    mark: 'B',
    tests: logRetention(
      'keeps the last record of each key, at its offset, and the active segment as it is',
      'keeps a tombstone for a day after it was met, so that readers see the deletion',
    ),
  },
  {
    says: '5 acks=1: lost when the leader dies first; acks=all: all replicas in sync have it',
    mark: 'B',
    tests: [
      ...availability(
        'loses it with acks=1, although it was acknowledged',
        'loses it with acks=all too, but nobody was told that it was written',
      ),
      ...brokers(
        'loses a message with acks=1 that its sender saw a tick on, and with acks=all does not',
      ),
    ],
  },
  {
    says: '5 min.insync.replicas: only with acks=all; the table of availability',
    mark: 'B',
    tests: [
      ...availability(
        'min.insync.replicas $min_isr and $brokers_down down: acks=all $acks_all_write, acks=1 $acks_1_write',
      ),
      ...replicas(
        'and dropped while a record waits for it: the record is written and not acknowledged',
      ),
    ],
  },
  {
    says: '5 ISR: a follower is dropped after replica.lag.time.max.ms 30000 behind',
    mark: 'B',
    tests: replicas('is out of sync after replica.lag.time.max.ms, and back when it has caught up'),
  },
  {
    says: '5 unclean.leader.election.enable false: wait for a replica in sync; true: any, with loss',
    mark: 'B',
    tests: availability(
      'without unclean election the partition waits for it, and nothing is lost',
      'with unclean election it can be written to, and the acknowledged record is lost',
    ),
  },
  {
    says: '5 high watermark: the least log end offset in sync, written down every 5 s',
    mark: 'B',
    tests: [
      ...kafkaCluster('shows a record to consumers when all replicas in sync have it, not before'),
      ...replicas('a broker that starts again knows the high watermarks that it wrote down last'),
    ],
  },
  {
    says: '5 leader epoch: a follower cuts back to the end of its last epoch at the leader',
    mark: 'B',
    tests: [
      ...epochs('is where the next one begins, and of the latest the end of the log'),
      ...kafkaCluster(
        'cut off from all others, the old leader takes writes that are lost when it is back',
      ),
    ],
  },
  {
    says: '5 idempotent producer: the last five batches, gaps, epochs, an unknown producer',
    mark: 'B',
    tests: [
      ...producers('as published: %s', 'is known again only while it is among the last five'),
      ...replicas(
        'that repeats a record is given its offset again; one that skips or is old is refused',
      ),
      ...brokers('writes a record twice when an answer is lost, unless its producer is idempotent'),
    ],
  },
  {
    says: '5 a group lies in partition abs(hashCode) % 50 of __consumer_offsets',
    mark: 'B',
    tests: [
      ...epochs('a group lies where Java’s hash of its name says'),
      ...brokers(
        'moves its consumers to the broker that coordinates them now, and commits go on there',
      ),
    ],
  },
];

export const logOutside: readonly OutsideFact[] = [
  {
    says: '5 without a key: the sticky partitioner',
    mark: 'B',
    because: 'every record here has a key: its conversation or its user',
  },
  {
    says: '5 batch.size, linger.ms, buffer.memory, max.in.flight.requests.per.connection',
    mark: 'B',
    because: 'a producer here sends each record in a batch of its own, at once',
  },
  {
    says: '5 enable.auto.commit, auto.commit.interval.ms: rP/2 duplicates after a crash',
    mark: 'B',
    because: 'a consumer here commits each record, before or after its work',
  },
  {
    says: '5 max.poll.interval.ms, max.poll.records, isolation.level',
    mark: 'B',
    because: 'a consumer here takes one record at a time, and there are no transactions',
  },
];
