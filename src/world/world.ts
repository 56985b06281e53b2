/** The nodes of one run on one kernel: carries out what they ask, and what happens to them. */
import { Luck, TimingWheel, usFromMs, type Trace } from '../kernel/index.ts';
import type { MachineEvent } from '../statechart/index.ts';
import {
  bytesCarried,
  messageOf,
  readableIn,
  symbolicSealing,
  type AnyComponent,
  type AnyDesign,
  type ComponentKind,
  type Packet,
  type RecordFields,
  type RecordName,
  type Sealing,
  type Topology,
} from '../models/index.ts';
import type { Scenario } from '../scenarios/index.ts';
import { Crowd } from './crowd.ts';
import { EVENT } from './event-kinds.ts';
import { Machines, type MachineHost } from './machines.ts';
import type { EnvelopeLog } from './envelope-log.ts';
import { Network, type Envelope } from './network.ts';
import { NodeTimers } from './node-timers.ts';
import { Recorder } from './recorder.ts';
import { REFUSED, ServiceStation, WAITS } from './service-station.ts';
import { becomeImage, imageOf, type WorldImage } from './world-image.ts';
import { WorldNode, type HeldEvent, type WorldServices } from './world-node.ts';

export class World implements WorldServices, MachineHost {
  readonly topology: Topology;
  readonly luck: Luck;
  readonly sealing: Sealing;
  readonly wheel = new TimingWheel();
  readonly network: Network;
  readonly machines: Machines;
  readonly timers: NodeTimers;
  readonly recorder: Recorder;
  readonly nodes: readonly WorldNode[];
  readonly stations: readonly (ServiceStation | undefined)[];
  /** The members of each node that is a crowd. */
  readonly crowds = new Map<number, Crowd>();
  nowUs = 0;
  design: Record<string, string | number>;
  readonly #components: Readonly<Record<ComponentKind, AnyComponent>>;

  constructor(options: {
    scenario: Scenario;
    topology: Topology;
    components: Readonly<Record<ComponentKind, AnyComponent>>;
    design: AnyDesign;
    seed: string;
    sealing: Sealing | undefined;
    trace: Trace;
  }) {
    const { topology, components, trace } = options;
    this.topology = topology;
    this.luck = new Luck(options.seed);
    this.sealing = options.sealing ?? symbolicSealing;
    this.design = { ...options.design };
    this.network = new Network(topology, options.scenario.network, this.luck);
    this.recorder = new Recorder(trace);
    this.timers = new NodeTimers(topology.nodes.length);
    this.#components = components;
    this.nodes = topology.nodes.map(
      (spec, index) =>
        new WorldNode(this, index, spec, components[spec.kind].createStore(spec, topology)),
    );
    this.stations = topology.nodes.map(({ service }) =>
      service === undefined ? undefined : new ServiceStation(service),
    );
    this.machines = new Machines(topology, components, this);
    for (const node of topology.ofKind('crowd')) this.crowds.set(node, new Crowd(this, node));
  }

  /** Starts every node, in order. */
  boot(): void {
    for (const node of this.nodes) this.start(node);
  }

  /** A process begins: its machines enter their first states. */
  start(node: WorldNode): void {
    this.machines.start(node.index);
    this.component(node.index).boot?.(node);
    this.crowds.get(node.index)?.boot();
  }

  component(node: number): AnyComponent {
    return this.#components[(this.nodes[node] as WorldNode).spec.kind];
  }

  /** Carries out the event that the wheel has just given. */
  dispatch(): void {
    const { kind, entity, a, b, cause, handle } = this.wheel;
    if (kind === EVENT.member) return this.crowds.get(entity)?.happen(a, b);
    if (kind === EVENT.memberTimer) return this.crowds.get(entity)?.fire(a, b);
    const node = this.nodes[entity] as WorldNode;
    if (node.paused) {
      // Its timer is spent in the wheel; only the held entry can still be called off.
      if (kind === EVENT.nodeTimer) this.timers.spend(entity, a);
      node.held.push({ kind, a, b, cause, handle });
      return;
    }
    if (kind === EVENT.nodeTimer) this.timers.spend(entity, a);
    this.happen(node, { kind, a, b, cause, handle });
  }

  // -- what nodes ask ---------------------------------------------------------------------------

  send(from: number, to: number, packet: Packet, connection: number): void {
    if (this.nodes[to] === undefined) {
      const sender = this.nodes[from]?.name ?? String(from);
      throw new Error(`${sender} sends ${packet.type} to node ${to}, which does not exist`);
    }
    const message = messageOf(packet);
    const row = this.network.post(from, to, packet, message, connection, this.nowUs);
    const { arrivesAtUs, addedMs } = this.network.envelopes.at(row);
    const sent = this.recorder.write(from, 'sent', {
      message,
      to,
      packet: packet.type,
      flightUs: arrivesAtUs - this.nowUs,
    });
    if (addedMs > 0) this.write(from, 'delayed', { message, to, packet: packet.type, addedMs });
    this.wheel.schedule(arrivesAtUs, EVENT.arrival, to, row, 0, sent);
  }

  write(node: number, kind: RecordName, fields?: RecordFields): number {
    return this.recorder.write(node, kind, fields);
  }

  startTimer(node: number, name: string, delayMs: number, key: string): void {
    const id = this.timers.id(name, key);
    this.#callOff(node, (event) => event.kind === EVENT.nodeTimer && event.a === id);
    const dueUs = this.nowUs + usFromMs(delayMs);
    const handle = this.wheel.schedule(dueUs, EVENT.nodeTimer, node, id, 0, this.recorder.origin);
    this.timers.started(node, id, handle, this.wheel);
  }

  stopTimer(node: number, name: string, key: string): void {
    const id = this.timers.id(name, key);
    this.#callOff(node, (event) => event.kind === EVENT.nodeTimer && event.a === id);
    this.timers.stop(node, id, this.wheel);
  }

  step(node: number, event: MachineEvent): void {
    this.machines.send(node, event);
  }

  state(node: number, region: string): string {
    return this.machines.state(node, region);
  }

  context(node: number, region: string, key: string): number | boolean | string {
    return this.machines.context(node, region, key);
  }

  // -- members of crowds -----------------------------------------------------------------------

  isAsking(crowd: number, member: number, connection: number): boolean {
    return this.crowds.get(crowd)?.isAsking(member, connection) === true;
  }

  answer(crowd: number, member: number, connection: number, server: number): void {
    this.crowds.get(crowd)?.answer(member, connection, server);
  }

  // -- what their machines ask ------------------------------------------------------------------

  arm(node: number, region: number, timer: number, delayMs: number): number {
    const dueUs = this.nowUs + usFromMs(delayMs);
    const { origin } = this.recorder;
    return this.wheel.schedule(dueUs, EVENT.machineTimer, node, region, timer, origin);
  }

  disarm(node: number, handle: number): void {
    const isHeld = (event: HeldEvent) =>
      event.kind === EVENT.machineTimer && event.handle === handle;
    if (!this.#callOff(node, isHeld)) this.wheel.cancel(handle);
  }

  perform(node: number, action: string, params: unknown, event: MachineEvent): void {
    const component = this.component(node);
    const effect = component.actions[action];
    if (effect === undefined) {
      throw new Error(`component ${component.kind} has no action "${action}"`);
    }
    effect(this.nodes[node], params, event);
  }

  delayMs(node: number, name: string): number {
    const component = this.component(node);
    const delay = component.delays[name];
    if (delay === undefined) throw new Error(`component ${component.kind} has no delay "${name}"`);
    return delay(this.nodes[node]);
  }

  changed(node: number, region: string, before: string, after: string): void {
    if (before === '') return;
    this.recorder.write(node, 'state', { machine: region, before, after });
  }

  inspect(node: number) {
    const component = this.component(node);
    const inspection = this.crowds.get(node)?.inspect() ?? component.inspect(this.nodes[node]);
    return { ...inspection, states: this.machines.states(node) };
  }

  save(): WorldImage {
    return imageOf(this);
  }

  restore(image: WorldImage, rows: EnvelopeLog): void {
    becomeImage(this, image, rows);
  }

  /** Removes an event that a paused node has not handled yet. */
  #callOff(node: number, matches: (event: HeldEvent) => boolean): boolean {
    const { held } = this.nodes[node] as WorldNode;
    const at = held.findIndex(matches);
    if (at >= 0) held.splice(at, 1);
    return at >= 0;
  }

  /** Handles an event that is due now. */
  happen(node: WorldNode, event: HeldEvent): void {
    if (event.kind === EVENT.arrival) this.#arrive(node, event.a);
    else if (event.kind === EVENT.service) this.#serve(node, event.a, event.b);
    else if (event.kind === EVENT.machineTimer) this.machines.fire(node.index, event.a, event.b);
    else {
      const { name, key } = this.timers.named(event.a);
      const answer = this.component(node.index).timer?.(node, name, key);
      if (answer !== undefined) this.step(node.index, answer);
    }
  }

  #arrive(node: WorldNode, row: number): void {
    const envelope = this.network.envelopes.at(row);
    const { from, message, packet } = envelope;
    const reason = this.network.fate(envelope) || (this.#isBlocked(envelope) ? 'down' : '');
    if (reason !== '') {
      this.write(node.index, 'lost', { message, from, packet: packet.type, reason });
      return;
    }
    this.write(node.index, 'received', { message, from, packet: packet.type });
    this.#noteExposed(node, packet);
    const station = this.stations[node.index];
    if (station === undefined) return this.#receive(node, envelope);
    const { pair, name, nth } = envelope;
    const { origin } = this.recorder;
    const bytes = bytesCarried(packet);
    const job = { pair, name, nth, isUrgent: message !== '', bytes, row, cause: origin };
    const doneUs = station.admit(this.nowUs, this.luck, job);
    if (doneUs === REFUSED) {
      this.write(node.index, 'refused', { message, reason: 'overCapacity', from });
      return;
    }
    const { depth } = station;
    if (depth > 1 && (depth & (depth - 1)) === 0) this.write(node.index, 'queue', { depth });
    if (doneUs === WAITS) return;
    this.wheel.schedule(doneUs, EVENT.service, node.index, row, node.life, origin);
  }

  /** Where messages are sealed, every word that lies open at a node that is no phone is noted. */
  #noteExposed({ index, spec }: WorldNode, packet: Packet): void {
    const { encryption = 'none' } = this.design;
    if (encryption === 'none' || spec.kind === 'phone') return;
    for (const message of readableIn(packet)) {
      this.write(index, 'exposed', { message, packet: packet.type });
    }
  }

  /** A node on the way, or at its end, is down. */
  #isBlocked({ from, to }: Envelope): boolean {
    const path = this.network.path(from, to);
    for (let hop = 1; hop < path.length; hop++) {
      if (this.nodes[path[hop]!]?.down === true) return true;
    }
    return false;
  }

  #serve(node: WorldNode, row: number, life: number): void {
    if (life !== node.life || node.down) return;
    const next = this.stations[node.index]?.leave(this.nowUs);
    if (next !== undefined) {
      const { doneUs, row: job, cause } = next;
      this.wheel.schedule(doneUs, EVENT.service, node.index, job, life, cause);
    }
    this.#receive(node, this.network.envelopes.at(row));
  }

  #receive(node: WorldNode, { from, packet, connection }: Envelope): void {
    const event = this.component(node.index).receive(node, packet, { from, connection });
    if (event !== undefined) this.step(node.index, event);
  }
}
