/** Plans of guards bound to one population. */
import type { FunctionArguments } from './frame.ts';
import type { Expression, GuardPlan } from './guard-plans.ts';

/** Called as `test(args, undefined)`, so that a user's guard without params needs no wrapping. */
export type Test = (args: FunctionArguments, params: undefined) => unknown;

/** Makes the test of a guard that asks for the configuration of the entity under the cursor. */
export type StateTest = (plan: Extract<GuardPlan, { kind: 'in' }>) => Test;

export function testOf(plan: GuardPlan, stateTest: StateTest): Test {
  switch (plan.kind) {
    case 'predicate':
      return predicateTest(plan.test, plan.params);
    case 'not': {
      const inner = testOf(plan.of, stateTest);
      return (args) => !inner(args, undefined);
    }
    case 'and': {
      const parts = plan.of.map((part) => testOf(part, stateTest));
      return (args) => parts.every((part) => part(args, undefined));
    }
    case 'or': {
      const parts = plan.of.map((part) => testOf(part, stateTest));
      return (args) => parts.some((part) => part(args, undefined));
    }
    case 'in':
      return stateTest(plan);
  }
}

function predicateTest(test: Expression, params: unknown): Test {
  if (params === undefined) return test;
  if (typeof params !== 'function') return (args) => test(args, params);
  const resolve = params as Expression;
  return (args) => test(args, resolve(args, undefined));
}
