/** From selectors to closures that choose a micro-step for the entity under the cursor. */
import { workOf, type TimerNumbers, type Work } from './action-closures.ts';
import type { ActionPlan } from './action-plans.ts';
import type { Exploration } from './exploration.ts';
import type { Frame } from './frame.ts';
import { testOf, type StateTest, type Test } from './guard-closures.ts';
import type { GuardPlan } from './guard-plans.ts';
import type { MicroStep } from './micro-step.ts';
import { chainOf, type Candidate, type Selector } from './selection.ts';
import type { Transition } from './state-nodes.ts';

/** A micro-step bound to a population. */
export interface Step {
  readonly to: number;
  readonly work: readonly Work[];
  readonly renews: boolean;
  readonly forbids: boolean;
}

/** Asks the guards; answers the step to take, or undefined when no transition is enabled. */
export type Choose = () => Step | undefined;

/** Chooses nothing. Compared by identity, so that most events that mean nothing cost nothing. */
export const NEVER: Choose = () => undefined;

interface Branch {
  step: Step | undefined;
  readonly next: Map<Transition, Branch>;
}

export class Handlers {
  private readonly works = new Map<ActionPlan, Work>();
  private readonly tests = new Map<GuardPlan, Test>();
  private readonly steps = new Map<MicroStep, Step>();
  private readonly exploration: Exploration;
  private readonly timers: TimerNumbers;
  private readonly frame: Frame;
  private readonly stateTest: StateTest;

  constructor(exploration: Exploration, timers: TimerNumbers, frame: Frame, stateTest: StateTest) {
    this.exploration = exploration;
    this.timers = timers;
    this.frame = frame;
    this.stateTest = stateTest;
  }

  bind(step: MicroStep): Step {
    let bound = this.steps.get(step);
    if (!bound) {
      const { renews, forbids } = step;
      const work = step.work.map((plan) => this.work(plan));
      bound = { to: step.to.index, work, renews, forbids };
      this.steps.set(step, bound);
    }
    return bound;
  }

  chooser(configuration: number, selector: Selector): Choose {
    const chain = chainOf(selector);
    if (!chain) return this.parallelChooser(configuration, selector);
    return chain.length === 0 ? NEVER : this.chainChooser(configuration, chain);
  }

  private chainChooser(configuration: number, chain: readonly Candidate[]): Choose {
    const end = chain.findIndex((candidate) => !candidate.guard);
    const reachable = end < 0 ? chain : chain.slice(0, end + 1);
    const tests = reachable.map(({ guard }) => (guard ? this.test(guard) : undefined));
    const steps = reachable.map(({ transition }) =>
      this.bind(this.exploration.step(configuration, [transition])),
    );
    const { args } = this.frame;
    if (tests.length === 1 && tests[0] === undefined) {
      const [always] = steps;
      return () => always;
    }
    return () => {
      for (let index = 0; index < tests.length; index += 1) {
        const test = tests[index];
        if (test === undefined || test(args, undefined)) return steps[index];
      }
      return undefined;
    };
  }

  private parallelChooser(configuration: number, selector: Selector): Choose {
    const selected: Transition[] = [];
    const select = this.selection(selector, selected);
    const start: Branch = { step: undefined, next: new Map() };
    return () => {
      selected.length = 0;
      select();
      if (selected.length === 0) return undefined;
      let branch = start;
      for (const transition of selected) {
        let next = branch.next.get(transition);
        if (!next) {
          next = { step: undefined, next: new Map() };
          branch.next.set(transition, next);
        }
        branch = next;
      }
      branch.step ??= this.bind(this.exploration.step(configuration, selected));
      return branch.step;
    };
  }

  /** Pushes what is enabled; answers whether anything was. */
  private selection(selector: Selector, selected: Transition[]): () => boolean {
    const { args } = this.frame;
    const parts = selector.parts.map((part) => this.selection(part, selected));
    const own = selector.own.map(({ guard, transition }) => ({
      test: guard ? this.test(guard) : undefined,
      transition,
    }));
    return () => {
      let found = false;
      for (const part of parts) if (part()) found = true;
      if (found) return true;
      for (const { test, transition } of own) {
        if (test !== undefined && !test(args, undefined)) continue;
        // An eventless transition of a common ancestor is met once for each region.
        if (!selected.includes(transition)) selected.push(transition);
        return true;
      }
      return false;
    };
  }

  private work(plan: ActionPlan): Work {
    let work = this.works.get(plan);
    if (!work) {
      work = workOf(plan, this.frame, this.timers);
      this.works.set(plan, work);
    }
    return work;
  }

  private test(plan: GuardPlan): Test {
    let test = this.tests.get(plan);
    if (!test) {
      test = testOf(plan, this.stateTest);
      this.tests.set(plan, test);
    }
    return test;
  }
}
