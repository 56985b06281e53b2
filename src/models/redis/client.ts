/** What a server remembers of a connection: its subscriptions, its open transaction, what it watches. */
import type { Access, Keyspace } from './keyspace.ts';
import { isExpired } from './keyspace.ts';

export interface Client {
  readonly channels: Set<string>;
  readonly patterns: Set<string>;
  /** The commands since MULTI; null outside of a transaction. */
  queue: (readonly string[])[] | null;
  /** A command was refused while queueing: EXEC will do nothing. */
  isAborted: boolean;
  /** Watched keys; true for one that was past its time already when it was watched. */
  readonly watched: Map<string, boolean>;
  /** A watched key was changed: EXEC will answer with no array. */
  isOutdated: boolean;
  /** How far the stream to the replicas was after this connection's last write. */
  writtenTo: number;
  /** READONLY: a replica of a cluster may answer its reads. */
  isReader: boolean;
  /** ASKING: the next command may be served though the slot is still on its way here. */
  isAsking: boolean;
}

export type Clients = Map<string, Client>;

const freshClient = (): Client => ({
  channels: new Set(),
  patterns: new Set(),
  queue: null,
  isAborted: false,
  watched: new Map(),
  isOutdated: false,
  writtenTo: 0,
  isReader: false,
  isAsking: false,
});

/** The connection of that name; one that was never heard of begins fresh. */
export function clientOf(clients: Clients, name: string): Client {
  const known = clients.get(name);
  if (known !== undefined) return known;
  const fresh = freshClient();
  clients.set(name, fresh);
  return fresh;
}

export const isSubscriber = ({ channels, patterns }: Client): boolean =>
  channels.size + patterns.size > 0;

/** A connection of which there is nothing to remember takes no place. */
export function forgetIdle(clients: Clients, name: string): void {
  const client = clients.get(name);
  if (client === undefined || isSubscriber(client) || client.queue !== null) return;
  if (client.isReader || client.isAsking) return;
  if (client.watched.size === 0 && client.writtenTo === 0) clients.delete(name);
}

export function endTransaction(client: Client): void {
  client.queue = null;
  client.isAborted = false;
  unwatch(client);
}

export function unwatch(client: Client): void {
  client.watched.clear();
  client.isOutdated = false;
}

/** Tells every connection that watches one of the touched keys. */
export function tellWatchers(clients: Clients, access: Access): void {
  for (const client of clients.values()) {
    for (const key of client.watched.keys()) {
      if (access.touched.has(key)) noteChange(client, key, access.keyspace);
    }
  }
}

// A key that was dead when it was watched and is dropped now is no news to the watcher.
function noteChange(client: Client, key: string, keyspace: Keyspace): void {
  const wasDead = client.watched.get(key) === true;
  if (wasDead && !keyspace.entries.has(key)) client.watched.set(key, false);
  else client.isOutdated = true;
}

/** Whether a key that was alive when it was watched has run out since, dropped or not. */
export const hasWatchedKeyExpired = (client: Client, keyspace: Keyspace, nowMs: number): boolean =>
  [...client.watched].some(([key, wasDead]) => {
    const entry = keyspace.entries.get(key);
    return !wasDead && entry !== undefined && isExpired(entry, nowMs);
  });
