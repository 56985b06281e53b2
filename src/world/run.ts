/** A run: (scenario, design, seed, plan, edits) -> trace, moment by moment. A pure function. */
import {
  Budget,
  DEFAULT_LIMITS,
  Names,
  Trace,
  type BudgetImage,
  type BudgetLimits,
  type BudgetStop,
  type TraceMark,
} from '../kernel/index.ts';
import {
  components as standard,
  crowdPhones,
  topologyOf,
  type AnyComponent,
  type AnyDesign,
  type ComponentKind,
  type Inspection,
  type Sealing,
  type Topology,
} from '../models/index.ts';
import type { Action, Edit, Plan, Scenario } from '../scenarios/index.ts';
import { perform } from './actions.ts';
import { agendaOf, isDue, type AgendaEntry } from './agenda.ts';
import type { EnvelopeLog } from './envelope-log.ts';
import type { WorldImage } from './world-image.ts';
import { World } from './world.ts';

export interface RunInput {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly seed: string;
  readonly plan: Plan;
  readonly edits: readonly Edit[];
  /** One member of a crowd whose steps are written into the trace, beside the counts of all. */
  readonly watch?: { readonly crowd: string; readonly member: number };
  /** Where the records go; a new trace when left out. Not for a run from a checkpoint. */
  readonly trace?: Trace;
  /** Other components than the standard ones: planted bugs, in tests. */
  readonly components?: Partial<Record<ComponentKind, AnyComponent>>;
  /** Real cryptography in the place of labels; the trace is the same. */
  readonly sealing?: Sealing;
}

export type RunStatus = 'running' | 'finished' | 'stopped';

export interface Checkpoint {
  readonly ordinal: number;
  readonly timeUs: number;
  /** How many entries of the agenda were done, so that another agenda may go on from here. */
  readonly done: readonly AgendaEntry[];
  /** Ids of the drops and delays that were in force before the nodes started. */
  readonly early: readonly string[];
  readonly world: WorldImage;
  readonly budget: BudgetImage;
  readonly rows: EnvelopeLog;
  readonly mark: TraceMark;
  readonly names: readonly string[];
}

export interface NodeInspection extends Inspection {
  readonly states: readonly { readonly region: string; readonly state: string }[];
}

export class Run {
  readonly input: RunInput;
  readonly trace: Trace;
  readonly topology: Topology;
  /** Of the last moment, an event or an action; the start of all nodes is moment 0. */
  ordinal = 0;
  status: RunStatus = 'running';
  stop: BudgetStop | undefined;
  readonly #world: World;
  readonly #agenda: readonly AgendaEntry[];
  readonly #budget: Budget;
  readonly #endUs: number;
  #next = 0;
  #early: readonly string[] = [];

  constructor(input: RunInput, start?: Checkpoint) {
    this.input = input;
    this.topology = topologyFor(input.scenario);
    this.trace = start === undefined ? (input.trace ?? new Trace()) : traceFrom(start);
    this.#budget = new Budget(limitsWithCrowds(this.topology));
    this.#world = new World({
      scenario: input.scenario,
      topology: this.topology,
      components: { ...standard, ...input.components },
      design: input.design,
      seed: input.seed,
      sealing: input.sealing,
      trace: this.trace,
    });
    this.#watch();
    this.#agenda = agendaOf(input.plan, input.edits);
    this.#endUs = input.scenario.durationMs * 1000;
    if (start === undefined) this.#boot();
    else this.#resume(start);
  }

  /** Goes on from a checkpoint; the input may have other edits, as long as they lie after it. */
  static from(start: Checkpoint, input: RunInput): Run {
    return new Run(input, start);
  }

  get nowUs(): number {
    return this.#world.nowUs;
  }

  get endUs(): number {
    return this.#endUs;
  }

  /** One moment. False when the run is over. */
  step(): boolean {
    if (this.status !== 'running') return false;
    const entry = this.#agenda[this.#next];
    // Nearly always an event comes before anything that is planned.
    if (this.#world.wheel.takeBefore(Math.min(entry?.atUs ?? Infinity, this.#endUs))) {
      this.#happen();
      return true;
    }
    const nextUs = this.#world.wheel.peekTimeUs();
    const moment = { ordinal: this.ordinal, nowUs: this.nowUs, nextUs };
    if (entry !== undefined && entry.atUs <= this.#endUs && isDue(entry, moment)) {
      this.#act(entry);
    } else if (nextUs > this.#endUs) {
      this.#world.nowUs = this.#endUs;
      this.status = 'finished';
      return false;
    } else {
      this.#world.wheel.take();
      this.#happen();
    }
    return true;
  }

  /** At most so many moments. */
  advance(moments: number): RunStatus {
    for (let count = 0; count < moments; count++) if (!this.step()) break;
    return this.status;
  }

  finish(): RunStatus {
    while (this.step());
    return this.status;
  }

  /** Carries out all moments up to and including the target. */
  runTo(target: { readonly ordinal?: number; readonly timeUs?: number }): RunStatus {
    const { ordinal = Infinity, timeUs = Infinity } = target;
    while (this.ordinal < ordinal && this.#nextUs() <= timeUs && this.step());
    return this.status;
  }

  /** A full copy of the state between two moments. */
  checkpoint(): Checkpoint {
    const names: string[] = [];
    for (let id = 0; id < this.trace.names.length; id++) names.push(this.trace.names.text(id));
    return {
      ordinal: this.ordinal,
      timeUs: this.nowUs,
      done: this.#agenda.slice(0, this.#next),
      early: this.#early,
      world: this.#world.save(),
      budget: this.#budget.save(),
      rows: this.#world.network.envelopes,
      mark: this.trace.mark(),
      names,
    };
  }

  /** What a node holds now, in full. */
  inspect(node: number): NodeInspection {
    if (this.topology.nodes[node] === undefined) throw new Error(`there is no node ${node}`);
    return this.#world.inspect(node);
  }

  /** Bytes that each member of the crowds takes in columns; 0 without crowds. */
  get bytesPerMember(): number {
    return Math.max(
      0,
      ...[...this.#world.crowds.values()].map((crowd) => crowd.members.bytesPerMember),
    );
  }

  /** The policy in force now. */
  get design(): AnyDesign {
    return this.#world.design;
  }

  digest(): string {
    return this.trace.digest();
  }

  #watch(): void {
    const { watch } = this.input;
    if (watch === undefined) return;
    const crowd = this.#world.crowds.get(this.topology.indexOf(watch.crowd));
    if (crowd === undefined || !(watch.member >= 0 && watch.member < crowd.members.count)) {
      throw new Error(`there is no member ${watch.member} of a crowd named "${watch.crowd}"`);
    }
    crowd.watched = watch.member;
  }

  /** What a plan drops or delays at time 0 counts from the first packet on, which starting nodes send. */
  #boot(): void {
    const early = this.#agenda.filter(
      ({ atUs, afterEvent, action }) => atUs === 0 && afterEvent < 0 && strikesPackets(action),
    );
    for (const { action } of early) perform(this.#world, action);
    this.#early = early.map(({ id }) => id);
    this.#world.recorder.begin(0, 0, -1);
    this.#world.boot();
  }

  #resume(start: Checkpoint): void {
    start.done.forEach((entry, index) => {
      const same = this.#agenda[index];
      if (same?.id === entry.id && same.atUs === entry.atUs) return;
      throw new Error(`the plan differs before the checkpoint at moment ${start.ordinal}`);
    });
    this.#world.restore(start.world, start.rows);
    this.#budget.restore(start.budget);
    this.ordinal = start.ordinal;
    this.#next = start.done.length;
    this.#early = start.early;
  }

  #nextUs(): number {
    const entry = this.#agenda[this.#next];
    return Math.min(this.#world.wheel.peekTimeUs(), entry?.atUs ?? Infinity);
  }

  #act(entry: AgendaEntry): void {
    this.#next++;
    this.ordinal++;
    this.#world.nowUs = Math.max(this.nowUs, entry.atUs);
    this.#world.recorder.begin(this.ordinal, this.nowUs, -1);
    if (entry.atUs > 0 || !this.#early.includes(entry.id)) perform(this.#world, entry.action);
  }

  /** Carries out the event that was taken. */
  #happen(): void {
    const { wheel, recorder } = this.#world;
    this.ordinal++;
    this.#world.nowUs = wheel.nowUs;
    recorder.begin(this.ordinal, this.nowUs, wheel.cause);
    this.#world.dispatch();
    this.stop = this.#budget.count(wheel.nowUs, wheel.entity, wheel.size);
    if (this.stop !== undefined) this.status = 'stopped';
  }
}

/** Events of its whole life that a member of a crowd may have: our choice, of a long night's storm. */
const EVENTS_A_MEMBER = 500;
/** A member has at most this many events pending, and as many at one instant. */
const PENDING_A_MEMBER = 4;

/** Crowds have budgets of their own, on top of those for drawn nodes. */
function limitsWithCrowds({ nodes }: Topology): Partial<BudgetLimits> {
  const members = nodes.reduce(
    (sum, node) => sum + (node.kind === 'crowd' ? crowdPhones(node) : 0),
    0,
  );
  const { eventsAtOneInstant, events, pending } = DEFAULT_LIMITS;
  return {
    eventsAtOneInstant: eventsAtOneInstant + members * PENDING_A_MEMBER,
    events: events + members * EVENTS_A_MEMBER,
    pending: pending + members * PENDING_A_MEMBER,
  };
}

// A sweep makes a thousand runs of one scenario: what follows from it alone is made once.
const topologies = new WeakMap<Scenario, Topology>();

function topologyFor(scenario: Scenario): Topology {
  let topology = topologies.get(scenario);
  if (topology === undefined) {
    topology = topologyOf(scenario.nodes, scenario.conversations);
    topologies.set(scenario, topology);
  }
  return topology;
}

/** What strikes packets by counting them, from when it is in force. */
const strikesPackets = ({ do: deed }: Action): boolean => deed === 'drop' || deed === 'delay';

function traceFrom(start: Checkpoint): Trace {
  const names = new Names();
  for (const name of start.names) names.id(name);
  return Trace.continuing(start.mark, names);
}
