/**
 * Which transitions an event may take in a configuration. Static but for the guards: a tree of
 * guarded candidates, deepest states first, parallel regions side by side.
 */
import type { StateValue } from 'xstate';
import type { Configuration } from './configuration.ts';
import { foldGuard, type GuardPlan } from './guard-plans.ts';
import { isAtomic, properAncestors, type StateNode, type Transition } from './state-nodes.ts';

export interface Candidate {
  readonly transition: Transition;
  /** Undefined when the transition is always enabled here. */
  readonly guard: GuardPlan | undefined;
}

/** All that the parts choose is taken; if they choose nothing, the first enabled of `own`. */
export interface Selector {
  readonly parts: readonly Selector[];
  readonly own: readonly Candidate[];
}

export type GuardPlans = ReadonlyMap<unknown, GuardPlan>;

/** Whether an event type is meant by a descriptor: itself, `*`, or `prefix.*`. */
export function matchesDescriptor(type: string, descriptor: string): boolean {
  if (descriptor === type || descriptor === '*') return true;
  if (!descriptor.endsWith('.*')) return false;
  const prefix = descriptor.slice(0, -2);
  return type === prefix || type.startsWith(`${prefix}.`);
}

/** What an event of this type may take. */
export function selectorFor(configuration: Configuration, type: string, guards: GuardPlans) {
  const candidatesIn = (node: StateNode): Candidate[] =>
    enabled(transitionsFor(node, type), configuration, guards);
  const root = configuration.nodes.find((node) => !node.parent) as StateNode;
  return selectorAt(root, configuration.value, candidatesIn);
}

/** What may be taken without an event: for each active leaf the nearest enabled one above it. */
export function eventlessSelector(configuration: Configuration, guards: GuardPlans): Selector {
  const parts: Selector[] = [];
  for (const leaf of configuration.nodes.filter(isAtomic)) {
    const path = [leaf, ...properAncestors(leaf, undefined)];
    const transitions = path.flatMap((node) => node.always ?? []);
    const own = enabled(transitions, configuration, guards);
    if (own.length > 0) parts.push({ parts: [], own });
  }
  return { parts, own: [] };
}

/** Exact descriptors first, then wildcards, the longer first. */
function transitionsFor(node: StateNode, type: string): Transition[] {
  const wildcards = ([...node.transitions.keys()] as string[])
    .filter((descriptor) => descriptor !== type && matchesDescriptor(type, descriptor))
    .sort((a, b) => b.length - a.length);
  return [type, ...wildcards].flatMap((descriptor) => node.transitions.get(descriptor) ?? []);
}

/** Leaves out what can never be taken here, since a guard asks only about the states. */
function enabled(
  transitions: readonly Transition[],
  configuration: Configuration,
  guards: GuardPlans,
): Candidate[] {
  const candidates: Candidate[] = [];
  for (const transition of transitions) {
    const guard = transition.guard ? guards.get(transition.guard) : undefined;
    const known = guard ? foldGuard(guard, configuration) : true;
    if (known === false) continue;
    candidates.push({ transition, guard: known ? undefined : guard });
    if (known) break;
  }
  return candidates;
}

/** XState walks the state value, whose regions stand in the order of their entry; so do we. */
function selectorAt(
  node: StateNode,
  value: StateValue,
  candidatesIn: (node: StateNode) => Candidate[],
): Selector {
  const keys = typeof value === 'string' ? [value] : Object.keys(value);
  const parts = keys
    .map((key) => {
      const below = typeof value === 'string' ? {} : (value[key] as StateValue);
      return selectorAt(node.states[key] as StateNode, below, candidatesIn);
    })
    .filter((part) => part.parts.length > 0 || part.own.length > 0);
  return { parts, own: candidatesIn(node) };
}

/** The candidates in the order in which they are asked, when at most one can be taken. */
export function chainOf(selector: Selector): readonly Candidate[] | undefined {
  if (selector.parts.length === 0) return selector.own;
  if (selector.parts.length > 1) return undefined;
  const inner = chainOf(selector.parts[0] as Selector);
  return inner && [...inner, ...selector.own];
}

/** Transitions that lead somewhere, of those that some answers of the guards would select. */
export interface Outcome {
  readonly leading: readonly Transition[];
  /** Whether anything is selected: if not, the states above are asked. */
  readonly isTaken: boolean;
}

/**
 * Every distinct outcome. Transitions without a target change no state and are left out, or a few
 * regions that merely count events would multiply. Undefined when they exceed `outcomesMax`.
 */
export function outcomesOf(selector: Selector, outcomesMax: number): Outcome[] | undefined {
  let combined: Outcome[] = [{ leading: [], isTaken: false }];
  for (const part of selector.parts) {
    const choices = outcomesOf(part, outcomesMax);
    if (!choices || combined.length * choices.length > outcomesMax) return undefined;
    combined = combined.flatMap((chosen) =>
      choices.map((choice) => ({
        leading: [...chosen.leading, ...choice.leading],
        isTaken: chosen.isTaken || choice.isTaken,
      })),
    );
  }
  const own = ownOutcomes(selector.own);
  return combined.flatMap((chosen) => (chosen.isTaken ? [chosen] : own));
}

function ownOutcomes(candidates: readonly Candidate[]): Outcome[] {
  const leading = candidates.filter(({ transition }) => transition.target?.length);
  const outcomes = leading.map(({ transition }) => ({ leading: [transition], isTaken: true }));
  const staying: Outcome[] = [];
  if (leading.length < candidates.length) staying.push({ leading: [], isTaken: true });
  if (candidates.every(({ guard }) => guard)) staying.push({ leading: [], isTaken: false });
  return [...outcomes, ...staying];
}
