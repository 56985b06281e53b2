/** Facts about Redis, Cassandra and clocks. */
import { inFile, type Fact, type OutsideFact } from './fact.ts';

const recorded = inFile('test/models/redis/recorded.test.ts');
const conformance = inFile('test/models/redis/conformance.test.ts');
const expiry = inFile('test/models/redis/active-expiry.test.ts');
const replication = inFile('test/models/redis/replication.test.ts');
const failover = inFile('test/models/redis/failover.test.ts');
const cluster = inFile('test/models/redis/cluster.test.ts');
const resharding = inFile('test/models/redis/resharding.test.ts');
const chatFailover = inFile('test/world/redis/failover.test.ts');
const chatCluster = inFile('test/world/redis/cluster.test.ts');
const redisAlone = inFile('test/models/redis/component.test.ts');
const table = inFile('test/models/cassandra/table.test.ts');
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
    says: '4 replication: duplicate sequence numbers are the visible bug; WAIT makes none consistent',
    mark: 'A',
    tests: chatFailover(
      'gives a number a second time, and the check of order says so',
      'does not when a number is used only once a replica has it (WAIT)',
      'WAIT undoes nothing: with nobody to promote the number stays taken',
      'min-replicas-to-write stops the master that nobody follows',
    ),
  },
  {
    says: '4 cluster: a slot on its way: ASK, ASKING, TRYAGAIN, MIGRATE',
    mark: 'A',
    tests: [
      ...resharding(
        'its old node serves the keys that it still has, and sends on for the others',
        'its new node serves a client that says ASKING, for one command or one transaction',
        'keys go over with their lives, then the slot itself, and everybody is told',
      ),
      ...chatCluster('follows ASK for once, and MOVED for good: no number is lost or repeated'),
    ],
  },
  {
    says: '4.3 a late heartbeat cannot revive a key with EXPIRE: SET with a life does',
    mark: 'A',
    tests: [
      ...recorded(AS_RECORDED),
      ...inFile('test/world/presence.test.ts')(
        'flickers when one heartbeat is lost and the TTL forgives none',
      ),
    ],
  },
  {
    says: '4 defaults: appendfsync everysec',
    mark: 'A',
    tests: redisAlone('$appendfsync: keeps what is $keepsAfterMs ms old'),
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

export const storesOutside: readonly OutsideFact[] = [];
