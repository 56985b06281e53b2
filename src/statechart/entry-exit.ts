/**
 * Which states a set of transitions leaves and enters: the SCXML procedure with the choices that
 * XState 5.33.3 makes. Static: it needs the active states and the history, never the context.
 */
import { historyDefault, type DefaultPath, type HistoryValue } from './history.ts';
import {
  childrenOf,
  inDocumentOrder,
  isDescendant,
  properAncestors,
  type StateNode,
  type Transition,
} from './state-nodes.ts';

/** The part of a transition that decides where it leads. */
export type Path = Pick<Transition, 'source' | 'target' | 'reenter'>;

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

interface EntrySet {
  readonly entering: Set<StateNode>;
  /** States whose own initial transition's actions run as well. */
  readonly byDefault: Set<StateNode>;
}

export interface Entry {
  /** In document order. */
  readonly entering: readonly StateNode[];
  readonly byDefault: ReadonlySet<StateNode>;
}

/**
 * Answers for the transitions of one machine. What does not depend on history is worked out once:
 * a machine of parallel regions asks the same of thousands of configurations.
 */
export class EntryAndExit {
  private readonly domains = new Map<Path, StateNode | undefined>();
  private readonly entries = new Map<string, Entry>();
  private readonly numbers = new Map<Path, number>();
  private readonly historic = new Map<Path, boolean>();

  /** The active states that these transitions leave. */
  exitSet(
    paths: readonly Path[],
    active: ReadonlySet<StateNode>,
    history: HistoryValue,
  ): Set<StateNode> {
    const leaving = new Set<StateNode>();
    for (const path of paths) {
      if (!path.target?.length) continue;
      const domain = this.domain(path, history);
      if (path.reenter && path.source === domain) leaving.add(domain);
      for (const node of active) if (isDescendant(node, domain)) leaving.add(node);
    }
    return leaving;
  }

  /** Drops transitions that would leave a state another one leaves; the deeper source wins. */
  withoutConflicts<P extends Path>(
    paths: readonly P[],
    active: ReadonlySet<StateNode>,
    history: HistoryValue,
  ): readonly P[] {
    if (paths.length === 1) return paths;
    const kept = new Map<P, ReadonlySet<StateNode>>();
    for (const path of paths) {
      const leaving = this.exitSet([path], active, history);
      const yielding: P[] = [];
      let preempted = false;
      for (const [other, left] of kept) {
        if (![...left].some((node) => leaving.has(node))) continue;
        if (!isDescendant(path.source, other.source)) {
          preempted = true;
          break;
        }
        yielding.push(other);
      }
      if (preempted) continue;
      for (const other of yielding) kept.delete(other);
      kept.set(path, leaving);
    }
    return [...kept.keys()];
  }

  /** The states that these transitions enter. */
  entry(paths: readonly Path[], history: HistoryValue): Entry {
    if (paths.some((path) => this.asksHistory(path))) return this.newEntry(paths, history);
    const key = paths.map((path) => this.numberOf(path)).join(',');
    let entry = this.entries.get(key);
    if (!entry) {
      entry = this.newEntry(paths, history);
      this.entries.set(key, entry);
    }
    return entry;
  }

  private newEntry(paths: readonly Path[], history: HistoryValue): Entry {
    const entry: EntrySet = { entering: new Set(), byDefault: new Set() };
    for (const path of paths) addPath(entry, path, this.domain(path, history), history);
    return { entering: [...entry.entering].sort(inDocumentOrder), byDefault: entry.byDefault };
  }

  private domain(path: Path, history: HistoryValue): StateNode | undefined {
    if (this.asksHistory(path)) return domainOf(path, history);
    if (!this.domains.has(path)) this.domains.set(path, domainOf(path, history));
    return this.domains.get(path);
  }

  private asksHistory(path: Path): boolean {
    let asks = this.historic.get(path);
    if (asks === undefined) {
      asks = path.target?.some(reachesHistory) ?? false;
      this.historic.set(path, asks);
    }
    return asks;
  }

  private numberOf(path: Path): number {
    const number = this.numbers.get(path) ?? this.numbers.size;
    this.numbers.set(path, number);
    return number;
  }
}

const isHistory = (node: StateNode): boolean => node.type === 'history';

/** Whether entering this state by default could ask what a history node remembers. */
function reachesHistory(node: StateNode): boolean {
  if (isHistory(node)) return true;
  return (Object.values(node.states) as StateNode[]).some(
    (child) => isHistory(child) || reachesHistory(child),
  );
}

function addPath(
  entry: EntrySet,
  path: Path,
  domain: StateNode | undefined,
  history: HistoryValue,
): void {
  for (const target of path.target ?? []) {
    const isEntered = path.source !== target || path.source !== domain || path.reenter;
    if (!isHistory(target) && isEntered) enterByDefault(entry, target);
    addDescendants(entry, target, history);
  }
  const within = !path.source.parent && path.reenter ? undefined : domain;
  for (const target of effectiveTargets(path, history)) {
    const ancestors = properAncestors(target, domain);
    if (domain?.type === 'parallel') ancestors.push(domain);
    addAncestors(entry, ancestors, within, history);
  }
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
