/** Actions as plain data: what to assign, raise, arm, disarm, or hand to the host by name. */
import type { AnyStateMachine } from 'xstate';
import type { Expression } from './guard-plans.ts';
import { placeOf, transitionsOf, type StateNode } from './state-nodes.ts';
import type { Delay, TimerTable } from './timers.ts';

export interface RaisedEvent {
  readonly type: string;
}

export type ActionPlan =
  | { readonly kind: 'assign'; readonly assignment: unknown; readonly params: unknown }
  | { readonly kind: 'effect'; readonly name: string; readonly params: unknown }
  | { readonly kind: 'raise'; readonly event: RaisedEvent | Expression; readonly params: unknown }
  | {
      readonly kind: 'arm';
      readonly timer: number;
      readonly delay: Delay;
      readonly params: unknown;
    }
  | { readonly kind: 'disarm'; readonly id: string };

/** The fields that XState's built-in action creators leave on the function they return. */
interface BuiltIn {
  readonly type: string;
  readonly assignment?: unknown;
  readonly event?: RaisedEvent | Expression;
  readonly id?: string;
  readonly delay?: Delay;
  readonly sendId?: unknown;
}

/** Refused built-ins, with what to do instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  'xstate.enqueueActions': 'enqueueActions; write guarded transitions instead',
  'xstate.emit': 'emit; name an effect action instead',
  'xstate.log': 'log; name an effect action instead',
  'xstate.sendTo': 'sendTo; name an effect action and let the host deliver the event',
  'xstate.spawnChild': 'spawnChild; make the child a machine of its own',
  'xstate.stopChild': 'stopChild; make the child a machine of its own',
};

/** All actions of one machine, planned once; the key is the action as it stands in the machine. */
export class ActionPlans {
  private readonly plans = new Map<unknown, ActionPlan>();
  private readonly machine: AnyStateMachine;
  readonly timers: TimerTable;
  private readonly problems: string[];

  constructor(machine: AnyStateMachine, timers: TimerTable, problems: string[]) {
    this.machine = machine;
    this.timers = timers;
    this.problems = problems;
  }

  /** Plans an action found in this state; what cannot be run is added to the problems. */
  add(action: unknown, node: StateNode): void {
    if (this.plans.has(action)) return;
    const plan = this.plan(action, node);
    if (plan) this.plans.set(action, plan);
  }

  /** The plan of an action that was added. */
  of(action: unknown): ActionPlan {
    return this.plans.get(action) as ActionPlan;
  }

  /** The types of the events that the machine raises, as far as they are written out. */
  raisedTypes(): string[] {
    const types: string[] = [];
    for (const plan of this.plans.values()) {
      if (plan.kind === 'raise' && typeof plan.event !== 'function') types.push(plan.event.type);
    }
    return [...types, ...this.timers.all.map((timer) => timer.event)];
  }

  private plan(action: unknown, node: StateNode): ActionPlan | undefined {
    if (typeof action === 'function') {
      if (isBuiltIn(action)) return this.planBuiltIn(action, undefined, node);
      const named = action.name ? ` "${action.name}"` : '';
      return this.refuse(
        `inline effect function${named} in ${placeOf(node)} has no name in setup({ actions })`,
      );
    }
    const reference = action as string | { type: string; params?: unknown };
    const name = typeof reference === 'string' ? reference : reference.type;
    const params = typeof reference === 'string' ? undefined : reference.params;
    const implementation: unknown = this.machine.implementations.actions[name];
    if (typeof implementation !== 'function') {
      return this.refuse(`action "${name}" in ${placeOf(node)} has no implementation in setup()`);
    }
    if (isBuiltIn(implementation)) return this.planBuiltIn(implementation, params, node);
    return { kind: 'effect', name, params };
  }

  private planBuiltIn(action: BuiltIn, params: unknown, node: StateNode): ActionPlan | undefined {
    switch (action.type) {
      case 'xstate.assign':
        return { kind: 'assign', assignment: action.assignment, params };
      case 'xstate.raise':
        return this.planRaise(action, params, node);
      case 'xstate.cancel':
        return this.planCancel(action.sendId, node);
      default: {
        const what = INSTEAD[action.type] ?? action.type;
        return this.refuse(`in ${placeOf(node)} this is not supported: ${what}`);
      }
    }
  }

  private planRaise(action: BuiltIn, params: unknown, node: StateNode): ActionPlan | undefined {
    const event = action.event as RaisedEvent | Expression;
    if (action.delay === undefined) return { kind: 'raise', event, params };
    if (typeof event === 'function') {
      return this.refuse(
        `delayed raise of a computed event in ${placeOf(node)}; put what it carries in the context`,
      );
    }
    const timer = this.timers.add({ id: action.id, event }, node, this.problems);
    // A name that setup() gives a value or a function is that; other names are the host's to tell.
    const named: unknown =
      typeof action.delay === 'string'
        ? this.machine.implementations.delays[action.delay]
        : undefined;
    return { kind: 'arm', timer, delay: (named as Delay | undefined) ?? action.delay, params };
  }

  private planCancel(id: unknown, node: StateNode): ActionPlan | undefined {
    if (typeof id !== 'string') {
      return this.refuse(`cancel of a computed id in ${placeOf(node)}; write the id out`);
    }
    return { kind: 'disarm', id };
  }

  private refuse(problem: string): undefined {
    this.problems.push(problem);
    return undefined;
  }
}

const isBuiltIn = (action: object): action is BuiltIn => 'resolve' in action;

/** Every action that stands in this state, in document order. */
export function actionsOf(node: StateNode): unknown[] {
  const initial = node.type === 'compound' ? node.initial.actions : [];
  return [
    ...node.entry,
    ...initial,
    ...transitionsOf(node).flatMap((transition) => transition.actions),
    ...node.exit,
  ];
}
