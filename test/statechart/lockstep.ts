/** One machine run twice, by XState and by the compiled executor; every step is compared. */
import { expect } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import {
  compile,
  type CompiledMachine,
  type CompileOptions,
  type Host,
  type MachineEvent,
  type Population,
} from '../../src/statechart/index.ts';
import { Reference, type Effect } from './reference.ts';

/** A delay that a machine names, as a function of its context. In milliseconds. */
export type DelayFunction = (args: {
  readonly context: Record<string, number | boolean | string>;
}) => number;

export interface LockstepOptions {
  /** For delays that the machine names and leaves to the host; made up when not given. */
  readonly delays?: Readonly<Record<string, DelayFunction>>;
  readonly input?: unknown;
  readonly compile?: CompileOptions;
  /** The machine compiled before, where one is put in lockstep many times. */
  readonly compiled?: CompiledMachine;
}

/** The entity that is compared has neighbours, so that a write to a wrong row is seen. */
const ENTITIES = 3;
const ENTITY = 1;

/** Micro-steps after which XState is stopped: the compiled executor stops on its own. */
const ITERATIONS_MAX = 1000;

export const compileFor = (machine: AnyStateMachine, options: LockstepOptions): CompiledMachine =>
  compile(machine, { input: options.input, ...options.compile });

export class Lockstep {
  readonly compiled: CompiledMachine;
  readonly population: Population;
  readonly reference: Reference;
  /** Names of the states that were met. */
  readonly reached = new Set<string>();
  private readonly effects: Effect[] = [];
  private readonly pending = new Map<string, number>();

  constructor(machine: AnyStateMachine, options: LockstepOptions = {}) {
    const delays = { ...madeUpDelays(machine), ...options.delays };
    this.compiled = options.compiled ?? compileFor(machine, options);
    this.population = this.compiled.populate(ENTITIES, this.host(delays));
    const provided = machine.provide({ delays } as never) as AnyStateMachine;
    provided.options = { ...provided.options, maxIterations: ITERATIONS_MAX };
    this.reference = new Reference(provided, options.input);
    this.population.start(ENTITY, options.input);
    this.compare('at the start');
  }

  get isDone(): boolean {
    return this.reference.snapshot.status === 'done';
  }

  /** Ids of the timers that run, the one due first in front. */
  get timers(): string[] {
    const pending = [...this.reference.pending];
    return pending.sort(([, a], [, b]) => a.delayMs - b.delayMs).map(([id]) => id);
  }

  /** Sends to both and compares. Answers false when both found an endless loop. */
  send(event: MachineEvent): boolean {
    const can = this.reference.can(event);
    expect(this.population.canTake(ENTITY, event), `canTake ${event.type}`).toBe(can);
    return this.step(event, {
      xstate: () => this.reference.send(event),
      compiled: () => this.population.send(ENTITY, event),
    });
  }

  /** Lets a pending timer be due in both and compares. */
  fire(id: string): boolean {
    const event = this.reference.pending.get(id)?.event as MachineEvent;
    const timer = this.compiled.timers.findIndex((each) => each.id === id);
    this.pending.delete(id);
    return this.step(event, {
      xstate: () => this.reference.fire(id),
      compiled: () => this.population.fire(ENTITY, timer),
    });
  }

  private step(event: MachineEvent, sides: { xstate: () => void; compiled: () => boolean }) {
    this.effects.length = 0;
    let loops = 0;
    let taken = false;
    try {
      sides.xstate();
    } catch (error) {
      if (!/Infinite loop/.test(String(error))) throw error;
      loops += 1;
    }
    try {
      taken = sides.compiled();
    } catch (error) {
      if (!/without coming to rest/.test(String(error))) throw error;
      loops += 2;
    }
    if (loops === 3) return false;
    expect(loops, 'an endless loop on one side only (1: XState, 2: compiled)').toBe(0);
    expect(taken, `a transition is taken on ${event.type}`).toBe(this.reference.taken);
    this.compare(`after ${JSON.stringify(event)}`);
    return true;
  }

  private compare(when: string): void {
    this.reached.add(this.population.stateName(ENTITY));
    const { snapshot, effects, pending } = this.reference;
    const theirs = {
      value: snapshot.value,
      context: snapshot.context,
      effects,
      timers: [...pending].map(([id, { delayMs }]) => [id, delayMs]),
    };
    const ours = {
      value: this.population.value(ENTITY),
      context: this.population.context(ENTITY),
      effects: this.effects,
      timers: [...this.pending],
    };
    if (canonical(ours) !== canonical(theirs)) expect(ours, when).toEqual(theirs);
    this.effects.length = 0;
  }

  private host(delays: Readonly<Record<string, DelayFunction>>): Host {
    const id = (timer: number) => this.compiled.timers[timer]?.id ?? '';
    return {
      arm: (_entity, timer, delayMs) => {
        this.pending.set(id(timer), delayMs);
        return timer;
      },
      disarm: (_entity, timer) => this.pending.delete(id(timer)),
      perform: (entity, action, params, event) => {
        expect(entity).toBe(ENTITY);
        this.effects.push({ action, params, event, context: this.population.context(entity) });
      },
      delayMs: (entity, name) => {
        const delay = delays[name];
        if (!delay) throw new Error(`no delay "${name}"`);
        return delay({ context: this.population.context(entity) });
      },
    };
  }
}

/** Order of keys does not matter, an absent key and an undefined one are the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) return String(part);
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    const entries = Object.entries(part as Record<string, unknown>);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** For every delay the machine names and does not define: one that depends on the context. */
function madeUpDelays(machine: AnyStateMachine): Record<string, DelayFunction> {
  const names = new Set<string>();
  const defined = machine.implementations.delays as Record<string, unknown>;
  const visit = (node: AnyStateMachine['root']) => {
    const transitions = [...node.transitions.values()].flat();
    for (const action of [...node.entry, ...node.exit, ...transitions.flatMap((t) => t.actions)]) {
      const { delay } = action as { delay?: unknown };
      if (typeof delay === 'string' && defined[delay] === undefined) names.add(delay);
    }
    for (const child of Object.values(node.states)) visit(child as typeof node);
  };
  visit(machine.root);
  const delayOf =
    (name: string): DelayFunction =>
    ({ context }) => {
      const numbers = Object.values(context).filter((value) => typeof value === 'number');
      return numbers.reduce(
        (sum, value) => sum + Math.abs(Math.trunc(value) % 97),
        name.length * 100,
      );
    };
  return Object.fromEntries([...names].map((name) => [name, delayOf(name)]));
}
