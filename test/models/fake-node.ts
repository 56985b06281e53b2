/**
 * One node without a world, for tests of components: its machines are stepped by XState itself, its
 * clock stands still until the test moves it, and all it does is written in one readable log.
 */
import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import type {
  AnyComponent,
  AnyDesign,
  Conversation,
  Inspection,
  NodeContext,
  NodeSpec,
  NodeStore,
  Operation,
  Packet,
  RecordFields,
  RecordName,
} from '../../src/models/protocol/index.ts';
import { symbolicSealing, topologyOf } from '../../src/models/protocol/index.ts';
import { FakeTimers, type FakeTimer } from './fake-timers.ts';

type AnyEvent = { readonly type: string };
type AnyNode = NodeContext<NodeStore<any, any>, any>;

export interface FakeNodeOptions {
  readonly name?: string;
  readonly settings?: NodeSpec['settings'];
  /** The other nodes; the node itself is added in front when it is not among them. */
  readonly topology?: {
    readonly nodes?: readonly (Partial<NodeSpec> & Pick<NodeSpec, 'name' | 'kind'>)[];
    readonly conversations?: readonly Conversation[];
  };
  /** Where the policy differs from the initial values of the component's own knobs. */
  readonly knobs?: AnyDesign;
  readonly luck?: (purpose: number, ...key: readonly (string | number)[]) => number;
  /** The local clock at the start, in microseconds. */
  readonly startUs?: number;
}

export interface SentPacket {
  readonly to: string;
  readonly connection: number;
  readonly packet: Packet;
}

export interface RecordLine {
  readonly kind: RecordName;
  readonly fields: RecordFields;
}

/** 0.5 for every draw unless the test says otherwise: a fake node has average luck. */
const averageLuck = () => 0.5;
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

class FakeNode {
  readonly component: AnyComponent;
  readonly node: AnyNode;
  /** One line each: a state change, a record, a packet sent. In the order in which they happened. */
  readonly log: string[] = [];
  readonly records: RecordLine[] = [];
  readonly sent: SentPacket[] = [];
  knobs: Record<string, string | number>;
  private readonly snapshots = new Map<string, AnyMachineSnapshot>();
  private readonly contexts = new Map<string, Record<string, number | boolean | string>>();
  private readonly waiting: FakeTimers;
  private readonly queue: AnyEvent[] = [];
  private stepping = false;

  constructor(component: AnyComponent, options: FakeNodeOptions) {
    this.component = component;
    this.waiting = new FakeTimers(options.startUs ?? 0);
    const knobs = Object.entries(component.knobs).map(([key, knob]) => [key, knob.initial]);
    this.knobs = { ...Object.fromEntries(knobs), ...options.knobs };
    this.node = this.createNode(options);
    this.start();
  }

  /** A packet arrives from a node, given by name or number; then the machines are stepped. */
  deliver(packet: Packet, from: string | number = 0, connection = 0): void {
    const index = typeof from === 'number' ? from : this.indexOf(from);
    this.offer(this.component.receive(this.node, packet, { from: index, connection }));
  }

  operate(operation: Operation): void {
    this.offer(this.component.operate?.(this.node, operation));
  }

  /** The node's local clock; set it to skew the node. Timers count by it. */
  get clockUs(): number {
    return this.waiting.clockUs;
  }

  set clockUs(timeUs: number) {
    this.waiting.clockUs = timeUs;
  }

  /** The timers that wait, soonest first. */
  timers(): FakeTimer[] {
    return this.waiting.list();
  }

  /** Fires a waiting timer now, moving the clock to its time. Throws when there is none. */
  due(name: string, key = ''): void {
    this.waiting.due(name, key);
  }

  /** Moves the clock on, firing what falls due, in order; throws after `most` timers. */
  advanceMs(durationMs: number, most = 10_000): void {
    this.waiting.advanceMs(durationMs, most);
  }

  state(region: string): string {
    const snapshot = this.snapshots.get(region);
    if (!snapshot) throw new Error(`"${this.node.name}" has no region "${region}"`);
    return textOf(snapshot.value).replaceAll('"', '');
  }

  /** The process dies: machines, timers and memory are gone until `restart`. */
  crash(): void {
    this.waiting.clear();
    this.snapshots.clear();
    this.node.store.crash();
  }

  restart(): void {
    this.start();
  }

  inspect(): Inspection {
    return this.component.inspect(this.node);
  }

  /** What was logged since the last call. */
  news(): string[] {
    return this.log.splice(0);
  }

  /** The packets sent since the last call, without their addresses. */
  answers(): Packet[] {
    return this.sent.splice(0).map((each) => each.packet);
  }

  private indexOf(name: string): number {
    const index = this.node.topology.indexOf(name);
    if (index < 0) throw new Error(`the fake topology has no node "${name}": add it to topology`);
    return index;
  }

  private nameOf(index: number): string {
    return this.node.topology.nodes[index]?.name ?? `${index}`;
  }

  private start(): void {
    for (const region of this.component.regions) {
      const machine = this.provided(region.name);
      const [snapshot, actions] = initialTransition(machine, undefined as never);
      this.snapshots.set(region.name, snapshot as AnyMachineSnapshot);
      this.contexts.set(region.name, (snapshot as AnyMachineSnapshot).context);
      this.perform(region.name, actions);
    }
    this.component.boot?.(this.node);
    this.drain();
  }

  private provided(name: string) {
    const region = this.component.regions.find((each) => each.name === name)!;
    const delays = Object.entries(this.component.delays).map(([key, delay]) => [
      key,
      ({ context }: { context: Record<string, number | boolean | string> }) => {
        // As in a run: a delay is asked for at its place, after the assigns before it.
        return this.contexts.set(name, context) && delay(this.node);
      },
    ]);
    return region.machine.provide({ delays: Object.fromEntries(delays) } as never);
  }

  private offer(event: AnyEvent | undefined): void {
    if (event) this.queue.push(event);
    this.drain();
  }

  private drain(): void {
    if (this.stepping) return;
    this.stepping = true;
    try {
      for (let event = this.queue.shift(); event; event = this.queue.shift()) {
        for (const region of this.component.regions) this.stepRegion(region.name, event);
      }
    } finally {
      this.stepping = false;
    }
  }

  private stepRegion(name: string, event: AnyEvent): void {
    const before = this.snapshots.get(name)!;
    const [after, actions] = transition(this.provided(name), before, event);
    // As in a run: an effect finds the context that its step made, and the state that it leaves.
    this.contexts.set(name, (after as AnyMachineSnapshot).context);
    this.perform(name, actions);
    this.snapshots.set(name, after as AnyMachineSnapshot);
    if (textOf(before.value) !== textOf(after.value)) {
      this.log.push(`${name}: ${textOf(before.value)} > ${textOf(after.value)}`);
    }
  }

  private perform(region: string, actions: readonly { type: string; params: unknown }[]): void {
    for (const action of actions) {
      const params = action.params as { event?: AnyEvent; id?: string; sendId?: string } & {
        delay?: number;
      };
      if (action.type === 'xstate.raise') this.startAfter(region, params);
      else if (action.type === 'xstate.cancel') this.stopAfter(region, params.sendId!);
      else this.effect(action as never);
    }
  }

  private effect(action: { type: string; params: unknown; info: { event: AnyEvent } }): void {
    const effect = this.component.actions[action.type];
    if (!effect) throw new Error(`the component has no effect action "${action.type}"`);
    effect(this.node, action.params, action.info.event as never);
  }

  private startAfter(
    region: string,
    params: { event?: AnyEvent; id?: string; delay?: number },
  ): void {
    const name = `${region}: ${params.id!.split('.')[2]}`;
    const fire = () => this.fireAfter(region, params.event!);
    this.waiting.arm(name, params.id!, params.delay ?? 0, fire);
  }

  private fireAfter(region: string, event: AnyEvent): void {
    this.stepRegion(region, event);
    this.drain();
  }

  private stopAfter(region: string, id: string): void {
    this.waiting.remove(`${region}: ${id.split('.')[2]}`, id);
  }

  private createNode(options: FakeNodeOptions): AnyNode {
    const { name = this.component.kind, topology: wanted } = options;
    const others = (wanted?.nodes ?? []).map((each) => ({ settings: {}, ...each }));
    const own: NodeSpec = {
      settings: {},
      ...others.find((each) => each.name === name),
      name,
      kind: this.component.kind,
      ...(options.settings ? { settings: options.settings } : {}),
    };
    const isThere = others.some((each) => each.name === name);
    const withOwn = others.map((each) => (each.name === name ? own : each));
    const nodes = isThere ? withOwn : [own, ...others];
    const topology = topologyOf(nodes, wanted?.conversations ?? []);
    const fake = this;
    return {
      index: topology.indexOf(name),
      name,
      spec: own,
      store: this.component.createStore(own, topology) as NodeStore<any, any>,
      get knobs() {
        return fake.knobs;
      },
      topology,
      sealing: symbolicSealing,
      localTimeUs: () => this.clockUs,
      luck: (purpose, ...key) => (options.luck ?? averageLuck)(purpose as never, ...key),
      state: (region) => this.state(region),
      context: (region, key) => this.contexts.get(region)![key]!,
      step: (event) => this.offer(event),
      send: (to, packet, connection = 0) => this.send(to, packet, connection),
      hangUp: (connection) => this.log.push(`hangs up ${connection}`),
      record: (kind, fields = {}) => this.record(kind, fields),
      // Starting a timer that waits already starts it anew.
      startTimer: (timer, delayMs, key = '') => {
        const fire = () => this.offer(this.component.timer?.(this.node, timer, key));
        this.waiting.arm(timer, key, delayMs, fire);
      },
      stopTimer: (timer, key = '') => this.waiting.remove(timer, key),
    };
  }

  private send(to: number, packet: Packet, connection: number): void {
    this.sent.push({ to: this.nameOf(to), connection, packet });
    this.log.push(`sends ${packet.type} to ${this.nameOf(to)}`);
  }

  private record(kind: RecordName, fields: RecordFields): number {
    this.records.push({ kind, fields });
    const { message, ...rest } = fields;
    const words = Object.entries(rest).map(([key, value]) => `${key}=${textOf(value)}`);
    this.log.push([kind, ...(message ? [message] : []), ...words].join(' '));
    return this.records.length - 1;
  }
}

/** A node of this component, started and booted at the clock's beginning. */
export const fakeNode = (component: AnyComponent, options: FakeNodeOptions = {}) =>
  new FakeNode(component, options);
