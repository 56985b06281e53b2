/** A machine as a picture needs it: its states in order and its arrows, read off its definition. */
import type { AnyStateMachine } from 'xstate';
import { inWords } from '../stage/index.ts';

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** What brings it about, in words: "network up", "after heartbeat, if pinged". */
  readonly labels: readonly string[];
}

export interface MachineChart {
  /** Breadth first from the initial state. */
  readonly states: readonly string[];
  readonly initial: string;
  readonly arrows: readonly Arrow[];
}

/** The parts of XState's own node that are read here. */
interface StateNodeLike {
  readonly key: string;
  readonly path: readonly string[];
  readonly parent?: StateNodeLike | undefined;
  readonly states: Readonly<Record<string, StateNodeLike>>;
  readonly transitions: ReadonlyMap<string, readonly TransitionLike[]>;
  readonly always?: readonly TransitionLike[] | undefined;
  readonly initial?: { readonly target?: readonly StateNodeLike[] | undefined } | undefined;
}

interface TransitionLike {
  readonly target?: readonly StateNodeLike[] | undefined;
  readonly guard?: unknown;
}

const AFTER = /^xstate\.after\.([^.]+)\./;

function eventWords(event: string): string {
  const after = AFTER.exec(event)?.[1];
  if (after !== undefined) return `after ${inWords(after)}`;
  return event === '' ? 'always' : event.toLowerCase().replaceAll('_', ' ');
}

/** Guards are named; one that is a function has no name and is only said to be there. */
function guardWords(guard: unknown): string {
  if (guard === undefined) return '';
  const name = typeof guard === 'string' ? guard : (guard as { type?: unknown }).type;
  return typeof name === 'string' ? `, if ${inWords(name).replace(/^is /, '')}` : ', if allowed';
}

/** A flat name for any state: children are joined to their parents by a dot. */
const nameOf = (node: StateNodeLike): string => node.path.join('.');

function leavesOf(node: StateNodeLike): StateNodeLike[] {
  const children = Object.values(node.states);
  return children.length === 0 ? [node] : children.flatMap(leavesOf);
}

function firstLeaf(node: StateNodeLike): StateNodeLike {
  const target = node.initial?.target?.[0];
  return target === undefined ? node : firstLeaf(target);
}

function arrowsFrom(node: StateNodeLike): Map<string, string[]> {
  const byTarget = new Map<string, string[]>();
  const add = (event: string, { target, guard }: TransitionLike) => {
    const to = target?.[0];
    if (to === undefined) return;
    const name = nameOf(firstLeaf(to));
    const labels = byTarget.get(name) ?? [];
    const label = `${eventWords(event)}${guardWords(guard)}`;
    if (!labels.includes(label)) byTarget.set(name, [...labels, label]);
  };
  // What an outer state answers to, each state inside it answers to as well.
  for (let at: StateNodeLike | undefined = node; at !== undefined; at = at.parent) {
    for (const [event, transitions] of at.transitions) {
      for (const transition of transitions) add(event, transition);
    }
    for (const transition of at.always ?? []) add('', transition);
  }
  return byTarget;
}

const charts = new WeakMap<AnyStateMachine, MachineChart>();

export function chartOf(machine: AnyStateMachine): MachineChart {
  let chart = charts.get(machine);
  if (chart === undefined) charts.set(machine, (chart = readChart(machine)));
  return chart;
}

function readChart(machine: AnyStateMachine): MachineChart {
  const root = machine.root as unknown as StateNodeLike;
  const leaves = leavesOf(root);
  const arrows = leaves.flatMap((leaf) =>
    [...arrowsFrom(leaf)].map(([to, labels]): Arrow => ({ from: nameOf(leaf), to, labels })),
  );
  const initial = nameOf(firstLeaf(root));
  const order = [initial];
  // Grows while it is walked: whatever is reached from a state comes after it.
  for (const state of order) {
    for (const { from, to } of arrows) if (from === state && !order.includes(to)) order.push(to);
  }
  const rest = leaves.map(nameOf).filter((state) => !order.includes(state));
  return { states: [...order, ...rest], initial, arrows };
}
