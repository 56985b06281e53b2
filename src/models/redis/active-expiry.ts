/**
 * The active expire cycle of Redis 7.0 (expire.c): ten times a second it samples 20 keys that have a
 * time to live, drops the expired ones, and goes on while more than 10 % of a sample was expired.
 * Redis walks its hash table; here a keyed draw takes the place of the table's order.
 */
import { type Access, dropExpired, isExpired, type Keyspace, type TimeMs } from './keyspace.ts';

// hz 10 of redis.conf, and ACTIVE_EXPIRE_CYCLE_KEYS_PER_LOOP of expire.c.
export const CYCLE_PERIOD_MS = 100;
const KEYS_PER_SAMPLE = 20;
// ACTIVE_EXPIRE_CYCLE_ACCEPTABLE_STALE since 6.0; the documentation of EXPIRE still says 25 %.
const ACCEPTABLE_STALE_PERCENT = 10;
// Our choice in place of the cap of 25 % CPU: 100,000 keys were seen to vanish within 0.6 to 0.8 s.
const KEYS_PER_CYCLE_MAX = 16_000;

/** Runs one cycle; `draw(n)` answers a number in [0,1) for its nth sampled key. */
export function runExpireCycle(access: Access, draw: (sample: number) => number): void {
  const { keyspace } = access;
  for (let sampled = 0; sampled < KEYS_PER_CYCLE_MAX && keyspace.volatileKeys.length > 0;) {
    const keys = sampleOf(keyspace, (sample) => draw(sampled + sample));
    sampled += keys.length;
    const stale = keys.filter((key) => dropIfExpired(access, key)).length;
    if (stale * 100 <= ACCEPTABLE_STALE_PERCENT * keys.length) return;
  }
}

function sampleOf(keyspace: Keyspace, draw: (sample: number) => number): string[] {
  const { volatileKeys } = keyspace;
  if (volatileKeys.length <= KEYS_PER_SAMPLE) return [...volatileKeys];
  const chosen = new Set<string>();
  for (let sample = 0; sample < KEYS_PER_SAMPLE; sample += 1) {
    chosen.add(volatileKeys[Math.floor(draw(sample) * volatileKeys.length)] as string);
  }
  return [...chosen];
}

function dropIfExpired(access: Access, key: string): boolean {
  const entry = access.keyspace.entries.get(key);
  if (entry === undefined || !isExpired(entry, access.nowMs)) return false;
  dropExpired(access, key);
  return true;
}

/** The soonest expiry of these keys; undefined when none of them expires. */
export function soonestExpiry(keyspace: Keyspace, keys: Iterable<string>): TimeMs | undefined {
  let soonest: TimeMs | undefined;
  for (const key of keys) {
    const at = keyspace.entries.get(key)?.expiresAtMs;
    if (at !== undefined && (soonest === undefined || at < soonest)) soonest = at;
  }
  return soonest;
}

/**
 * The first cycle that can find a key expired whose time is up at `expiresAtMs`: cycles before it
 * would do nothing, so the model leaves them out. Cycles lie on a grid that starts with the server.
 */
export function cycleAfter(expiresAtMs: TimeMs, startedAtMs: number, nowMs: number): number {
  const due = Math.max(Number(expiresAtMs) + 1, nowMs + 1);
  const cycles = Math.max(1, Math.ceil((due - startedAtMs) / CYCLE_PERIOD_MS));
  return startedAtMs + cycles * CYCLE_PERIOD_MS;
}
