/** What is kept of each member of a crowd, in columns: its machine, its connection, its server. */
import { purpose, type Luck } from '../kernel/index.ts';
import type { Host, MachineEvent, Population, PopulationImage } from '../statechart/index.ts';
import { compileCrowdMachine, memberDelayMs, type AnyDesign } from '../models/index.ts';
import { CONNECTION_MASK } from './member-numbers.ts';

const BACKOFF = purpose('crowd/backoff');

// The tables are a pure function of the machine: all crowds share them.
export const memberMachine = compileCrowdMachine();
const CONNECTING = memberMachine.stateNames.indexOf('connecting');

/** What a member's machine is told; made once. */
export const MEMBER_EVENTS = {
  up: { type: 'NETWORK_UP', listens: false },
  opened: { type: 'OPENED' },
  refused: { type: 'REFUSED' },
  closed: { type: 'CLOSED' },
  pong: { type: 'PONG' },
} as const satisfies Record<string, MachineEvent>;

export interface MemberTableImage {
  readonly population: PopulationImage;
  readonly columns: readonly Int32Array[];
}

export class MemberTable {
  readonly count: number;
  /** Success after success: they key the luck of the waits between two of them. */
  readonly sessions: Int32Array;
  /** Who holds the connection (member-numbers.ts), -1 without one. */
  readonly servers: Int32Array;
  /** Attempts so far: the number of the present or last connection. */
  readonly #attempts: Int32Array;
  readonly #population: Population;
  readonly #luck: Luck;
  readonly #key: number;
  #member = 0;
  readonly #wait = {
    failures: () => this.#population.read(this.#member, 'attempt') as number,
    isOnline: () => this.#population.read(this.#member, 'online') as boolean,
    draw: (failure: number) => {
      const member = this.#member;
      return this.#luck.uniform(BACKOFF, this.#key ^ member, this.sessions[member]!, failure);
    },
  };

  /** @param key the crowd's own, for its luck. */
  constructor(count: number, key: number, luck: Luck, host: Host) {
    this.count = count;
    this.#key = key;
    this.#luck = luck;
    this.#population = memberMachine.populate(count, host);
    this.sessions = new Int32Array(count);
    this.servers = new Int32Array(count).fill(-1);
    this.#attempts = new Int32Array(count);
  }

  /** Columns of a member, its place in queues apart. */
  get bytesPerMember(): number {
    return this.#population.bytesPerEntity + 3 * Int32Array.BYTES_PER_ELEMENT;
  }

  start(member: number, event: MachineEvent): void {
    this.#population.start(member);
    this.#population.send(member, event);
  }

  send(member: number, event: MachineEvent): void {
    this.#population.send(member, event);
  }

  fire(member: number, timer: number): void {
    this.#population.fire(member, timer);
  }

  /** The low bits of the present connection's number. */
  connection(member: number): number {
    return this.#attempts[member]! & CONNECTION_MASK;
  }

  /** The next attempt begins; answers the low bits of its number. */
  nextConnection(member: number): number {
    this.#attempts[member] = this.#attempts[member]! + 1;
    return this.connection(member);
  }

  isConnecting(member: number): boolean {
    return this.#population.configuration(member) === CONNECTING;
  }

  /** Milliseconds of a delay that the machine names, under the design in force. */
  delayMs(member: number, name: string, design: AnyDesign): number {
    this.#member = member;
    return memberDelayMs(name, design, this.#wait);
  }

  /** How many members are in each state, by name. Walks them all. */
  states(): [string, number][] {
    const rows = memberMachine.stateNames.map((name): [string, number] => [name, 0]);
    for (let member = 0; member < this.count; member++) {
      const row = rows[this.#population.configuration(member)];
      if (row !== undefined) row[1] += 1;
    }
    return rows;
  }

  save(): MemberTableImage {
    return {
      population: this.#population.save(),
      columns: [this.#attempts.slice(), this.sessions.slice(), this.servers.slice()],
    };
  }

  restore({ population, columns }: MemberTableImage): void {
    this.#population.restore(population);
    this.#attempts.set(columns[0]!);
    this.sessions.set(columns[1]!);
    this.servers.set(columns[2]!);
  }
}
