/** What Cassandra keeps: its tables on disk, and in memory the replies that wait for Paxos. */
import { NodeStore, type PacketOf } from '../protocol/index.ts';
import { emptyTables, type Tables } from './table.ts';

export interface WaitingReply {
  readonly to: number;
  readonly connection: number;
  readonly packet: PacketOf<'rows'>;
}

export interface CassandraDisk {
  readonly tables: Tables;
  starts: number;
}

export interface CassandraMemory {
  readonly waiting: Map<string, WaitingReply>;
  /** Conditional writes since the process started; names their timers. */
  proposals: number;
}

export class CassandraStore extends NodeStore<CassandraDisk, CassandraMemory> {
  constructor() {
    super({
      disk: () => ({ tables: emptyTables(), starts: 0 }),
      memory: () => ({ waiting: new Map(), proposals: 0 }),
    });
  }
}
