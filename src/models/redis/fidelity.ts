/** What the model of Redis holds, what it leaves out, and whose facts it rests on. */
import type { Fidelity } from '../protocol/index.ts';

export const redisFidelity: Fidelity = {
  models: [
    'One server: strings, lists, sets, hashes and times to live, with the replies and error texts of Redis 7.0.',
    'Expiry on access, and the active cycle: hz 10, 20 keys a sample, again while more than 10 % were expired.',
    'TTL rounded to the nearest second; SET clears it, KEEPTTL and INCR keep it; an expired counter starts again without one.',
    'Integers of 64 bits with their overflow errors.',
    'LOADING while the file is read after a restart.',
  ],
  leavesOut: [
    'Replication, failover, cluster, transactions, scripts and PUBLISH (later).',
    'Memory limits and eviction: the default policy, noeviction, with memory enough.',
    'Cycles that would find nothing: the timer is set to the first one that can find an expired key.',
    'The cap of 25 % CPU on a cycle: at most 16,000 keys a cycle instead (our choice, from a measurement).',
    'SMEMBERS and HGETALL answer in the order of arrival; Redis promises no order.',
    'An integer reply beyond 2^53 travels as its digits, because a JavaScript number would round it.',
  ],
  assumes:
    'Redis 7.0.15. Without the setting appendfsync nothing is on disk and a crash empties it. With it, a crash takes the host with it: always loses nothing, everysec up to a second, no up to 30 s (our choice). The time to load a file is our choice: loadMs, 200 ms.',
  sources: [
    'redis-server 7.0.15 (Debian 12): some 300,000 random commands compared, reply by reply',
    'redis 7.0 source: expire.c, db.c, t_string.c, t_list.c',
    'redis-doc: EXPIRE, SET, persistence',
  ],
};
