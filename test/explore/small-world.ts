/**
 * A world small enough to foretell, for the jobs that explore runs: a typed message gets its tick
 * at once, and reaches the other phone 100 ms later unless server-1 is down then or the packet is
 * lost. Each message takes some moments of its own, so that jobs can be stopped in the middle.
 */
import { Luck, purpose, Trace } from '../../src/kernel/index.ts';
import {
  LOSSES,
  PLACES,
  RECORD,
  STATUSES,
  topologyOf,
  type RecordName,
  type Topology,
} from '../../src/models/index.ts';
import type { CreateRun, ExploredRun } from '../../src/explore/index.ts';
import type { RunInput, RunStatus } from '../../src/world/index.ts';

const LOST = purpose('small world/loss');
const FLIGHT_US = 100_000;

type Moment = { readonly atUs: number; readonly happen: () => void };

class SmallRun implements ExploredRun {
  readonly input: RunInput;
  readonly trace = new Trace();
  readonly topology: Topology;
  ordinal = 0;
  #moments: Moment[];
  #isDown = false;
  #typed = new Map<string, number>();
  #nowUs = 0;
  readonly #luck: Luck;

  constructor(input: RunInput) {
    this.input = input;
    this.topology = topologyOf(input.scenario.nodes, input.scenario.conversations);
    this.#luck = new Luck(input.seed);
    this.#moments = input.plan.items.map(({ atUs, action }) => ({
      atUs,
      happen: () => {
        if (action.do === 'crash' || action.do === 'restart') this.#strike(action.do);
        else if (action.do === 'operate' && action.operation.act === 'type') {
          this.#type(action.phone, action.operation.text, action.operation.conversation);
        }
      },
    }));
  }

  advance(moments: number): RunStatus {
    for (let left = moments; left > 0; left--) {
      const next = this.#moments.shift();
      if (next === undefined || next.atUs > this.input.scenario.durationMs * 1000) {
        return 'finished';
      }
      this.ordinal++;
      this.#nowUs = next.atUs;
      next.happen();
    }
    return 'running';
  }

  #strike(what: 'crash' | 'restart'): void {
    this.#isDown = what === 'crash';
    this.#write('server-1', what === 'crash' ? 'crashed' : 'restarted', -1);
  }

  #type(phone: string, text: string, conversation: string): void {
    const nth = (this.#typed.get(phone) ?? 0) + 1;
    this.#typed.set(phone, nth);
    const name = `${phone}/m${nth}`;
    const { names } = this.trace;
    const typed = this.#write(phone, 'typed', -1, name, names.id(text), names.id(conversation));
    this.#write(phone, 'status', typed, name, STATUSES.indexOf('sent'));
    const other = phone === 'ana' ? 'ben' : 'ana';
    const server = this.topology.indexOf('server-1');
    const sent = this.#write(
      'server-1',
      'sent',
      typed,
      name,
      this.topology.indexOf(other),
      names.id('deliver'),
      FLIGHT_US,
    );
    const atUs = this.#nowUs + FLIGHT_US;
    const arrival = { atUs, happen: () => this.#arrive(other, name, text, { sent, server }) };
    const place = this.#moments.findIndex((moment) => moment.atUs > atUs);
    this.#moments.splice(place < 0 ? this.#moments.length : place, 0, arrival);
  }

  #arrive(
    phone: string,
    name: string,
    text: string,
    { sent, server }: { readonly sent: number; readonly server: number },
  ): void {
    const { names } = this.trace;
    const loss = this.#lossOf(name);
    const reason = this.#isDown ? 'down' : loss;
    if (reason !== '') {
      const why = LOSSES.indexOf(reason);
      this.#write(phone, 'lost', sent, name, server, names.id('deliver'), why);
      return;
    }
    const stored = this.#write(phone, 'stored', sent, name, PLACES.indexOf('local'), 1);
    this.#write(phone, 'shown', stored, name, 0, 1, names.id(text));
  }

  #lossOf(name: string): 'loss' | 'dropped' | '' {
    const isDropped = this.input.plan.items.some(
      ({ action }) => action.do === 'drop' && action.message === name,
    );
    if (isDropped) return 'dropped';
    const { loss } = this.input.scenario.network.mobile;
    const id = this.trace.names.find(name);
    return this.#luck.chance(loss, LOST, id) ? 'loss' : '';
  }

  #write(node: string, kind: RecordName, cause: number, name = '', a = 0, b = 0, c = 0): number {
    const message = name === '' ? -1 : this.trace.names.id(name);
    const at = this.topology.indexOf(node);
    return this.trace.append(
      this.ordinal,
      this.#nowUs,
      at,
      RECORD[kind],
      cause,
      -1,
      message,
      a,
      b,
      c,
    );
  }
}

export const createSmallRun: CreateRun = (input) => new SmallRun(input);
