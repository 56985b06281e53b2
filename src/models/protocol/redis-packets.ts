/** Redis: between a client and a server, between a master and its replicas, and on the cluster bus. */

/** Answers of Redis in the shape of RESP: text, number, nil, a list, or an error's text. */
export type RedisReply =
  string | number | null | readonly RedisReply[] | { readonly error: string };

/** A command word by word. */
export type RedisWords = readonly string[];

export type RedisPacket =
  | {
      readonly type: 'redisCommand';
      readonly words: RedisWords;
      readonly name?: string;
      /** Unique at the asking node; the answer repeats it. */
      readonly request: number;
    }
  | {
      readonly type: 'redisReply';
      readonly reply: RedisReply;
      readonly name?: string;
      readonly request: number;
    }
  /** What a subscriber's connection receives unasked: message, pmessage, further subscriptions. */
  | { readonly type: 'redisPush'; readonly reply: RedisReply; readonly name?: string }
  /** A replica asks for what comes after `offset` of `history`; '?' and -1 ask for everything. */
  | { readonly type: 'psync'; readonly history: string; readonly offset: number }
  /** A snapshot, as the commands that make it; then the stream goes on at `offset`. */
  | {
      readonly type: 'fullResync';
      readonly history: string;
      readonly offset: number;
      readonly commands: readonly RedisWords[];
      /** Which message an element of a list carries; for the trace. */
      readonly carried: readonly { readonly element: string; readonly message: string }[];
    }
  | { readonly type: 'continueSync'; readonly history: string; readonly offset: number }
  /** The stream of changes. `offset` counts its bytes up to and with these commands. */
  | {
      readonly type: 'replicated';
      readonly offset: number;
      readonly commands: readonly RedisWords[];
      readonly name?: string;
    }
  | { readonly type: 'replicaAck'; readonly offset: number }
  /** A ping or a pong of the cluster bus: whom the sender serves, since when, and whom it misses. */
  | {
      readonly type: 'clusterPing';
      readonly isPong: boolean;
      /** The master, by its name in the topology, whose slots the sender keeps. */
      readonly shard: string;
      readonly isMaster: boolean;
      /** Of two masters of one shard the one with the higher epoch is right. */
      readonly epoch: number;
      /** Nodes that the sender, if a master, cannot reach (PFAIL or FAIL), by name. */
      readonly missing: readonly string[];
      /** Slots that its shard has taken from others, each with the epoch in which it did. */
      readonly taken: readonly (readonly [slot: number, epoch: number])[];
    };
