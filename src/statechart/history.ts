/** History nodes: what they remember, where they lead at first, and which are ever asked. */
import { transitionsOf, type StateNode } from './state-nodes.ts';

/** What each history node remembers. */
export type HistoryValue = ReadonlyMap<StateNode, readonly StateNode[]>;

export interface DefaultPath {
  readonly target: readonly StateNode[];
}

/** Where a history node leads that remembers nothing yet. */
export function historyDefault(node: StateNode): DefaultPath {
  const parent = node.parent as StateNode;
  const configured = node.config.target as string | readonly (string | StateNode)[] | undefined;
  if (configured === undefined) {
    return parent.type === 'parallel' ? { target: [parent] } : (parent.initial as DefaultPath);
  }
  const targets = typeof configured === 'string' ? [configured] : configured;
  return { target: targets.map((t) => (typeof t === 'string' ? nodeAt(parent, t) : t)) };
}

function nodeAt(from: StateNode, path: string): StateNode {
  if (path.startsWith('#')) return from.machine.getStateNodeById(path);
  return path.split('.').reduce((node, key) => node.states[key] as StateNode, from);
}

/** The history nodes that a transition, an initial state or another history node leads to. */
export function askedHistoryNodes(nodes: readonly StateNode[]): ReadonlySet<StateNode> {
  const asked = new Set<StateNode>();
  const ask = (targets: readonly StateNode[] = []) => {
    for (const target of targets) if (target.type === 'history') asked.add(target);
  };
  for (const node of nodes) {
    for (const transition of transitionsOf(node)) ask(transition.target);
    if (node.type === 'compound') ask(node.initial.target);
    if (node.type === 'history') ask(historyDefault(node).target);
  }
  return asked;
}
