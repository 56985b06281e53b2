/** Which nodes get a lane of their own. They keep it for the whole run: nothing jumps. */
import type { TraceView } from '../../../kernel/index.ts';
import type { Branch } from '../../playback/index.ts';
import { nodeTitle } from '../../stage/words.ts';

export interface Lane {
  /** The node's number; -1 stands for all nodes without a lane. */
  readonly node: number;
  readonly name: string;
}

export interface Lanes {
  readonly list: readonly Lane[];
  /** The lane of a node, by its number. */
  laneOf(node: number): number;
}

const LANES_MAX = 14;

/** All nodes of a small deployment; of a crowd the servers and those who take part most. */
export function lanesOf(branch: Branch): Lanes {
  const specs = branch.nodes.nodes;
  const chosen =
    specs.length <= LANES_MAX
      ? specs.map((_, node) => node)
      : busiest(branch, LANES_MAX - 1).toSorted((one, other) => one - other);
  const list: Lane[] = chosen.map((node) => ({ node, name: nodeTitle(specs[node]!) }));
  const others = specs.length - chosen.length;
  if (others > 0) list.push({ node: -1, name: `${others} others` });
  const places = new Map(list.map(({ node }, place) => [node, place]));
  const rest = list.length - 1;
  return { list, laneOf: (node) => places.get(node) ?? rest };
}

/** Servers first, then phones by how much of messages passed through them, then by number. */
function busiest({ nodes, view }: Branch, most: number): number[] {
  const counts = countsByNode(view, nodes.nodes.length);
  const rank = (node: number) => (nodes.nodes[node]!.kind === 'phone' ? 1 : 0);
  return nodes.nodes
    .map((_, node) => node)
    .toSorted(
      (one, other) => rank(one) - rank(other) || counts[other]! - counts[one]! || one - other,
    )
    .slice(0, most);
}

function countsByNode({ columns, length }: TraceView, nodes: number): Int32Array {
  const counts = new Int32Array(nodes);
  for (let index = 0; index < length; index++) {
    if (columns.message[index]! >= 0) counts[columns.node[index]!]! += 1;
  }
  return counts;
}
