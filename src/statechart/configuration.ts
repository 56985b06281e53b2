/**
 * Configurations: which states are active together, and what history remembers. Each distinct one
 * gets a small number, so that an entity's whole state is one integer.
 */
import type { StateValue } from 'xstate';
import type { HistoryValue } from './history.ts';
import {
  allNodes,
  childrenOf,
  inDocumentOrder,
  isAtomic,
  placeOf,
  properAncestors,
  type StateNode,
} from './state-nodes.ts';

export interface Configuration {
  /** Its number; settled once all configurations are known. */
  index: number;
  /** In the order in which the states were entered, as XState keeps them. */
  readonly nodes: readonly StateNode[];
  readonly active: ReadonlySet<StateNode>;
  readonly history: HistoryValue;
  /** A final state of the root is reached: the machine takes no further event. */
  readonly done: boolean;
  readonly value: StateValue;
  readonly name: string;
  /** Tells configurations apart. */
  readonly key: string;
}

interface Draft {
  readonly active: ReadonlySet<StateNode>;
  readonly history: HistoryValue;
  readonly done: boolean;
}

/** A step into what no statechart means, like two active children. XState goes on; we refuse. */
export class IllFormedStep extends Error {}

export class ConfigurationTable {
  readonly all: Configuration[] = [];
  private readonly byKey = new Map<string, Configuration>();
  private readonly root: StateNode;
  private readonly orderFelt: ReadonlySet<StateNode>;

  constructor(root: StateNode) {
    this.root = root;
    this.orderFelt = new Set(allNodes(root).filter(isOrderFelt));
  }

  /** The configuration of these states; a new number when it was not met before. */
  intern(draft: Draft): Configuration {
    const nodes = [...draft.active];
    const key = `${this.keyOf(nodes)}|${historyKey(draft.history)}|${draft.done ? 'done' : ''}`;
    const known = this.byKey.get(key);
    if (known) return known;
    const configuration: Configuration = {
      index: this.all.length,
      nodes,
      active: new Set(nodes),
      history: draft.history,
      done: draft.done,
      value: Object.freeze(valueOf(this.root, draft.active, nodes)),
      name: nameOf(this.root, nodes),
      key,
    };
    this.byKey.set(key, configuration);
    this.all.push(configuration);
    return configuration;
  }

  /**
   * Numbers what was found in the order of the document, so that a new transition, which may change
   * the order in which configurations are found, does not change their numbers.
   */
  settleNumbers(): void {
    const leaves = new Map(this.all.map((each) => [each, leafOrders(each)]));
    const leavesOf = (configuration: Configuration) => leaves.get(configuration) as number[];
    this.all.sort((a, b) => compareLists(leavesOf(a), leavesOf(b)) || (a.key < b.key ? -1 : 1));
    this.all.forEach((configuration, index) => {
      configuration.index = index;
    });
  }

  /**
   * Two sets of equal states can still behave differently, because XState asks parallel regions,
   * and states with eventless transitions, in the order of their entry. Only that is in the key.
   */
  private keyOf(nodes: readonly StateNode[]): string {
    const states = nodes.map((node) => node.order).sort((a, b) => a - b);
    const ordered = nodes.filter((node) => this.orderFelt.has(node)).map((node) => node.order);
    return `${states.join(',')}/${ordered.join(',')}`;
  }
}

const leafOrders = ({ nodes }: Configuration): number[] =>
  nodes
    .filter(isAtomic)
    .map((node) => node.order)
    .sort((a, b) => a - b);

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function isOrderFelt(node: StateNode): boolean {
  const above = properAncestors(node, undefined);
  if (!above.some((ancestor) => ancestor.type === 'parallel')) return false;
  if (node.parent?.type === 'parallel') return true;
  return isAtomic(node) && [node, ...above].some((state) => state.always?.length);
}

const historyKey = (history: HistoryValue): string =>
  [...history]
    .sort(([a], [b]) => inDocumentOrder(a, b))
    .map(([node, states]) => `${node.order}:${states.map((state) => state.order).join('.')}`)
    .join(';');

/** The state value as XState prints it: regions stand in the order of their entry. */
function valueOf(
  node: StateNode,
  active: ReadonlySet<StateNode>,
  nodes: readonly StateNode[],
): StateValue {
  if (node.type === 'compound') {
    const children = childrenOf(node).filter((child) => active.has(child));
    const child = children[0];
    if (!child || children.length > 1) {
      const found = children.map((state) => `"${state.key}"`).join(' and ') || 'no state';
      throw new IllFormedStep(`${placeOf(node)} would have ${found} active at once`);
    }
    return isAtomic(child) ? child.key : { [child.key]: valueOf(child, active, nodes) };
  }
  const value: Record<string, StateValue> = {};
  if (node.type === 'parallel') {
    for (const region of nodes) {
      if (region.parent === node) value[region.key] = valueOf(region, active, nodes);
    }
    const missing = childrenOf(node).find((region) => !active.has(region));
    if (missing) throw new IllFormedStep(`region "${missing.key}" would not be active`);
  }
  return value;
}

/** 'connected', 'a.b', and for parallel regions 'x.a|y.b' in document order. */
function nameOf(root: StateNode, nodes: readonly StateNode[]): string {
  const leaves = nodes.filter((node) => isAtomic(node) && node !== root);
  if (leaves.length === 0) return root.key;
  return leaves
    .sort(inDocumentOrder)
    .map((node) => node.path.join('.'))
    .join('|');
}
