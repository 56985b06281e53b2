/** Facts about Cassandra: tokens, replicas, levels, timestamps, hints, tombstones, transactions. */
import { inFile, type Fact, type OutsideFact } from './fact.ts';

const murmur3 = inFile('test/models/cassandra/murmur3.test.ts');
const cells = inFile('test/models/cassandra/cells.test.ts');
const table = inFile('test/models/cassandra/table.test.ts');
const alone = inFile('test/models/cassandra/component.test.ts');
const ring = inFile('test/models/cassandra/ring.test.ts');
const levels = inFile('test/models/cassandra/levels.test.ts');
const staleness = inFile('test/models/cassandra/staleness.test.ts');
const convergence = inFile('test/models/cassandra/convergence.test.ts');
const tombstones = inFile('test/models/cassandra/tombstones.test.ts');
const regions = inFile('test/models/cassandra/regions.test.ts');
const transactions = inFile('test/models/cassandra/transactions.test.ts');
const replicas = inFile('test/world/replicas.test.ts');

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
    says: '6 SimpleStrategy: clockwise to so many distinct nodes; 16 tokens a node',
    mark: 'B',
    tests: ring(
      'gives a key to the first token at or after its own, clockwise, and then to the next nodes',
      'wraps around behind its last token, and at a token itself is inclusive',
      'has 16 tokens for each node by default, and passes over tokens of a node it has met',
    ),
  },
  {
    says: '6 the clustering key orders rows within a partition',
    mark: 'B',
    tests: table('gives an unnumbered row the next place by arrival, and answers it'),
  },
  {
    says: '6 consistency levels, floor(n/2)+1; a write is sent to all replicas whatever its level',
    mark: 'B',
    tests: [
      ...ring('of %s copies a quorum is %s', '%s waits for %s of five'),
      ...levels(
        'whoever coordinates',
        'answers UnavailableException once it knows, with how many are alive, and writes nothing',
        'times out while it does not know yet, and what was written is not undone',
        'for ANY keeps a hint, and that is enough',
        'get InvalidRequestException, and nothing happens',
      ),
      ...regions(
        'answers LOCAL_QUORUM without crossing the ocean, QUORUM and EACH_QUORUM with it',
        'does not take a far acknowledgement for a near one',
      ),
    ],
  },
  {
    says: '6 R+W>RF overlaps; the chance that a read misses all that was written',
    mark: 'B',
    tests: [
      ...ring('RF $RF, W $W, R $R: misses $p_read_set_misses_all_written'),
      ...staleness(
        'a read at ONE after a write at ONE is stale',
        'QUORUM is never stale: story %s',
      ),
      ...replicas('is lost to him where one copy is written and another is read'),
    ],
  },
  {
    says: '6 last write wins for each cell, and its tie rules; a fast clock wins over later writes',
    mark: 'B',
    tests: [
      ...cells(
        '$a against $b: $winner',
        'two tombstones at one time: the one that was deleted later',
        'replicas agree, in whatever order the writes reach them',
      ),
      ...staleness(
        'by the clock of its coordinator, so that the later write of a slower clock is lost',
        'even of a tombstone: what a slower clock writes later is deleted already',
      ),
    ],
  },
  {
    says: '6 hinted handoff: max_hint_window 3h, flush 10 s; best effort, only repair guarantees',
    mark: 'B',
    tests: [
      ...ring('defaults are those of cassandra.yaml and TableParams'),
      ...convergence(
        'wait for a replica that is down, outlive their coordinator, and are handed over in order',
        'that are not flushed yet die with their coordinator',
        'are kept for max_hint_window, and then no more: only a repair brings the rest',
      ),
    ],
  },
  {
    says: '6 read repair BLOCKING; speculative_retry',
    mark: 'B',
    tests: [
      ...convergence('repairs them before it answers, for the price of two more round trips'),
      ...staleness('a read at QUORUM after a write at QUORUM is right, or says that it cannot'),
    ],
  },
  {
    says: '6 gc_grace_seconds 864000: data comes back where repair did not run inside it',
    mark: 'B',
    tests: tombstones(
      'comes back when a replica that missed the deletion is repaired after gc_grace_seconds only',
      'stays deleted when the repair comes in time',
    ),
  },
  {
    says: '6 timeouts: read 5 s, write 10 s, cas_contention 5 s; phi_convict_threshold 8; gossip each second',
    mark: 'B',
    tests: [
      ...ring('defaults are those of cassandra.yaml and TableParams'),
      ...levels(
        'is found out by gossip, some 18 intervals after the last heartbeat, and again when it is back',
      ),
      ...transactions('that never gets its turn gives up after cas_contention_timeout'),
    ],
  },
  {
    says: '6 lightweight transactions: compare and set within one partition; SERIAL; four round trips',
    mark: 'B',
    tests: [
      ...table('IF NOT EXISTS applies once, and then answers the row that stands in the way'),
      ...alone('answers a plain insert at once and a conditional one after its round trips'),
      ...transactions(
        'costs four round trips between replicas where a plain write costs one',
        'of two at once for one name lets one through, and tells the other which row stands',
        'that a dead coordinator left accepted is finished by the next, even by a SERIAL read',
      ),
    ],
  },
];

export const cassandraOutside: readonly OutsideFact[] = [
  {
    says: '6 the token of a composite partition key',
    mark: 'A',
    because: 'every partition key of these tables is one text',
  },
  {
    says: '6 timeouts of ranges, counters and truncation; default_time_to_live',
    mark: 'B',
    because: 'the chat has no such statements',
  },
  {
    says: '6 hinted_handoff_throttle 1024 KiB and two delivery threads',
    mark: 'B',
    because: 'a hint of a message is so small that the throttle would not show',
  },
];
