/** What the topology and a node's settings say of roles: who follows whom at first, and since when. */
import type { NodeSpec, Topology } from '../protocol/index.ts';

const settingOf = (spec: NodeSpec, key: string): string => String(spec.settings[key] ?? '');

export const isConfiguredReplica = (spec: NodeSpec): boolean =>
  settingOf(spec, 'role') === 'replica';

/** The name of the master that a node was given at first: its own for a master. */
export const shardOf = (spec: NodeSpec): string =>
  isConfiguredReplica(spec) ? settingOf(spec, 'of') : spec.name;

/** Numbers of all Redis nodes that keep the same keys. */
export const membersOfShard = (topology: Topology, shard: string): readonly number[] =>
  topology.ofKind('redis').filter((node) => shardOf(topology.nodes[node] as NodeSpec) === shard);

/** Throws a sentence for a deployment that cannot work. */
export function refuseImpossible(spec: NodeSpec, topology: Topology): void {
  const refuse = (sentence: string): never => {
    throw new Error(`node "${spec.name}": ${sentence}`);
  };
  const role = settingOf(spec, 'role');
  if (role !== '' && role !== 'master' && role !== 'replica') {
    refuse(`role is "${role}"; use master or replica, or leave it out`);
  }
  const of = topology.nodes[topology.indexOf(settingOf(spec, 'of'))];
  if (role === 'replica' && (of?.kind !== 'redis' || isConfiguredReplica(of))) {
    refuse(`of is "${settingOf(spec, 'of')}"; a replica names the Redis master that it follows`);
  }
  const needed = Number(spec.settings['min-replicas-to-write'] ?? 0);
  const replicas = membersOfShard(topology, shardOf(spec)).length - 1;
  if (needed > replicas) {
    refuse(`min-replicas-to-write is ${needed}, and there are ${replicas}: no write could succeed`);
  }
}
