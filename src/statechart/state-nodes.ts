/** Questions asked of XState's tree of state nodes. The tree is XState's own; we only read it. */
import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';

export type StateNode = AnyStateNode;
export type Transition = AnyTransitionDefinition;

export const isAtomic = (node: StateNode): boolean =>
  node.type === 'atomic' || node.type === 'final';

/** The child states that can be active: a history node never is. */
export const childrenOf = (node: StateNode): StateNode[] =>
  (Object.values(node.states) as StateNode[]).filter((child) => child.type !== 'history');

export const historyNodesOf = (node: StateNode): StateNode[] =>
  (Object.values(node.states) as StateNode[]).filter((child) => child.type === 'history');

/** Ancestors from the parent upwards, `upTo` excluded; all of them when `upTo` is undefined. */
export function properAncestors(node: StateNode, upTo: StateNode | undefined): StateNode[] {
  const ancestors: StateNode[] = [];
  if (node === upTo) return ancestors;
  for (let above = node.parent; above && above !== upTo; above = above.parent) {
    ancestors.push(above);
  }
  return ancestors;
}

/**
 * Whether `node` lies below `ancestor`. With `ancestor` undefined every node does, the root too:
 * XState's re-entering root transition relies on that to leave the root itself.
 */
export function isDescendant(node: StateNode, ancestor: StateNode | undefined): boolean {
  let marker = node;
  while (marker.parent && marker.parent !== ancestor) marker = marker.parent;
  return marker.parent === ancestor;
}

/** All nodes in document order, the root first. */
export function allNodes(root: StateNode): StateNode[] {
  const nodes: StateNode[] = [root];
  for (const child of Object.values(root.states) as StateNode[]) nodes.push(...allNodes(child));
  return nodes;
}

/** The transitions that stand in this state, eventless ones last. */
export const transitionsOf = (node: StateNode): Transition[] =>
  [...node.transitions.values()].flat().concat(node.always ?? []);

export const inDocumentOrder = (a: StateNode, b: StateNode): number => a.order - b.order;
export const inReverseOrder = (a: StateNode, b: StateNode): number => b.order - a.order;

/** How an error names a place in the machine. */
export const placeOf = (node: StateNode): string =>
  node.parent ? `state "${node.path.join('.')}"` : 'the root state';
