/** All the machines of a run: one population for each region of each kind of component. */
import type { AnyStateMachine } from 'xstate';
import {
  compile,
  type CompiledMachine,
  type Host,
  type MachineEvent,
  type Population,
  type PopulationImage,
} from '../statechart/index.ts';
import type { AnyComponent, ComponentKind, Topology } from '../models/index.ts';

/** What the machines ask of the run; nodes and regions by number. */
export interface MachineHost {
  arm(node: number, region: number, timer: number, delayMs: number): number;
  disarm(node: number, handle: number): void;
  perform(node: number, action: string, params: unknown, event: MachineEvent): void;
  delayMs(node: number, name: string): number;
  changed(node: number, region: string, before: string, after: string): void;
}

interface Kind {
  readonly nodes: readonly number[];
  readonly regions: readonly { readonly name: string; readonly population: Population }[];
}

// A machine is compiled once, however many runs use it: tables are pure functions of the machine.
const compiled = new WeakMap<AnyStateMachine, CompiledMachine>();

export function compiledMachine(machine: AnyStateMachine): CompiledMachine {
  let tables = compiled.get(machine);
  if (tables === undefined) compiled.set(machine, (tables = compile(machine)));
  return tables;
}

export class Machines {
  readonly #kinds = new Map<ComponentKind, Kind>();
  /** Where a node stands among those of its kind. */
  readonly #entity: number[] = [];
  readonly #kindOf: Kind[] = [];

  constructor(
    topology: Topology,
    components: Readonly<Record<ComponentKind, AnyComponent>>,
    host: MachineHost,
  ) {
    topology.nodes.forEach((spec, node) => {
      let kind = this.#kinds.get(spec.kind);
      if (kind === undefined) {
        kind = populate(topology.ofKind(spec.kind), components[spec.kind], host);
        this.#kinds.set(spec.kind, kind);
      }
      this.#entity[node] = kind.nodes.indexOf(node);
      this.#kindOf[node] = kind;
    });
  }

  start(node: number): void {
    for (const region of this.#of(node).regions) region.population.start(this.#index(node));
  }

  stop(node: number): void {
    for (const region of this.#of(node).regions) region.population.stop(this.#index(node));
  }

  /** Offers an event to every region in order. */
  send(node: number, event: MachineEvent): void {
    for (const region of this.#of(node).regions) region.population.send(this.#index(node), event);
  }

  fire(node: number, region: number, timer: number): void {
    this.#of(node).regions[region]?.population.fire(this.#index(node), timer);
  }

  state(node: number, region: string): string {
    return this.#region(node, region).stateName(this.#index(node));
  }

  context(node: number, region: string, key: string): number | boolean | string {
    return this.#region(node, region).read(this.#index(node), key);
  }

  states(node: number): readonly { readonly region: string; readonly state: string }[] {
    return this.#of(node).regions.map(({ name, population }) => ({
      region: name,
      state: population.stateName(this.#index(node)),
    }));
  }

  save(): readonly PopulationImage[] {
    return this.#populations().map((population) => population.save());
  }

  restore(images: readonly PopulationImage[]): void {
    this.#populations().forEach((population, index) => {
      population.restore(images[index] as PopulationImage);
    });
  }

  #populations(): readonly Population[] {
    return [...this.#kinds.values()].flatMap((kind) =>
      kind.regions.map(({ population }) => population),
    );
  }

  #of(node: number): Kind {
    return this.#kindOf[node] as Kind;
  }

  #index(node: number): number {
    return this.#entity[node] as number;
  }

  #region(node: number, name: string): Population {
    const region = this.#of(node).regions.find((each) => each.name === name);
    if (region === undefined) throw new Error(`node ${node} has no machine named "${name}"`);
    return region.population;
  }
}

function populate(nodes: readonly number[], component: AnyComponent, host: MachineHost): Kind {
  const regions = component.regions.map(({ name, machine }, region) => {
    const tables = compiledMachine(machine);
    const of = (entity: number) => nodes[entity] as number;
    const adapter: Host = {
      arm: (entity, timer, delayMs) => host.arm(of(entity), region, timer, delayMs),
      disarm: (entity, _timer, handle) => host.disarm(of(entity), handle),
      perform: (entity, action, params, event) => host.perform(of(entity), action, params, event),
      delayMs: (entity, delay) => host.delayMs(of(entity), delay),
      changed: (entity, before, after) =>
        host.changed(
          of(entity),
          name,
          tables.stateNames[before] ?? '',
          tables.stateNames[after] ?? '',
        ),
    };
    return { name, population: tables.populate(nodes.length, adapter) };
  });
  return { nodes, regions };
}
