/**
 * One micro-step, worked out before anything runs: given a configuration and the transitions taken,
 * the exit, transition and entry actions in XState's order, and the next configuration.
 */
import type { ActionPlan, ActionPlans } from './action-plans.ts';
import { IllFormedStep, type Configuration, type ConfigurationTable } from './configuration.ts';
import type { EntryAndExit, Path } from './entry-exit.ts';
import type { HistoryValue } from './history.ts';
import {
  childrenOf,
  historyNodesOf,
  inDocumentOrder,
  inReverseOrder,
  isAtomic,
  isDescendant,
  placeOf,
  type StateNode,
  type Transition,
} from './state-nodes.ts';

export interface MicroStep {
  readonly to: Configuration;
  readonly work: readonly ActionPlan[];
  /** Whether XState would make a new snapshot; if not, it asks no eventless transition again. */
  readonly renews: boolean;
  /** Transitions that neither lead anywhere nor act: they only forbid an event. */
  readonly forbids: boolean;
}

/** What micro-steps are made from. */
export interface Chart {
  readonly root: StateNode;
  readonly configurations: ConfigurationTable;
  readonly actions: ActionPlans;
  readonly paths: EntryAndExit;
  /** History nodes that something leads to: what the others remember would only multiply states. */
  readonly askedHistory: ReadonlySet<StateNode>;
}

/** The micro-step that takes these transitions (conflicting ones are dropped first). */
export function microStep(
  chart: Chart,
  from: Configuration,
  transitions: readonly Transition[],
): MicroStep {
  const active = new Set(from.nodes);
  const taken = chart.paths.withoutConflicts(transitions, active, from.history);
  const work: ActionPlan[] = [];
  const { history, isRecorded } = leave(chart, taken, active, from.history, work);
  for (const transition of taken) plan(chart, transition.actions, work);
  const done = enter(chart, taken, active, history, work, false);

  const isSame = !isRecorded && hasSameStates(from.active, active) && !done;
  const to = isSame ? from : chart.configurations.intern({ active, history, done });
  const renews = !isSame || work.some((action) => action.kind === 'assign');
  const forbids = transitions.every((t) => t.target === undefined && t.actions.length === 0);
  return { to, work, renews, forbids };
}

/** The micro-step into the initial configuration. */
export function initialMicroStep(chart: Chart): MicroStep {
  const { root } = chart;
  const active = new Set([root]);
  const history: HistoryValue = new Map();
  const work: ActionPlan[] = [];
  const path: Path = { source: root, target: initialStates(root), reenter: true };
  const done = enter(chart, [path], active, history, work, true);
  const to = chart.configurations.intern({ active, history, done });
  return { to, work, renews: true, forbids: false };
}

function initialStates(node: StateNode): StateNode[] {
  if (node.type === 'compound') {
    return [node, ...initialStates(node.initial.target[0] as StateNode)];
  }
  if (node.type === 'parallel') return [node, ...childrenOf(node).flatMap(initialStates)];
  return [node];
}

function plan(chart: Chart, actions: readonly unknown[], work: ActionPlan[]): void {
  for (const action of actions) work.push(chart.actions.of(action));
}

interface Memory {
  readonly history: HistoryValue;
  /** Some history node recorded something, be it one that nobody ever asks. */
  readonly isRecorded: boolean;
}

/** Takes the states that are left out of `active`; answers what history then remembers. */
function leave(
  chart: Chart,
  taken: readonly Transition[],
  active: Set<StateNode>,
  history: HistoryValue,
  work: ActionPlan[],
): Memory {
  const leaving = [...chart.paths.exitSet(taken, active, history)].sort(inReverseOrder);
  const changed = new Map(history);
  let isRecorded = false;
  for (const node of leaving) {
    for (const memory of historyNodesOf(node)) {
      isRecorded = true;
      if (!chart.askedHistory.has(memory)) continue;
      const isKept =
        memory.history === 'deep'
          ? (state: StateNode) => isAtomic(state) && isDescendant(state, node)
          : (state: StateNode) => state.parent === node;
      changed.set(memory, [...active].filter(isKept).sort(inDocumentOrder));
    }
  }
  for (const node of leaving) {
    plan(chart, node.exit, work);
    active.delete(node);
  }
  return { history: changed, isRecorded };
}

/** Puts the states that are entered into `active`; answers whether the machine is then done. */
function enter(
  chart: Chart,
  taken: readonly (Path & { readonly actions?: readonly unknown[] })[],
  active: Set<StateNode>,
  history: HistoryValue,
  work: ActionPlan[],
  isInitial: boolean,
): boolean {
  const { entering, byDefault } = chart.paths.entry(taken, history);
  const completed = new Set<StateNode>();
  let done = false;
  for (const node of entering) {
    // XState would run its entry actions and arm its timers a second time.
    if (!isInitial && active.has(node)) {
      const cause = 'a history is asked from inside the state it remembers';
      throw new IllFormedStep(`${placeOf(node)} would be entered without being left: ${cause}`);
    }
    active.add(node);
    plan(chart, node.entry, work);
    if (byDefault.has(node) || (isInitial && node === chart.root))
      plan(chart, node.initial.actions, work);
    if (node.type === 'final' && complete(node, active, completed, work)) done = true;
  }
  if (done) {
    for (const node of [...active].sort(inReverseOrder)) plan(chart, node.exit, work);
  }
  return done;
}

/** Raises the done events that a final state causes; answers whether the root is done. */
function complete(
  node: StateNode,
  active: ReadonlySet<StateNode>,
  completed: Set<StateNode>,
  work: ActionPlan[],
): boolean {
  const parent = node.parent as StateNode;
  if (parent.type === 'compound') work.push(raiseDone(parent));
  let above: StateNode | undefined = parent.type === 'parallel' ? parent : parent.parent;
  while (above?.type === 'parallel' && !completed.has(above) && isInFinalState(above, active)) {
    completed.add(above);
    work.push(raiseDone(above));
    above = above.parent;
  }
  return above === undefined;
}

const raiseDone = (node: StateNode): ActionPlan => ({
  kind: 'raise',
  event: { type: `xstate.done.state.${node.id}` },
  params: undefined,
});

function isInFinalState(node: StateNode, active: ReadonlySet<StateNode>): boolean {
  if (node.type === 'compound') {
    return childrenOf(node).some((child) => child.type === 'final' && active.has(child));
  }
  if (node.type === 'parallel') {
    return childrenOf(node).every((child) => isInFinalState(child, active));
  }
  return node.type === 'final';
}

function hasSameStates(before: ReadonlySet<StateNode>, after: ReadonlySet<StateNode>): boolean {
  return before.size === after.size && [...after].every((node) => before.has(node));
}
