/** One command of one connection: what it finds around it, and all that comes of it. */
import { type Client, clientOf, type Clients, tellWatchers } from './client.ts';
import type { Command } from './command.ts';
import { respond } from './commands.ts';
import { type Access, accessTo, type Keyspace, type Viewer } from './keyspace.ts';
import type { Asked } from './redirection.ts';
import { isError, type Reply } from './reply.ts';

/** What a command finds: the server's keys and connections, its role and its neighbours. */
export interface Surroundings {
  readonly keyspace: Keyspace;
  readonly clients: Clients;
  readonly nowMs: number;
  readonly isLoading: boolean;
  readonly viewer: Viewer;
  /** min-replicas-to-write is met. */
  readonly hasGoodReplicas: boolean;
  /** How many replicas have acknowledged the stream up to there. */
  acknowledged(offset: number): number;
  /** The error of a cluster for these keys, undefined where this server may serve them. */
  redirection(asked: Asked): string | undefined;
  /** What ROLE answers. */
  role(): Reply;
  /** What CLUSTER INFO answers; undefined outside of a cluster. */
  clusterInfo(): string | undefined;
  /** Subcommands of CLUSTER about slots on their way. */
  slotCommand(words: readonly string[]): Reply;
}

export interface Ran {
  readonly words: readonly string[];
  readonly reply: Reply;
}

export class Turn {
  readonly around: Surroundings;
  readonly name: string;
  /** Frames for this connection, in order. Usually one. */
  readonly frames: Reply[] = [];
  /** Messages to subscribers, in order. */
  readonly pushes: { readonly client: string; readonly reply: Reply }[] = [];
  readonly ran: Ran[] = [];
  readonly expired: string[] = [];
  readonly unlisted: string[] = [];
  readonly touched = new Set<string>();
  /** What replicas are to do, in order. */
  readonly passedOn: (readonly string[])[] = [];
  /** WAIT: the answer comes when so many have acknowledged, or so much time has gone. */
  waiting: { readonly replicas: bigint; readonly timeoutMs: number } | undefined;
  /** REPLICAOF: the name of the new master, '' for NO ONE. */
  following: string | undefined;
  /** MIGRATE: the key, and the name of the node that it goes to. */
  migration: { readonly key: string; readonly to: string; readonly timeoutMs: number } | undefined;
  /** QUIT: the connection is closed behind the answer. */
  isOver = false;
  isInExec = false;

  constructor(around: Surroundings, name: string) {
    this.around = around;
    this.name = name;
  }

  get client(): Client {
    return clientOf(this.around.clients, this.name);
  }

  /** Runs a command on keys. */
  run(command: Command, words: readonly string[]): Reply {
    const { keyspace, nowMs, viewer } = this.around;
    const access = accessTo(keyspace, nowMs, viewer);
    const reply = respond(access, command, words);
    this.ran.push({ words, reply });
    this.#gather(access);
    if (access.isDirty && !isError(reply)) this.passedOn.push(access.inItsPlace ?? words);
    return reply;
  }

  #gather(access: Access): void {
    for (const key of access.expired) {
      this.expired.push(key);
      this.passedOn.push(['DEL', key]);
    }
    this.unlisted.push(...access.unlisted);
    for (const key of access.touched) this.touched.add(key);
    tellWatchers(this.around.clients, access);
  }
}
