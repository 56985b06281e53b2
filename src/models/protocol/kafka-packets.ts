/** Packets of Kafka: between clients and brokers, and among brokers and their controller. */

/** A record of the log. `value` is plain data; `name` is the message it carries, for the trace. */
export interface LogRecord {
  readonly offset: number;
  readonly key: string;
  readonly name: string;
  /** null is a tombstone: where a topic is compacted, its key is deleted. */
  readonly value: unknown;
}

interface Request {
  /** Unique at the asking node; the answer repeats it. */
  readonly request: number;
}

/** What an idempotent producer says of a batch: who it is, which life, and the batch's number. */
export interface ProducerStamp {
  readonly id: number;
  readonly epoch: number;
  readonly sequence: number;
}

/** A record as replicas keep it: with the epoch of the leader that appended it. */
export interface ReplicaRecord extends LogRecord {
  readonly epoch: number;
  /** CreateTime, by the clock of the leader's broker. */
  readonly atMs: number;
  readonly bytes: number;
  readonly producer: ProducerStamp | null;
}

/** A partition as the controller sees it. leader -1: no replica that may lead is alive. */
export interface PartitionState {
  readonly leader: number;
  readonly leaderEpoch: number;
  /** Counts every change of the partition, elections included. */
  readonly partitionEpoch: number;
  readonly replicas: readonly number[];
  /** The replicas in sync. */
  readonly isr: readonly number[];
}

/** The metadata of a cluster after so many changes. */
export interface ClusterImage {
  readonly version: number;
  /** life: the incarnation that is registered. Fenced: it has not been heard of, and serves nobody. */
  readonly brokers: readonly {
    readonly node: number;
    readonly life: number;
    readonly isFenced: boolean;
  }[];
  readonly topics: ReadonlyMap<string, readonly PartitionState[]>;
}

interface PartitionName {
  readonly topic: string;
  readonly partition: number;
}

type ProducerPacket =
  | ({
      readonly type: 'produce';
      readonly topic: string;
      readonly key: string;
      readonly name: string;
      readonly value: unknown;
      readonly acks: '0' | '1' | 'all';
      /** Where the producer has placed it; a producer that knows one broker leaves that to it. */
      readonly partition?: number;
      readonly producer?: ProducerStamp;
      /** request.timeout.ms: how long the leader may wait for the other replicas. */
      readonly timeoutMs?: number;
    } & Request)
  | ({
      readonly type: 'produceReply';
      readonly name: string;
      readonly partition: number;
      readonly offset: number;
      readonly error: string;
    } & Request)
  | ({ readonly type: 'initProducerId' } & Request)
  | ({ readonly type: 'producerIdReply'; readonly id: number; readonly epoch: number } & Request);

type ConsumerPacket =
  | { readonly type: 'joinGroup'; readonly group: string; readonly topics: readonly string[] }
  | {
      readonly type: 'assignment';
      readonly group: string;
      readonly generation: number;
      readonly partitions: readonly { topic: string; partition: number; offset: number }[];
    }
  | { readonly type: 'groupHeartbeat'; readonly group: string; readonly generation: number }
  /** Only a cluster answers: there a member must learn that another broker coordinates. */
  | { readonly type: 'groupHeartbeatReply'; readonly group: string; readonly error: string }
  | { readonly type: 'leaveGroup'; readonly group: string }
  /** A long poll: answered when the partition has a record at `offset`, or after fetch.max.wait.ms. */
  | ({
      readonly type: 'fetch';
      readonly group: string;
      readonly topic: string;
      readonly partition: number;
      readonly offset: number;
    } & Request)
  | ({
      readonly type: 'fetchReply';
      readonly topic: string;
      readonly partition: number;
      readonly records: readonly LogRecord[];
      readonly error: string;
      /** With OFFSET_OUT_OF_RANGE: where auto.offset.reset says to go on. */
      readonly resetTo?: number;
    } & Request)
  | {
      readonly type: 'commitOffset';
      readonly group: string;
      readonly topic: string;
      readonly partition: number;
      readonly offset: number;
      readonly generation: number;
    };

/** How a client finds its way in a cluster: any broker answers. */
type DiscoveryPacket =
  | ({ readonly type: 'metadata'; readonly topic: string } & Request)
  /** leaders: by partition, -1 where there is none. */
  | ({
      readonly type: 'metadataReply';
      readonly topic: string;
      readonly leaders: readonly number[];
      readonly error: string;
    } & Request)
  | ({ readonly type: 'findCoordinator'; readonly group: string } & Request)
  | ({
      readonly type: 'coordinatorReply';
      readonly group: string;
      readonly coordinator: number;
      readonly error: string;
    } & Request);

export interface NewTopic {
  readonly topic: string;
  readonly partitions: number;
  readonly replicas: number;
}

type ControllerPacket =
  /** life: a broker's incarnation. version: of the metadata that it has. */
  | { readonly type: 'brokerHeartbeat'; readonly life: number; readonly version: number }
  | { readonly type: 'brokerHeartbeatReply'; readonly error: string }
  | { readonly type: 'metadataUpdate'; readonly image: ClusterImage }
  | ({ readonly type: 'createTopic' } & NewTopic)
  | { readonly type: 'createTopicReply'; readonly topic: string; readonly error: string }
  | ({
      readonly type: 'alterPartition';
      readonly leaderEpoch: number;
      readonly partitionEpoch: number;
      readonly isr: readonly number[];
    } & PartitionName)
  | ({ readonly type: 'alterPartitionReply'; readonly error: string } & PartitionName);

export interface AskedPartition extends PartitionName {
  /** The follower's log end offset, and the epoch of the record before it; -1 when empty. */
  readonly offset: number;
  readonly lastEpoch: number;
  readonly leaderEpoch: number;
}

type ReplicaPacket =
  /** In a fetch session (KIP-227): all partitions at first, then those of which something is new. */
  | ({
      readonly type: 'replicaFetch';
      readonly isFull: boolean;
      readonly partitions: readonly AskedPartition[];
    } & Request)
  | ({
      readonly type: 'replicaFetchReply';
      /** Of the whole fetch; each partition has its own. */
      readonly error: string;
      readonly partitions: readonly FetchedPartition[];
      /** The message in it, when there is just one. */
      readonly name?: string;
    } & Request);

export interface FetchedPartition extends PartitionName {
  readonly error: string;
  readonly records: readonly ReplicaRecord[];
  readonly highWatermark: number;
  readonly logStartOffset: number;
  /** Where the two logs part: the follower cuts its own back to there. */
  readonly diverging: { readonly epoch: number; readonly endOffset: number } | null;
}

export type KafkaPacket =
  ProducerPacket | ConsumerPacket | DiscoveryPacket | ControllerPacket | ReplicaPacket;
