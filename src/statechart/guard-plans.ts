/** Guards as small trees: a user's predicate, a logical operator, or a question about the state. */
import { and, matchesState, not, or, stateIn, type AnyStateMachine } from 'xstate';
import type { Configuration } from './configuration.ts';

/** What the user's functions are called with. */
export type Expression = (args: unknown, params: unknown) => unknown;

export type GuardPlan =
  | { readonly kind: 'predicate'; readonly test: Expression; readonly params: unknown }
  | { readonly kind: 'not'; readonly of: GuardPlan }
  | { readonly kind: 'and' | 'or'; readonly of: readonly GuardPlan[] }
  | { readonly kind: 'in'; isIn(configuration: Configuration): boolean };

type BuiltIn = Expression & {
  readonly check?: unknown;
  readonly guards?: readonly unknown[];
  readonly stateValue?: unknown;
};
// Compared by identity, since a bundler may rename XState's functions.
const checkOf = (guard: unknown): unknown => (guard as BuiltIn).check;
const CHECK_NOT = checkOf(not('any'));
const CHECK_AND = checkOf(and([]));
const CHECK_OR = checkOf(or([]));
const CHECK_IN = checkOf(stateIn('any'));

/**
 * The plan of a guard of this machine: inline, named, or `{ type, params }`.
 * Adds a sentence to `problems` and answers an always-false plan when it cannot be run.
 */
export function planGuard(machine: AnyStateMachine, guard: unknown, problems: string[]): GuardPlan {
  const refuse = (problem: string): GuardPlan => {
    problems.push(problem);
    return { kind: 'or', of: [] };
  };
  if (typeof guard === 'function') return planFunction(machine, guard as BuiltIn, problems, refuse);
  const reference = guard as string | { type: string; params?: unknown };
  const name = typeof reference === 'string' ? reference : reference.type;
  const implementation: unknown = machine.implementations.guards[name];
  if (!implementation) return refuse(`guard "${name}" has no implementation in setup()`);
  if (typeof implementation !== 'function') return planGuard(machine, implementation, problems);
  if ('check' in implementation) return planGuard(machine, implementation, problems);
  const params = typeof reference === 'string' ? undefined : reference.params;
  return { kind: 'predicate', test: implementation as Expression, params };
}

function planFunction(
  machine: AnyStateMachine,
  guard: BuiltIn,
  problems: string[],
  refuse: (problem: string) => GuardPlan,
): GuardPlan {
  const inner = () => (guard.guards ?? []).map((part) => planGuard(machine, part, problems));
  switch (guard.check) {
    case undefined:
      return { kind: 'predicate', test: guard, params: undefined };
    case CHECK_NOT:
      return { kind: 'not', of: inner()[0] as GuardPlan };
    case CHECK_AND:
      return { kind: 'and', of: inner() };
    case CHECK_OR:
      return { kind: 'or', of: inner() };
    case CHECK_IN:
      return { kind: 'in', isIn: planStateIn(machine, guard.stateValue as string) };
    default:
      return refuse(`guard "${guard.name}" is of a kind that is not supported`);
  }
}

function planStateIn(machine: AnyStateMachine, state: string): (c: Configuration) => boolean {
  if (typeof state === 'string' && state.startsWith('#')) {
    const node = machine.getStateNodeById(state);
    return (configuration) => configuration.active.has(node);
  }
  return (configuration) => matchesState(state, configuration.value);
}

/** What the guard answers in this configuration whatever the context; undefined when it depends. */
export function foldGuard(plan: GuardPlan, configuration: Configuration): boolean | undefined {
  switch (plan.kind) {
    case 'predicate':
      return undefined;
    case 'in':
      return plan.isIn(configuration);
    case 'not': {
      const inner = foldGuard(plan.of, configuration);
      return inner === undefined ? undefined : !inner;
    }
    default: {
      const decisive = plan.kind === 'or';
      const inner = plan.of.map((part) => foldGuard(part, configuration));
      if (inner.includes(decisive)) return decisive;
      return inner.includes(undefined) ? undefined : !decisive;
    }
  }
}
