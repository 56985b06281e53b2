/** What a broker keeps: logs, metadata, offsets and settled groups on disk; the rest in memory. */
import { NodeStore } from '../protocol/index.ts';
import type { AskedPartition, ClusterImage, PacketOf, Topology } from '../protocol/index.ts';
import { firstImage } from './cluster.ts';
import type { Group } from './consumer-group.ts';
import type { PartitionLog } from './partition-log.ts';

export interface KafkaDisk {
  /** By 'topic-partition': the partitions of which this broker is a replica. */
  readonly logs: Map<string, PartitionLog>;
  /** __cluster_metadata: what the controller has said last; at the controller, the truth. */
  image: ClusterImage;
  /** __consumer_offsets: the next offset to consume, by 'group/topic-partition'. */
  readonly offsets: Map<string, number>;
  /** __consumer_offsets holds each group as it was when it last became stable or empty. */
  readonly groups: Map<string, Group>;
  /** What a node subscribed to, by 'group/node': its client would say so again when it rejoins. */
  readonly subscriptions: Map<string, readonly string[]>;
  starts: number;
  producerIds: number;
}

/** A long poll that waits for its record. */
export interface HeldFetch {
  readonly from: number;
  readonly connection: number;
  readonly packet: PacketOf<'fetch'>;
}

/** A record that the leader has and not yet all replicas in sync. */
export interface HeldProduce {
  readonly from: number;
  readonly connection: number;
  readonly packet: PacketOf<'produce'>;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** What a leader knows of one follower. */
export interface Follower {
  endOffset: number;
  /** When it last had all that the leader had. */
  caughtUpAtMs: number;
  fetchedAtMs: number;
  /** The leader's log end offset at its last fetch. */
  leaderEndOffset: number;
  /** The high watermark that it was told last. */
  toldHighWatermark: number;
}

/** What a broker remembers of a partition while it leads it. */
export interface Leading {
  readonly leaderEpoch: number;
  readonly epochStart: number;
  readonly followers: Map<number, Follower>;
  /** The ISR that the controller is asked to write down. */
  asked: readonly number[] | null;
}

export interface KafkaMemory {
  readonly groups: Map<string, Group>;
  /** By 'group/topic-partition': a consumer has one fetch at a time for a partition. */
  readonly held: Map<string, HeldFetch>;
  /** Joins that came while the broker was starting: their clients would ask again. */
  waiting: { readonly from: number; readonly packet: PacketOf<'joinGroup'> }[];
  /** By 'topic-partition'. */
  readonly leading: Map<string, Leading>;
  readonly heldProduces: Map<number, HeldProduce>;
  /** Long polls of replicas: the number of the request, by follower. */
  readonly heldReplicas: Map<number, number>;
  /** Fetch sessions: what each follower asks for, by 'topic-partition'. */
  readonly sessions: Map<number, Map<string, AskedPartition>>;
  /** This broker's own fetch that is under way, by leader, and what it has asked for so far. */
  readonly fetching: Map<number, number>;
  readonly asked: Map<number, Map<string, AskedPartition>>;
  /** Partitions whose fetch failed, and until when they are left alone. */
  readonly delayedUntilMs: Map<string, number>;
  /** Topics that cannot be created, with the controller's error. */
  readonly refusedTopics: Map<string, string>;
  /** Partitions for which a look at what may be deleted is due. */
  readonly watched: Set<string>;
  numbers: number;
}

export class KafkaStore extends NodeStore<KafkaDisk, KafkaMemory> {
  constructor(topology: Topology) {
    super({
      disk: () => ({
        logs: new Map(),
        image: firstImage(topology),
        offsets: new Map(),
        groups: new Map(),
        subscriptions: new Map(),
        starts: 0,
        producerIds: 0,
      }),
      memory: () => ({
        groups: new Map(),
        held: new Map(),
        waiting: [],
        leading: new Map(),
        heldProduces: new Map(),
        heldReplicas: new Map(),
        sessions: new Map(),
        fetching: new Map(),
        asked: new Map(),
        delayedUntilMs: new Map(),
        refusedTopics: new Map(),
        watched: new Set(),
        numbers: 0,
      }),
    });
  }
}
