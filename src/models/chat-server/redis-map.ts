/** Which node of Redis a server believes to serve a key: the only one, the master, or a slot's owner. */
import {
  homeOf,
  homeOfConversation,
  regionOf,
  slotOf,
  type NodeContext,
  type NodeSpec,
} from '../protocol/index.ts';
import type { ChatServerKnobs } from './knobs.ts';
import type { ChatServerStore } from './store.ts';

type Client = Pick<NodeContext<ChatServerStore, ChatServerKnobs>, 'store' | 'topology' | 'knobs'>;

const specOf = ({ topology }: Client, node: number): NodeSpec | undefined => topology.nodes[node];

const isReplica = (spec: NodeSpec | undefined): boolean => spec?.settings['role'] === 'replica';

/** The name of the first master of a node's shard. */
export function shardOf(server: Client, node: number): string {
  const spec = specOf(server, node);
  return isReplica(spec) ? String(spec?.settings['of'] ?? '') : (spec?.name ?? '');
}

/** The nodes that keep the same keys. */
export const membersOf = (server: Client, shard: string): readonly number[] =>
  server.topology.ofKind('redis').filter((node) => shardOf(server, node) === shard);

/** Whether a node is one of a cluster, which tells its clients where to go. */
export function isClustered(server: Client, node: number): boolean {
  const master = server.topology.indexOf(shardOf(server, node));
  return specOf(server, master)?.settings['slots'] !== undefined;
}

/** The first master of the deployment; in several regions that of the key's home, if asked for. */
function firstMaster(server: Client, key: string): number {
  const masters = server.topology
    .ofKind('redis')
    .filter((node) => !isReplica(specOf(server, node)));
  const home = server.knobs.homing === 'users' ? homeOfKey(server, key) : '';
  const near = masters.find((node) => home !== '' && regionOf(server.topology, node) === home);
  return near ?? masters[0] ?? -1;
}

/** conn:USER, presence:USER and their like are at home with the user, seq:CONVERSATION with that. */
function homeOfKey({ topology }: Client, key: string): string {
  const [, kind = '', owner = ''] = /^([^:]+):(.*)$/.exec(key) ?? [];
  if (kind === 'seq') return homeOfConversation(topology, owner);
  // A linked device stands under its own name.
  const spec = topology.nodes[topology.indexOf(owner)];
  return homeOf(topology, String(spec?.settings['user'] ?? owner));
}

/** The node to ask first; -1 when there is no Redis at all. */
export function redisFor(server: Client, words: readonly string[]): number {
  const first = firstMaster(server, words[1] ?? '');
  if (first < 0) return -1;
  const { masters, slots } = server.store.memory.redis;
  const known = isClustered(server, first) ? slots.get(slotOf(words[1] ?? '')) : undefined;
  return known ?? masters.get(shardOf(server, first)) ?? first;
}
