/**
 * Turns an XState machine into tables, once: numbered configurations, events and timers, and what
 * each event may do in each configuration. No code is generated; a population runs closures.
 */
import type { AnyStateMachine } from 'xstate';
import { ActionPlans, actionsOf } from './action-plans.ts';
import { Alphabet } from './alphabet.ts';
import { ConfigurationTable } from './configuration.ts';
import { planContext, type ContextOptions } from './context-plan.ts';
import { EntryAndExit } from './entry-exit.ts';
import { CONFIGURATIONS_MAX, Exploration } from './exploration.ts';
import { planGuard, type GuardPlan } from './guard-plans.ts';
import { askedHistoryNodes } from './history.ts';
import type { Host } from './host.ts';
import { Population, type Program } from './population.ts';
import { refusalsOf } from './refusals.ts';
import { allNodes, placeOf, transitionsOf, type StateNode } from './state-nodes.ts';
import { TimerTable, type TimerSpec } from './timers.ts';
import { UnsupportedFeature } from './unsupported.ts';

export interface CompileOptions extends ContextOptions {
  /** A machine with more configurations than this is refused; 4096 when not given. */
  readonly configurationsMax?: number;
}

export interface CompiledMachine {
  readonly id: string;
  /** The XState machine itself. */
  readonly machine: AnyStateMachine;
  /** One for each configuration: 'connected', 'a.b', or 'x.a|y.b'. Numbered the same every time. */
  readonly stateNames: readonly string[];
  /** The event types that the machine names. */
  readonly events: readonly string[];
  readonly timers: readonly TimerSpec[];
  /** Room for `count` entities, none of them started. */
  populate(count: number, host: Host): Population;
}

/**
 * Compiles a machine. Throws UnsupportedFeature with every reason when it uses what cannot be run
 * exactly as XState 5.33.3 runs it.
 */
export function compile(machine: AnyStateMachine, options: CompileOptions = {}): CompiledMachine {
  const program = programOf(machine, options);
  return {
    id: machine.id,
    machine,
    stateNames: program.exploration.configurations.map((configuration) => configuration.name),
    events: program.alphabet.events,
    timers: program.timers.all,
    populate: (count, host) => new Population(program, count, host),
  };
}

function programOf(machine: AnyStateMachine, options: CompileOptions): Program {
  const problems: string[] = [];
  const root = machine.root as StateNode;
  const nodes = allNodes(root);
  for (const node of nodes) problems.push(...refusalsOf(node));
  const timers = new TimerTable(nodes);
  const actions = new ActionPlans(machine, timers, problems);
  for (const node of nodes) for (const action of actionsOf(node)) actions.add(action, node);
  const guards = planGuards(machine, nodes, problems);
  const context = planContext(machine, options, problems);
  if (problems.length > 0) throw new UnsupportedFeature(machine.id, [...new Set(problems)]);

  const alphabet = new Alphabet(nodes, actions.raisedTypes());
  const chart = {
    root,
    actions,
    configurations: new ConfigurationTable(root),
    paths: new EntryAndExit(),
    askedHistory: askedHistoryNodes(nodes),
  };
  const limit = options.configurationsMax ?? CONFIGURATIONS_MAX;
  const exploration = new Exploration(machine.id, chart, alphabet, guards, limit);
  return { machine, alphabet, timers, context, exploration };
}

function planGuards(
  machine: AnyStateMachine,
  nodes: readonly StateNode[],
  problems: string[],
): Map<unknown, GuardPlan> {
  const guards = new Map<unknown, GuardPlan>();
  for (const node of nodes) {
    for (const { guard } of transitionsOf(node)) {
      if (!guard || guards.has(guard)) continue;
      const found: string[] = [];
      guards.set(guard, planGuard(machine, guard, found));
      problems.push(...found.map((problem) => `in ${placeOf(node)} ${problem}`));
    }
  }
  return guards;
}
