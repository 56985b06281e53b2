/**
 * Which states a set of transitions leaves and enters: the SCXML procedure with the choices that
 * XState 5.33.3 makes. Static: it needs the active states and the history, never the context.
 */
import {
  childrenOf,
  isDescendant,
  properAncestors,
  type StateNode,
  type Transition,
} from './state-nodes.ts';

/** What each history node remembers. */
export type HistoryValue = ReadonlyMap<StateNode, readonly StateNode[]>;

/** The part of a transition that decides where it leads. */
export type Path = Pick<Transition, 'source' | 'target' | 'reenter'>;

interface DefaultPath {
  readonly target: readonly StateNode[];
}

/** Where a history node leads that remembers nothing yet. */
function historyDefault(node: StateNode): DefaultPath {
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

function effectiveTargets(path: Pick<Path, 'target'>, history: HistoryValue): StateNode[] {
  const targets = new Set<StateNode>();
  for (const target of path.target ?? []) {
    if (target.type !== 'history') {
      targets.add(target);
      continue;
    }
    const remembered = history.get(target);
    for (const node of remembered ?? effectiveTargets(historyDefault(target), history)) {
      targets.add(node);
    }
  }
  return [...targets];
}

function leastCommonAncestor(nodes: readonly StateNode[]): StateNode | undefined {
  const [head, ...others] = nodes as [StateNode, ...StateNode[]];
  return properAncestors(head, undefined).find((ancestor) =>
    others.every((node) => isDescendant(node, ancestor)),
  );
}

/** The state that stays active around a transition; undefined when even the root is left. */
function domainOf(path: Path, history: HistoryValue): StateNode | undefined {
  const { source } = path;
  const targets = effectiveTargets(path, history);
  const inside = targets.every((node) => node === source || isDescendant(node, source));
  if (!path.reenter && inside) return source;
  const common = leastCommonAncestor([...targets, source]);
  if (common) return common;
  return path.reenter ? undefined : source.machine.root;
}

/** The active states that these transitions leave. */
export function exitSet(
  paths: readonly Path[],
  active: ReadonlySet<StateNode>,
  history: HistoryValue,
): Set<StateNode> {
  const leaving = new Set<StateNode>();
  for (const path of paths) {
    if (!path.target?.length) continue;
    const domain = domainOf(path, history);
    if (path.reenter && path.source === domain) leaving.add(domain);
    for (const node of active) if (isDescendant(node, domain)) leaving.add(node);
  }
  return leaving;
}

/** Drops transitions that would leave a state another one leaves; the deeper source wins. */
export function withoutConflicts<P extends Path>(
  paths: readonly P[],
  active: ReadonlySet<StateNode>,
  history: HistoryValue,
): P[] {
  if (paths.length === 1) return [...paths];
  const kept = new Set<P>();
  for (const path of paths) {
    const leaving = exitSet([path], active, history);
    const yielding: P[] = [];
    let preempted = false;
    for (const other of kept) {
      const shared = [...exitSet([other], active, history)].some((node) => leaving.has(node));
      if (!shared) continue;
      if (!isDescendant(path.source, other.source)) {
        preempted = true;
        break;
      }
      yielding.push(other);
    }
    if (preempted) continue;
    for (const other of yielding) kept.delete(other);
    kept.add(path);
  }
  return [...kept];
}

export interface EntrySet {
  readonly entering: Set<StateNode>;
  /** States whose own initial transition's actions run as well. */
  readonly byDefault: Set<StateNode>;
}

/** The states that these transitions enter. */
export function entrySet(paths: readonly Path[], history: HistoryValue): EntrySet {
  const entry: EntrySet = { entering: new Set(), byDefault: new Set() };
  for (const path of paths) {
    const domain = domainOf(path, history);
    for (const target of path.target ?? []) {
      const isEntered = path.source !== target || path.source !== domain || path.reenter;
      if (target.type !== 'history' && isEntered) enterByDefault(entry, target);
      addDescendants(entry, target, history);
    }
    const within = !path.source.parent && path.reenter ? undefined : domain;
    for (const target of effectiveTargets(path, history)) {
      const ancestors = properAncestors(target, domain);
      if (domain?.type === 'parallel') ancestors.push(domain);
      addAncestors(entry, ancestors, within, history);
    }
  }
  return entry;
}

function enterByDefault(entry: EntrySet, node: StateNode): void {
  entry.entering.add(node);
  entry.byDefault.add(node);
}

const isRegionEntered = (entry: EntrySet, region: StateNode): boolean =>
  [...entry.entering].some((node) => isDescendant(node, region));

function addDescendants(entry: EntrySet, node: StateNode, history: HistoryValue): void {
  if (node.type === 'history') addRemembered(entry, node, history);
  else if (node.type === 'compound') {
    const initial = node.initial.target[0] as StateNode;
    if (initial.type !== 'history') enterByDefault(entry, initial);
    addDescendants(entry, initial, history);
    addAncestors(entry, properAncestors(initial, node), undefined, history);
  } else if (node.type === 'parallel') {
    for (const region of childrenOf(node)) {
      if (isRegionEntered(entry, region)) continue;
      enterByDefault(entry, region);
      addDescendants(entry, region, history);
    }
  }
}

function addRemembered(entry: EntrySet, node: StateNode, history: HistoryValue): void {
  const parent = node.parent as StateNode;
  const remembered = history.get(node);
  const fallback = remembered ? undefined : historyDefault(node);
  const targets = remembered ?? (fallback as DefaultPath).target;
  for (const target of targets) {
    entry.entering.add(target);
    // XState runs the parent's initial actions only when history falls back on that very path.
    if (fallback && fallback === (parent.initial as DefaultPath)) entry.byDefault.add(parent);
    addDescendants(entry, target, history);
  }
  for (const target of targets) {
    addAncestors(entry, properAncestors(target, parent), undefined, history);
  }
}

function addAncestors(
  entry: EntrySet,
  ancestors: readonly StateNode[],
  within: StateNode | undefined,
  history: HistoryValue,
): void {
  for (const ancestor of ancestors) {
    if (!within || isDescendant(ancestor, within)) entry.entering.add(ancestor);
    if (ancestor.type !== 'parallel') continue;
    for (const region of childrenOf(ancestor)) {
      if (isRegionEntered(entry, region)) continue;
      entry.entering.add(region);
      addDescendants(entry, region, history);
    }
  }
}
