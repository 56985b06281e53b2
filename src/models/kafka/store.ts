/** What a broker keeps: logs, committed offsets and settled groups on disk; the rest in memory. */
import { NodeStore } from '../protocol/index.ts';
import type { PacketOf } from '../protocol/index.ts';
import type { Group } from './consumer-group.ts';
import type { PartitionLog } from './partition-log.ts';

export interface KafkaDisk {
  readonly topics: Map<string, PartitionLog[]>;
  /** __consumer_offsets: the next offset to consume, by 'group/topic-partition'. */
  readonly offsets: Map<string, number>;
  /** __consumer_offsets holds each group as it was when it last became stable or empty. */
  readonly groups: Map<string, Group>;
  /** What a node subscribed to, by 'group/node': its client would say so again when it rejoins. */
  readonly subscriptions: Map<string, readonly string[]>;
  starts: number;
}

/** A long poll that waits for its record. */
export interface HeldFetch {
  readonly from: number;
  readonly connection: number;
  readonly packet: PacketOf<'fetch'>;
}

export interface KafkaMemory {
  readonly groups: Map<string, Group>;
  /** By 'group/topic-partition': a consumer has one fetch at a time for a partition. */
  readonly held: Map<string, HeldFetch>;
  /** Joins that came while the broker was starting: their clients would ask again. */
  waiting: { readonly from: number; readonly packet: PacketOf<'joinGroup'> }[];
}

export class KafkaStore extends NodeStore<KafkaDisk, KafkaMemory> {
  constructor() {
    super({
      disk: () => ({
        topics: new Map(),
        offsets: new Map(),
        groups: new Map(),
        subscriptions: new Map(),
        starts: 0,
      }),
      memory: () => ({ groups: new Map(), held: new Map(), waiting: [] }),
    });
  }
}
