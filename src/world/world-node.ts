/** A node as its component sees it: every request goes to the run, which answers for all nodes. */
import { keyOf, type Luck, type Purpose } from '../kernel/index.ts';
import type { MachineEvent } from '../statechart/index.ts';
import type {
  AnyDesign,
  CrowdDesk,
  NodeContext,
  NodeSpec,
  NodeStore,
  Packet,
  RecordFields,
  RecordName,
  Sealing,
  Topology,
} from '../models/index.ts';
import type { Network } from './network.ts';

/** What a node asks of its run. */
export interface WorldServices extends CrowdDesk {
  readonly topology: Topology;
  readonly luck: Luck;
  readonly design: AnyDesign;
  readonly nowUs: number;
  readonly network: Pick<Network, 'hangUp'>;
  readonly sealing: Sealing;
  send(from: number, to: number, packet: Packet, connection: number): void;
  write(node: number, kind: RecordName, fields?: RecordFields): number;
  startTimer(node: number, name: string, delayMs: number, key: string): void;
  stopTimer(node: number, name: string, key: string): void;
  step(node: number, event: MachineEvent): void;
  state(node: number, region: string): string;
  context(node: number, region: string, key: string): number | boolean | string;
}

/** An event of the wheel that waits for its node to go on. */
export interface HeldEvent {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly cause: number;
  readonly handle: number;
}

export class WorldNode implements NodeContext<NodeStore<object, object>> {
  readonly index: number;
  readonly name: string;
  readonly spec: NodeSpec;
  readonly store: NodeStore<object, object>;
  /** Crashed, until it is restarted. */
  down = false;
  /** Counts the lives of the process: what belongs to an earlier life is not for this one. */
  life = 0;
  paused = false;
  /** Events that came due while it was paused, in order: the operating system keeps them. */
  held: HeldEvent[] = [];
  skewUs = 0;
  readonly #world: WorldServices;

  constructor(
    world: WorldServices,
    index: number,
    spec: NodeSpec,
    store: NodeStore<object, object>,
  ) {
    this.#world = world;
    this.index = index;
    this.name = spec.name;
    this.spec = spec;
    this.store = store;
  }

  get knobs(): AnyDesign {
    return this.#world.design;
  }

  get topology(): Topology {
    return this.#world.topology;
  }

  get crowds(): CrowdDesk {
    return this.#world;
  }

  get sealing(): Sealing {
    return this.#world.sealing;
  }

  localTimeUs(): number {
    return Math.max(0, this.#world.nowUs + this.skewUs);
  }

  luck(purpose: Purpose, ...key: readonly (string | number)[]): number {
    const [a = 0, b = 0, c = 0] = key.map((part) =>
      typeof part === 'string' ? keyOf(part) : part,
    );
    return this.#world.luck.uniform(purpose, a, b, c);
  }

  state(region: string): string {
    return this.#world.state(this.index, region);
  }

  context(region: string, key: string): number | boolean | string {
    return this.#world.context(this.index, region, key);
  }

  step(event: MachineEvent): void {
    this.#world.step(this.index, event);
  }

  send(to: number, packet: Packet, connection = 0): void {
    this.#world.send(this.index, to, packet, connection);
  }

  record(kind: RecordName, fields?: RecordFields): number {
    return this.#world.write(this.index, kind, fields);
  }

  hangUp(connection: number): void {
    this.#world.network.hangUp(this.index, connection, this.#world.nowUs);
  }

  startTimer(name: string, delayMs: number, key = ''): void {
    this.#world.startTimer(this.index, name, delayMs, key);
  }

  stopTimer(name: string, key = ''): void {
    this.#world.stopTimer(this.index, name, key);
  }
}
