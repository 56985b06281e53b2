/** The keys of one Redis database: typed values, times to live, and expiry on access. */
import { CommandError } from './command-error.ts';

export type Value =
  | { readonly type: 'string'; text: string }
  | { readonly type: 'list'; items: string[] }
  | { readonly type: 'set'; members: Set<string> }
  | { readonly type: 'hash'; fields: Map<string, string> };

export type ValueType = Value['type'];
export type ValueOf<Type extends ValueType> = Extract<Value, { readonly type: Type }>;

/** A moment of the server's clock in ms; a bigint only where a number would not be exact. */
export type TimeMs = number | bigint;

export interface Entry {
  value: Value;
  /** Undefined: the key does not expire. */
  expiresAtMs: TimeMs | undefined;
  /** Its place in `volatileKeys`, -1 when it does not expire. */
  volatileAt: number;
}

export interface Keyspace {
  readonly entries: Map<string, Entry>;
  /** The keys that expire, in no order: the active cycle draws from them. */
  readonly volatileKeys: string[];
}

export const emptyKeyspace = (): Keyspace => ({ entries: new Map(), volatileKeys: [] });

/**
 * Who looks: a master drops what it finds expired, a replica's reader only does not see it, and the
 * stream of the master takes every key for alive, for its DEL comes in the stream too.
 */
export type Viewer = 'master' | 'replica' | 'stream';

/** One command at work: the keys, the time at which it runs, and what it did besides its reply. */
export class Access {
  readonly keyspace: Keyspace;
  readonly nowMs: number;
  readonly viewer: Viewer;
  /** Keys dropped because they were found expired. */
  readonly expired: string[] = [];
  /** Keys set, changed or removed. */
  readonly touched = new Set<string>();
  /** Elements that left a list, or went with it. */
  readonly unlisted: string[] = [];
  /** Whether anything was changed but by expiry. */
  isDirty = false;
  /** What replicas are told in place of the command itself. */
  inItsPlace: readonly string[] | undefined;

  constructor(keyspace: Keyspace, nowMs: number, viewer: Viewer) {
    this.keyspace = keyspace;
    this.nowMs = nowMs;
    this.viewer = viewer;
  }

  touch(key: string): void {
    this.touched.add(key);
    this.isDirty = true;
  }

  passOn(words: readonly string[]): void {
    this.inItsPlace = words;
  }
}

export const accessTo = (keyspace: Keyspace, nowMs: number, viewer: Viewer = 'master'): Access =>
  new Access(keyspace, nowMs, viewer);

// In the very millisecond of its expiry a key still lives (db.c, keyIsExpired: now > when).
export const isExpired = (entry: Entry, nowMs: number): boolean =>
  entry.expiresAtMs !== undefined && entry.expiresAtMs < nowMs;

/** The entry of a key; a key found expired is dropped first. */
export function lookUp(access: Access, key: string): Entry | undefined {
  const entry = access.keyspace.entries.get(key);
  if (entry === undefined || !isExpired(entry, access.nowMs)) return entry;
  if (access.viewer === 'stream') return entry;
  if (access.viewer === 'master') dropExpired(access, key);
  return undefined;
}

/** Expiry is no change that the command has made: it is passed on by a DEL of its own. */
export function dropExpired(access: Access, key: string): void {
  const { isDirty } = access;
  removeKey(access, key);
  access.isDirty = isDirty;
  access.expired.push(key);
}

/** The value of a key; undefined when there is none. Throws WRONGTYPE when it is of another type. */
export function valueOf<Type extends ValueType>(
  access: Access,
  key: string,
  type: Type,
): ValueOf<Type> | undefined {
  const entry = lookUp(access, key);
  if (entry === undefined) return undefined;
  if (entry.value.type !== type) {
    throw new CommandError('WRONGTYPE Operation against a key holding the wrong kind of value');
  }
  return entry.value as ValueOf<Type>;
}

/** Gives a key a value; its time to live stays as it was, and a new key has none. */
export function putValue(access: Access, key: string, value: Value): Entry {
  access.touch(key);
  const known = access.keyspace.entries.get(key);
  if (known !== undefined) {
    if (known.value.type === 'list') access.unlisted.push(...known.value.items);
    known.value = value;
    return known;
  }
  const entry: Entry = { value, expiresAtMs: undefined, volatileAt: -1 };
  access.keyspace.entries.set(key, entry);
  return entry;
}

/** Whether there was such a key. */
export function removeKey(access: Access, key: string): boolean {
  const entry = access.keyspace.entries.get(key);
  if (entry === undefined) return false;
  if (entry.value.type === 'list') access.unlisted.push(...entry.value.items);
  setExpiry(access, key, entry, undefined);
  access.keyspace.entries.delete(key);
  return true;
}

export function setExpiry(access: Access, key: string, entry: Entry, at: TimeMs | undefined): void {
  const { entries, volatileKeys } = access.keyspace;
  access.touch(key);
  entry.expiresAtMs = at;
  if (at !== undefined && entry.volatileAt < 0) {
    entry.volatileAt = volatileKeys.push(key) - 1;
  } else if (at === undefined && entry.volatileAt >= 0) {
    // The last one takes the place of the one that goes: no gap, and no search.
    const last = volatileKeys.pop() as string;
    if (last !== key) {
      volatileKeys[entry.volatileAt] = last;
      (entries.get(last) as Entry).volatileAt = entry.volatileAt;
    }
    entry.volatileAt = -1;
  }
}

/** What is left of a key's life in ms, never below 0; undefined when it does not expire. */
export function timeToLiveMs(entry: Entry, nowMs: number): TimeMs | undefined {
  const at = entry.expiresAtMs;
  if (at === undefined) return undefined;
  const left = typeof at === 'bigint' ? at - BigInt(nowMs) : at - nowMs;
  return left < 0 ? 0 : left;
}

/** Gives the value of one key another name; what had that name is gone. */
export function moveKey(access: Access, from: string, to: string): void {
  const { entries } = access.keyspace;
  const moving = entries.get(from) as Entry;
  const { expiresAtMs } = moving;
  removeKey(access, to);
  setExpiry(access, from, moving, undefined);
  entries.delete(from);
  entries.set(to, moving);
  access.touch(to);
  setExpiry(access, to, moving, expiresAtMs);
}
