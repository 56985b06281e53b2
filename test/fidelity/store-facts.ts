/** Facts about Redis, Kafka, Cassandra and clocks. */
import { inFile, type Fact, type OutsideFact } from './fact.ts';

const recorded = inFile('test/models/redis/recorded.test.ts');
const conformance = inFile('test/models/redis/conformance.test.ts');
const expiry = inFile('test/models/redis/active-expiry.test.ts');
const replication = inFile('test/models/redis/replication.test.ts');
const failover = inFile('test/models/redis/failover.test.ts');
const cluster = inFile('test/models/redis/cluster.test.ts');
const redisAlone = inFile('test/models/redis/component.test.ts');
const murmur2 = inFile('test/models/kafka/murmur2.test.ts');
const broker = inFile('test/models/kafka/broker.test.ts');
const groups = inFile('test/models/kafka/groups.test.ts');
const assignor = inFile('test/models/kafka/consumer-group.test.ts');
const log = inFile('test/models/kafka/partition-log.test.ts');
const routing = inFile('test/world/routing.test.ts');
const murmur3 = inFile('test/models/cassandra/murmur3.test.ts');
const cells = inFile('test/models/cassandra/cells.test.ts');
const table = inFile('test/models/cassandra/table.test.ts');
const cassandra = inFile('test/models/cassandra/component.test.ts');
const clocks = inFile('test/fidelity/clocks.test.ts');

const AS_RECORDED = '$section as recorded';

export const redisFacts: readonly Fact[] = [
  {
    says: '4.1-4.6, 4.9 TTL rounding, KEEPTTL, EXPIRE options, refusals of INCR, expired counters',
    mark: 'A',
    tests: [...recorded(AS_RECORDED), ...conformance('to any sequence of commands on keys')],
  },
  {
    says: '4.7 PUBLISH counts receivers of now; a channel and a pattern count twice',
    mark: 'A',
    tests: conformance('to publishers and subscribers'),
  },
  {
    says: '4.8 MULTI: an error in a command does not undo the others; WATCH',
    mark: 'A',
    tests: conformance('to transactions of three connections'),
  },
  {
    says: '4 active expiry: 20 keys a sample, again while more than 10 % were stale, 10 times a second',
    mark: 'A/B',
    tests: expiry(
      'with 20 keys or fewer looks at all of them',
      'goes on while more than a tenth of the sample was expired',
      'is due on its grid of 100 ms, at the first cycle that can find the key expired',
    ),
  },
  {
    says: '4 measured: 100,000 keys vanish in 0.6 to 0.8 s; of a tenth that is dead nearly all stay',
    mark: 'A',
    tests: expiry(
      'drops at most what the cap allows: 100,000 keys take 7 cycles, 0.6 to 0.7 s',
      'leaves nearly all dead keys in memory when only a tenth is dead, as measured',
    ),
  },
  {
    says: '4 cluster: the slot of a key and of its hash tag',
    mark: 'A/B',
    tests: recorded('CLUSTER KEYSLOT as recorded'),
  },
  {
    says: '4 replication: both answer 4, the acknowledged 5 is gone; WAIT; min-replicas; READONLY',
    mark: 'A',
    tests: [
      ...failover('repeats a sequence number and loses an acknowledged write, as recorded'),
      ...replication(
        'frozen, applies what lay in its socket once it wakes up',
        'hides what is past its time but drops it only when the DEL of its master arrives',
        'min-replicas-to-write refuses writes when no replica was heard of lately, and never reads',
        'takes a copy, follows, and refuses writes in the words of Redis',
      ),
    ],
  },
  {
    says: '4 cluster: CROSSSLOT, MOVED, CLUSTERDOWN, cluster-node-timeout, election',
    mark: 'A/B',
    tests: cluster(
      'sends a client to the node that has the slot, and keeps keys of one command together',
      'with one shard down and no replica is down as a whole after cluster-node-timeout',
      'with a slot that nobody has answers CLUSTERDOWN for its keys',
      'elects the replica of a shard that is down, and the old master comes back as its replica',
      'torn in two, its smaller side stops after cluster-node-timeout',
    ),
  },
  {
    says: '4 defaults: appendfsync everysec',
    mark: 'A',
    tests: redisAlone('$appendfsync: keeps what is $keepsAfterMs ms old'),
  },
];

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
    says: '5 retention never changes offsets',
    mark: 'B',
    tests: log('keeps offsets when retention removes the oldest records'),
  },
];

export const cassandraFacts: readonly Fact[] = [
  {
    says: '6 tokens: Murmur3 with sign-extended tail bytes; published vectors; the empty key',
    mark: 'A',
    tests: murmur3(
      '$from: $bytes_hex',
      'an empty key lies at the beginning of the ring; int 1 where Cassandra puts it',
    ),
  },
  {
    says: '6 last write wins for each cell, and its tie rules',
    mark: 'B',
    tests: cells(
      '$a against $b: $winner',
      'two tombstones at one time: the one that was deleted later',
      'replicas agree, in whatever order the writes reach them',
    ),
  },
  {
    says: '6 the clustering key orders rows within a partition',
    mark: 'B',
    tests: table('gives an unnumbered row the next place by arrival, and answers it'),
  },
  {
    says: '6 lightweight transactions: compare and set within one partition',
    mark: 'B',
    tests: [
      ...table('IF NOT EXISTS applies once, and then answers the row that stands in the way'),
      ...cassandra('answers a plain insert at once and a conditional one after its round trips'),
    ],
  },
];

export const clockFacts: readonly Fact[] = [
  {
    says: '11 Cassandra depends on its clocks: a fast one wins over later writes',
    mark: 'B',
    tests: table('a status is a cell: with a slower clock “read” does not replace “delivered”'),
  },
  {
    says: '11 Redis: a clock moved 2000 s ahead expires a key of 1000 s at once',
    mark: 'B',
    tests: clocks('a clock that jumps 2000 s ahead expires a key of 1000 s at once'),
  },
];

const ONE_BROKER = 'the model is one broker: every partition has one copy';
const ONE_NODE = 'the model is one node: every row has one copy';

export const storesOutside: readonly OutsideFact[] = [
  {
    says: '5 acks=1 and acks=all, in-sync replicas, min.insync.replicas',
    mark: 'B',
    because: ONE_BROKER,
  },
  { says: '5 unclean leader election, leader epochs', mark: 'B', because: ONE_BROKER },
  {
    says: '5 idempotent producers: five batches, gaps, epochs',
    mark: 'B',
    because: 'producers here have no ids: a retry is a second record',
  },
  { says: '5 log compaction', mark: 'B', because: 'the model deletes by age only' },
  { says: '6 replication, consistency levels, hints, read repair', mark: 'B', because: ONE_NODE },
  { says: '6 gc_grace_seconds', mark: 'B', because: 'tombstones are kept for the whole run' },
];
