/** What a Redis server keeps: its keys in memory, and on disk only what `appendfsync` brought there. */
import { copyPlain, NodeStore, type Arrival, type NodeSpec } from '../protocol/index.ts';
import type { CommandPacket } from './answering.ts';
import type { Clients } from './client.ts';
import { type ClusterView, emptyView } from './cluster-view.ts';
import { emptyKeyspace, type Entry, type Keyspace } from './keyspace.ts';
import type { Migration } from './migration.ts';
import { freshReplication, type ReplicationState } from './replication-state.ts';
import { noMoves, type SlotMoves } from './resharding.ts';
import { isConfiguredReplica, shardOf } from './shard.ts';

export interface RedisMemory {
  keyspace: Keyspace;
  /** Connections of which there is something to remember, by their names. */
  clients: Clients;
  /** Which message an element of a list carries, by its text; for the trace only. */
  carried: Map<string, string>;
  /** Keys that were changed since the last fsync. */
  unsynced: Set<string>;
  /** When the active expire cycle runs next, on the server's clock; -1 when it need not. */
  cycleAtMs: number;
  startedAtMs: number;
  replication: ReplicationState;
  cluster: ClusterView;
  /** MIGRATEs that wait for the other node, by number. */
  migrations: Map<number, Migration>;
  /** Commands that came meanwhile. */
  blocked: { readonly packet: CommandPacket; readonly arrival: Arrival }[];
}

/** The append only file, as what loading it would give; and what the configuration file says. */
export interface RedisDisk {
  /** The master that it follows, by name; '' for a master. Sentinel writes it to the file. */
  following: string;
  /** Replication ids given so far. */
  histories: number;
  /** The epoch in which it took its slots (nodes.conf). */
  epoch: number;
  /** Slots that have changed hands, or are about to. */
  moves: SlotMoves;
  entries: Map<string, Entry>;
  carried: Map<string, string>;
}

export class RedisStore extends NodeStore<RedisDisk, RedisMemory> {
  constructor(spec: NodeSpec) {
    const following = isConfiguredReplica(spec) ? shardOf(spec) : '';
    super({
      disk: () => ({
        following,
        histories: 0,
        epoch: 0,
        moves: noMoves(),
        entries: new Map(),
        carried: new Map(),
      }),
      memory: () => ({
        keyspace: emptyKeyspace(),
        clients: new Map(),
        carried: new Map(),
        unsynced: new Set(),
        cycleAtMs: -1,
        startedAtMs: 0,
        replication: freshReplication(),
        cluster: emptyView(),
        migrations: new Map(),
        blocked: [],
      }),
    });
  }

  /** A replication id: in Redis 40 random letters, here the node's name and a number. */
  newHistory(node: string): string {
    this.disk.histories += 1;
    return `${node}#${this.disk.histories}`;
  }

  /** The whole file anew, from what is in memory. */
  rewriteFile(): void {
    this.disk.entries.clear();
    for (const key of this.memory.keyspace.entries.keys()) this.memory.unsynced.add(key);
    this.sync();
  }

  /** fsync: what was changed since the last one is on disk now. */
  sync(): void {
    const { keyspace, unsynced, carried } = this.memory;
    for (const key of unsynced) {
      const entry = keyspace.entries.get(key);
      if (entry === undefined) this.disk.entries.delete(key);
      else this.disk.entries.set(key, copyPlain(entry));
    }
    unsynced.clear();
    this.disk.carried = new Map(carried);
  }

  /** Loads the file into memory, as a server does when it starts. */
  load(): void {
    const keyspace = emptyKeyspace();
    for (const [key, entry] of this.disk.entries) {
      const loaded = copyPlain(entry);
      keyspace.entries.set(key, loaded);
      loaded.volatileAt =
        loaded.expiresAtMs === undefined ? -1 : keyspace.volatileKeys.push(key) - 1;
    }
    this.memory.keyspace = keyspace;
    this.memory.carried = new Map(this.disk.carried);
  }
}
