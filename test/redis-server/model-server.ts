/** The model in the place of a real server: one process, several connections, commands one by one. */
import type { Clients } from '../../src/models/redis/client.ts';
import { dispatch } from '../../src/models/redis/dispatch.ts';
import { emptyKeyspace } from '../../src/models/redis/keyspace.ts';
import type { Reply } from '../../src/models/redis/reply.ts';
import type { Surroundings, Turn } from '../../src/models/redis/turn.ts';

export class ModelServer {
  private keyspace = emptyKeyspace();
  private readonly clients: Clients = new Map();
  private around: Partial<Surroundings> = {};

  /** The same server, from now on in another role. */
  in(around: Partial<Surroundings>): this {
    this.around = around;
    return this;
  }

  turn(client: string, words: readonly string[], nowMs: number): Turn {
    const { keyspace, clients } = this;
    return dispatch({ ...ALONE, keyspace, clients, nowMs, ...this.around }, client, words);
  }

  /** The frames that the command brings to every connection, by its name. */
  frames(client: string, words: readonly string[], nowMs: number): Map<string, Reply[]> {
    const { pushes, frames } = this.turn(client, words, nowMs);
    const all = [...pushes, ...frames.map((reply) => ({ client, reply }))];
    const byClient = new Map<string, Reply[]>();
    for (const { client: to, reply } of all) {
      byClient.set(to, [...(byClient.get(to) ?? []), reply]);
    }
    return byClient;
  }
}

/** A master without replicas, outside of any cluster. */
const ALONE = {
  isLoading: false,
  viewer: 'master',
  hasGoodReplicas: true,
  acknowledged: () => 0,
  redirection: () => undefined,
  role: (): Reply => ['master', 0, []],
  clusterInfo: () => undefined,
  slotCommand: () => null,
} as const;
