/**
 * The members of one crowd: a population of the phone's connection machine in columns, and the few
 * things the machine asks for. A member's packet is one event of the wheel and no envelope.
 */
import { keyOf, purpose, usFromMs } from '../kernel/index.ts';
import type { Host } from '../statechart/index.ts';
import {
  crowdPhones,
  startsOverMs,
  stretchMs,
  type CrowdCount,
  type NodeSpec,
} from '../models/index.ts';
import { CrowdTally } from './crowd-tally.ts';
import { EVENT } from './event-kinds.ts';
import { codeOf, connectionOf, heldBy, offeredOf, packed, serverOf } from './member-numbers.ts';
import { ASK, CLOSED, OPENED, PING, PONG, REFUSED, START, STRETCH_ENDS } from './member-numbers.ts';
import {
  MEMBER_EVENTS,
  memberMachine,
  MemberTable,
  type MemberTableImage,
} from './member-table.ts';
import type { World } from './world.ts';

const LATENCY = purpose('crowd/latency');
const LOSS = purpose('crowd/loss');

/** The balancer's patience with a server that says nothing. */
const SILENT_SERVER_MS = 1000;

const LEVELS: readonly (CrowdCount | undefined)[] = memberMachine.stateNames.map((name) =>
  name === 'connected' || name === 'connecting' || name === 'reconnecting' ? name : undefined,
);

const CONNECT_TIMER = memberMachine.timers.findIndex(({ name }) => name.includes('connectTimeout'));

export interface CrowdImage {
  readonly members: MemberTableImage;
  readonly tally: ReturnType<CrowdTally['save']>;
}

export class Crowd implements Host {
  readonly tally = new CrowdTally();
  readonly members: MemberTable;
  /** A member whose every step is written into the trace; -1 for none. */
  watched = -1;
  readonly #world: World;
  readonly #node: number;
  readonly #spec: NodeSpec;
  readonly #balancer: number;
  readonly #key: number;

  constructor(world: World, node: number) {
    const { topology, luck } = world;
    this.#world = world;
    this.#node = node;
    this.#spec = topology.nodes[node]!;
    this.#balancer = topology.ofKind('load-balancer')[0] ?? -1;
    this.#key = keyOf(this.#spec.name);
    this.members = new MemberTable(crowdPhones(this.#spec), this.#key, luck, this);
  }

  /** Members arrive one after the other: each start schedules the next. */
  boot(): void {
    if (this.members.count > 0) this.#schedule(0, 0, START);
    this.#schedule(stretchMs(this.#spec) * 1000, 0, STRETCH_ENDS);
  }

  /** An event of the wheel for a member. */
  happen(member: number, b: number): void {
    const code = codeOf(b);
    const connection = connectionOf(b);
    switch (code) {
      case START:
        return this.#start(member);
      case STRETCH_ENDS:
        return this.#endStretch();
      case ASK:
        return this.#ask(member, connection);
      case PING:
        return this.#ping(member, connection);
      default:
        this.#hear(member, code, connection, offeredOf(b));
    }
  }

  /** A timer of a member's machine is due. */
  fire(member: number, timer: number): void {
    if (timer === CONNECT_TIMER) this.tally.add('timedOut');
    this.members.fire(member, timer);
  }

  isAsking(member: number, connection: number): boolean {
    return this.members.connection(member) === connection && this.members.isConnecting(member);
  }

  /** The balancer has found a server, or none (-1). */
  answer(member: number, connection: number, server: number): void {
    if (server < 0) return this.#post(member, REFUSED, connection);
    if (this.#world.nodes[server]?.down !== true) {
      return this.#post(member, OPENED, connection, server);
    }
    this.#left(server);
    const givesUpUs = this.#world.nowUs + usFromMs(SILENT_SERVER_MS);
    this.#schedule(givesUpUs, member, packed(REFUSED, connection));
  }

  /** A server's process is gone; with `resets` its system closes the sockets it held. */
  serverDied(server: number, resets: boolean): void {
    if (!resets) return;
    const { servers, count } = this.members;
    for (let member = 0; member < count; member++) {
      if (serverOf(servers[member]!) !== server) continue;
      this.#post(member, CLOSED, this.members.connection(member));
    }
  }

  inspect() {
    const rows = this.members.states();
    return {
      tables: [{ title: 'Phones by state', columns: ['connection', 'phones'], rows }],
      vital: { label: 'phones connected', value: this.tally.of('connected') },
    };
  }

  save(): CrowdImage {
    return { members: this.members.save(), tally: this.tally.save() };
  }

  restore({ members, tally }: CrowdImage): void {
    this.members.restore(members);
    this.tally.restore(tally);
  }

  // -- what the machine asks --------------------------------------------------------------------

  arm(member: number, timer: number, delayMs: number): number {
    const { wheel, nowUs } = this.#world;
    return wheel.schedule(nowUs + usFromMs(delayMs), EVENT.memberTimer, this.#node, member, timer);
  }

  disarm(_member: number, _timer: number, handle: number): void {
    this.#world.wheel.cancel(handle);
  }

  delayMs(member: number, name: string): number {
    return this.members.delayMs(member, name, this.#world.design);
  }

  perform(member: number, action: string): void {
    const { members } = this;
    switch (action) {
      case 'openSocket':
        return this.#post(member, ASK, members.nextConnection(member));
      case 'greetServer':
        members.sessions[member] = members.sessions[member]! + 1;
        this.tally.add('opened');
        return;
      case 'sendPing':
        return this.#post(member, PING, members.connection(member));
      case 'dropSocket':
        this.tally.add('closed');
        this.#left(serverOf(members.servers[member]!));
        members.servers[member] = -1;
        return;
      case 'abandonSocket':
        return;
      default:
        throw new Error(`a member of a crowd has no action "${action}"`);
    }
  }

  changed(member: number, from: number, to: number): void {
    const before = LEVELS[from];
    const after = LEVELS[to];
    if (before !== undefined) this.tally.add(before, -1);
    if (after !== undefined) this.tally.add(after);
    if (member !== this.watched) return;
    const { stateNames } = memberMachine;
    this.#world.write(this.#node, 'state', {
      machine: 'connection',
      before: stateNames[from],
      after: stateNames[to],
    });
  }

  // -- what happens to a member -----------------------------------------------------------------

  #start(member: number): void {
    const { count } = this.members;
    this.members.start(member, MEMBER_EVENTS.up);
    const next = member + 1;
    if (next === count) return;
    const spanUs = usFromMs(startsOverMs(this.#spec));
    const atUs = Math.floor((spanUs * next) / count);
    this.#schedule(Math.max(this.#world.nowUs, atUs), next, START);
  }

  #endStretch(): void {
    const lengthMs = stretchMs(this.#spec);
    this.tally.flush((what, count) =>
      this.#world.write(this.#node, 'counted', { what, count, stretchMs: lengthMs }),
    );
    this.#schedule(this.#world.nowUs + lengthMs * 1000, 0, STRETCH_ENDS);
  }

  #ask(member: number, connection: number): void {
    const world = this.#world;
    const balancer = world.nodes[this.#balancer];
    if (balancer === undefined || this.#isBlocked(this.#balancer)) return this.tally.add('lost');
    this.tally.add('asked');
    const service = world.component(this.#balancer).members;
    if (service?.ask(balancer, this.#node, member, connection) === true) return;
    this.#post(member, REFUSED, connection);
  }

  #ping(member: number, connection: number): void {
    const held = this.members.servers[member]!;
    const server = serverOf(held);
    if (server < 0 || this.#isBlocked(this.#balancer) || this.#isBlocked(server)) {
      return this.tally.add('lost');
    }
    this.tally.add('pings');
    // A process that was started anew knows nothing of this connection, and its system says so.
    const isKnown = held === heldBy(server, this.#world.nodes[server]!.life);
    this.#post(member, isKnown ? PONG : CLOSED, connection);
  }

  /** What arrives at the member itself. */
  #hear(member: number, code: number, connection: number, server: number): void {
    const { members } = this;
    const isCurrent = members.connection(member) === connection;
    if (!isCurrent || this.#isBlocked(this.#balancer)) return this.#miss(code, server);
    switch (code) {
      case OPENED:
        if (!members.isConnecting(member)) return this.#miss(code, server);
        members.servers[member] = heldBy(server, this.#world.nodes[server]!.life);
        members.send(member, MEMBER_EVENTS.opened);
        return;
      case REFUSED:
        this.tally.add('refused');
        members.send(member, MEMBER_EVENTS.refused);
        return;
      case CLOSED:
        members.send(member, MEMBER_EVENTS.closed);
        return;
      default:
        members.send(member, MEMBER_EVENTS.pong);
    }
  }

  /** Nobody is there any more to take an opened connection. */
  #miss(code: number, server: number): void {
    this.tally.add('lost');
    if (code === OPENED) this.#left(server);
  }

  #left(server: number): void {
    const balancer = this.#world.nodes[this.#balancer];
    if (balancer === undefined || server < 0) return;
    this.#world.component(this.#balancer).members?.left(balancer, server);
  }

  #isBlocked(node: number): boolean {
    const world = this.#world;
    return world.nodes[node]?.down === true || world.network.isCut(this.#node, node);
  }

  #post(member: number, code: number, connection: number, server = -1): void {
    const world = this.#world;
    const { network } = world;
    const { floorMs, jitterMs, loss } = network.specOf(this.#node, this.#balancer);
    const now = world.nowUs | 0;
    const key = this.#key ^ member;
    if (loss > 0 && world.luck.chance(loss, LOSS, key, now, code)) {
      this.#miss(code, server);
      return;
    }
    const jitter = jitterMs === 0 ? 0 : jitterMs * world.luck.exponential(LATENCY, key, now, code);
    const flightMs = floorMs + jitter + network.addedMs(this.#node, this.#balancer);
    this.#schedule(world.nowUs + usFromMs(flightMs), member, packed(code, connection, server));
  }

  #schedule(atUs: number, member: number, b: number): void {
    this.#world.wheel.schedule(atUs, EVENT.member, this.#node, member, b);
  }
}
