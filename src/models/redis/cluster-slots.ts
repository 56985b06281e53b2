/** Which master has which slots of a cluster, as the topology says it: setting slots, "0-5460,9000". */
import { SLOTS, type NodeSpec, type Topology } from '../protocol/index.ts';
import { shardOf } from './shard.ts';

type Range = readonly [first: number, last: number];

/** Undefined for a node without slots: it is in no cluster, or a replica. Throws on what is no range. */
export function slotRanges(spec: NodeSpec): readonly Range[] | undefined {
  const setting = spec.settings['slots'];
  if (setting === undefined) return undefined;
  return String(setting)
    .split(',')
    .map((part) => {
      const [, first = '', last = first] = /^([0-9]+)(?:-([0-9]+))?$/.exec(part.trim()) ?? [];
      const isRange = first !== '' && Number(first) <= Number(last) && Number(last) < SLOTS;
      if (isRange) return [Number(first), Number(last)];
      throw new Error(
        `node "${spec.name}": slots has "${part.trim()}"; use numbers from 0 to 16383, as 0-5460`,
      );
    });
}

/** The shard that keeps a slot, by its master's name; undefined where no master has it. */
export function shardWithSlot(topology: Topology, slot: number): string | undefined {
  const has = (spec: NodeSpec) =>
    slotRanges(spec)?.some(([first, last]) => slot >= first && slot <= last) === true;
  const node = topology.ofKind('redis').find((each) => has(topology.nodes[each] as NodeSpec));
  return node === undefined ? undefined : topology.nodes[node]?.name;
}

export function assignedSlots(topology: Topology): number {
  const ranges = topology
    .ofKind('redis')
    .flatMap((node) => slotRanges(topology.nodes[node] as NodeSpec) ?? []);
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** Numbers of the nodes of the cluster: masters with slots, and their replicas. */
export function clusterNodes(topology: Topology): readonly number[] {
  return topology.ofKind('redis').filter((node) => {
    const master = topology.indexOf(shardOf(topology.nodes[node] as NodeSpec));
    return topology.nodes[master]?.settings['slots'] !== undefined;
  });
}

/** The names of all shards: those of their first masters. */
export const shardsOf = (topology: Topology): readonly string[] => [
  ...new Set(clusterNodes(topology).map((node) => shardOf(topology.nodes[node] as NodeSpec))),
];
