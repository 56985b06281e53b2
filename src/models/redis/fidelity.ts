/** What the model of Redis holds, what it leaves out, and whose facts it rests on. */
import type { Fidelity } from '../protocol/index.ts';

export const redisFidelity: Fidelity = {
  models: [
    'Strings, counters, lists, sets, hashes and times to live, with the replies and error texts of Redis 7.0: 70 commands with those below.',
    'MULTI, EXEC, DISCARD, WATCH: errors while queueing abort, errors while running undo nothing.',
    'PUBLISH and SUBSCRIBE, patterns too: who listens now receives, nobody later; the reply counts them.',
    'Expiry on access, and the active cycle: hz 10, 20 keys a sample, again while more than 10 % were expired.',
    'TTL rounded to the nearest second; SET clears it, KEEPTTL and INCR keep it; an expired counter starts again without one.',
    'Integers of 64 bits with their overflow errors.',
    'LOADING while the file is read after a restart.',
    'Asynchronous replication (settings role and of): full and partial resynchronization, a backlog of 1 MiB, the stream that a real master sends, WAIT, min-replicas-to-write, read-only replicas that hide expired keys and drop them at the DEL of their master.',
    'Failover by REPLICAOF, or by a Sentinel (setting down-after-milliseconds on a replica): acknowledged writes that the replica did not have are lost, and INCR gives their numbers again.',
    'Cluster (setting slots): CRC16 slots with hash tags, MOVED, CROSSSLOT, CLUSTERDOWN, READONLY, failure agreed on by a majority of masters after cluster-node-timeout, election of a replica, the minority that stops.',
    'Resharding by an administrator: CLUSTER SETSLOT, ASK and ASKING, TRYAGAIN, MIGRATE of one key, during which the server does nothing else.',
  ],
  leavesOut: [
    'Sorted sets, streams, bitmaps, scripts, SCAN, eviction and memory limits: the default policy, noeviction, with memory enough.',
    'Bytes that are no UTF-8: every value is a text.',
    'Sentinel is one replica’s own timer: no quorum, no pub/sub of its own; of replicas with it the first to notice is promoted.',
    'Votes of a cluster as packets, PUBLISH across a cluster, the delay before a restarted master may write, MIGRATE of several keys, the format of DUMP: a key travels as the commands that make it.',
    'WAIT holds up only its own answer, not what follows on the connection.',
    'A replica’s lag is looked at when a write comes; Redis counts good replicas once a second.',
    'The loading of a snapshot blocks nothing: the replica serves its old keys meanwhile.',
    'A connection that subscribes or watches is remembered until the server restarts: nothing tells it that the client has gone.',
    'Cycles that would find nothing: the timer is set to the first one that can find an expired key.',
    'The cap of 25 % CPU on a cycle: at most 16,000 keys a cycle instead (our choice, from a measurement).',
    'SMEMBERS and HGETALL answer in the order of arrival; Redis promises no order.',
    'An integer reply beyond 2^53 travels as its digits, because a JavaScript number would round it.',
  ],
  assumes:
    'Redis 7.0.15 and its defaults: repl-timeout 60 s, repl-ping-replica-period 10 s, repl-backlog-size 1 MiB, min-replicas-max-lag 10 s, cluster-node-timeout 15 s, cluster-require-full-coverage yes. Without the setting appendfsync nothing is on disk and a crash empties it. With it, a crash takes the host with it: always loses nothing, everysec up to a second, no up to 30 s (our choice). Our choices: loadMs, 200 ms to load a file or a snapshot; promoteMs, 1 s for Sentinels to agree; cluster nodes ping one another once a second.',
  sources: [
    'redis-server 7.0.15 (Debian 12): in every test run some 5,000 random sequences, replies and replication stream byte for byte; COMMAND INFO of every command',
    'redis 7.0 source: expire.c, db.c, t_string.c, t_list.c, multi.c, pubsub.c, replication.c, cluster.c, util.c',
    'redis-doc: EXPIRE, SET, WAIT, persistence, replication, sentinel, cluster-spec',
  ],
};
