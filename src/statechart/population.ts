/**
 * Any number of entities of one compiled machine, in columns: one number for the configuration,
 * one cell for each context key, one handle for each timer.
 */
import type { AnyStateMachine, StateValue } from 'xstate';
import type { Alphabet } from './alphabet.ts';
import { Columns, type ColumnsImage } from './columns.ts';
import type { ContextPlan } from './context-plan.ts';
import type { Exploration } from './exploration.ts';
import { functionArguments, type Frame } from './frame.ts';
import { Handlers, NEVER, type Choose, type Step } from './handlers.ts';
import type { Host } from './host.ts';
import type { MachineEvent, Scalar } from './machine-event.ts';
import { TimerHandles } from './timer-handles.ts';
import type { TimerTable } from './timers.ts';

/** The tables that a population runs from. */
export interface Program {
  readonly machine: AnyStateMachine;
  readonly alphabet: Alphabet;
  readonly timers: TimerTable;
  readonly context: ContextPlan;
  readonly exploration: Exploration;
}

/** Everything about a population that changes: plain data, full copies. */
export interface PopulationImage {
  readonly machineId: string;
  readonly configurations: Uint16Array;
  readonly columns: ColumnsImage;
  readonly handles: Int32Array;
}

/** Micro-steps of one event; a machine that needs more goes round in a circle. */
export const MICRO_STEPS_MAX = 1000;
/** How many of the last states the error names. */
const STATES_NAMED = 6;
const NOT_RUNNING = 0xffff;

export class Population {
  readonly bytesPerEntity: number;
  private readonly configurations: Uint16Array;
  private readonly columns: Columns;
  private readonly handles: TimerHandles;
  private readonly frame: Frame;
  private readonly handlers: Handlers;
  private readonly byEvent: (Choose | undefined)[][];
  private readonly eventless: (Choose | undefined)[] = [];
  private readonly isDone: readonly boolean[];
  private isStepping = false;
  private readonly program: Program;
  readonly count: number;
  private readonly host: Host;

  constructor(program: Program, count: number, host: Host) {
    this.program = program;
    this.count = count;
    this.host = host;
    const { exploration, timers } = program;
    const machineId = program.machine.id;
    this.configurations = new Uint16Array(count).fill(NOT_RUNNING);
    const cursor = { entity: 0 };
    this.columns = new Columns(machineId, program.context.specs, count, cursor);
    this.handles = new TimerHandles(machineId, timers.all, count, host);
    const args = functionArguments(machineId, this.columns.view);
    this.frame = Object.assign(cursor, {
      machineId,
      host,
      args,
      columns: this.columns,
      timers: this.handles,
      raised: [],
    });
    this.handlers = new Handlers(exploration, timers, this.frame, (plan) => {
      const isIn = exploration.configurations.map((each) => plan.isIn(each));
      return () => isIn[this.configurations[cursor.entity] as number];
    });
    this.isDone = exploration.configurations.map((each) => each.done);
    this.byEvent = exploration.configurations.map(() => []);
    this.bytesPerEntity = 2 + this.columns.bytesPerEntity + this.handles.bytesPerEntity;
  }

  /** Enters the initial state with a fresh context. Throws when the entity already runs. */
  start(entity: number, input?: unknown): void {
    this.mayStep(entity);
    if (this.configurations[entity] !== NOT_RUNNING) {
      throw new Error(`${this.nameOf(entity)} runs already; stop it before it is started again`);
    }
    this.columns.fill(entity, this.program.context.create(input));
    const initial = this.handlers.bind(this.program.exploration.initial);
    const event = { type: 'xstate.init', input } as unknown as MachineEvent;
    this.run(entity, event, () => initial);
  }

  /** A crash: its timers are disarmed, no exit action runs. It may be started again. */
  stop(entity: number): void {
    this.mayStep(entity);
    this.handles.disarmAll(entity);
    this.configurations[entity] = NOT_RUNNING;
  }

  /** Steps the entity; answers whether a transition was taken. One that does not run takes none. */
  send(entity: number, event: MachineEvent): boolean {
    const from = this.configurations[entity] as number;
    if (from === NOT_RUNNING) return false;
    this.mayStep(entity);
    const choose = this.chooserFor(from, event.type);
    if (choose === NEVER && this.eventlessIn(from) === NEVER) return false;
    const taken = this.run(entity, event, choose);
    const to = this.configurations[entity] as number;
    if (to !== from && this.host.changed) this.host.changed(entity, from, to, event);
    return taken;
  }

  /** The timer is due: its handle is spent and its event is sent. Throws when it is not armed. */
  fire(entity: number, timer: number): boolean {
    this.handles.spend(entity, timer);
    return this.send(entity, this.program.timers.events[timer] as MachineEvent);
  }

  /** Index into stateNames; -1 when the entity does not run. */
  configuration(entity: number): number {
    const number = this.configurations[entity] as number;
    return number === NOT_RUNNING ? -1 : number;
  }

  /** 'not running' before start and after stop. */
  stateName(entity: number): string {
    const number = this.configuration(entity);
    return this.program.exploration.configurations[number]?.name ?? 'not running';
  }

  /** The state as XState prints it; {} when the entity does not run. */
  value(entity: number): StateValue {
    return this.program.exploration.configurations[this.configuration(entity)]?.value ?? {};
  }

  /** A copy of the context. */
  context(entity: number): Record<string, Scalar> {
    return this.columns.copy(entity);
  }

  /** One key of the context. Throws on a key that the machine does not have. */
  read(entity: number, key: string): Scalar {
    return this.columns.read(entity, key);
  }

  /** Whether the event would lead somewhere or act now, its guards asked. */
  canTake(entity: number, event: MachineEvent): boolean {
    const from = this.configurations[entity] as number;
    if (from === NOT_RUNNING) return false;
    const { frame } = this;
    const before = { entity: frame.entity, event: frame.args.event };
    frame.entity = entity;
    frame.args.event = event;
    const step = this.chooserFor(from, event.type)();
    frame.entity = before.entity;
    frame.args.event = before.event;
    return step !== undefined && !step.forbids;
  }

  save(): PopulationImage {
    return {
      machineId: this.program.machine.id,
      configurations: this.configurations.slice(),
      columns: this.columns.save(),
      handles: this.handles.save(),
    };
  }

  /** Becomes what was saved. Throws when the image is of another machine or count. */
  restore(image: PopulationImage): void {
    const { machineId, configurations } = image;
    if (machineId !== this.program.machine.id || configurations.length !== this.count) {
      throw new Error(
        `machine "${this.program.machine.id}": an image of ${configurations.length} entities ` +
          `of machine "${machineId}" cannot be restored into ${this.count}`,
      );
    }
    this.configurations.set(image.configurations);
    this.columns.restore(image.columns);
    this.handles.restore(image.handles);
  }

  /** A macro-step: the first choice, then eventless transitions and raised events until rest. */
  private run(entity: number, event: MachineEvent, first: Choose): boolean {
    const { frame, handles } = this;
    this.isStepping = true;
    frame.entity = entity;
    frame.args.event = event;
    try {
      const step = first();
      let taken = false;
      if (step !== undefined) {
        this.take(entity, step);
        taken = !step.forbids;
      }
      let to = this.configurations[entity] as number;
      if (frame.raised.length > 0 || this.eventlessIn(to) !== NEVER) {
        if (this.settle(entity)) taken = true;
        to = this.configurations[entity] as number;
      }
      if (handles.waiting > 0) handles.settle(entity);
      if (this.isDone[to]) handles.disarmAll(entity);
      return taken;
    } finally {
      if (frame.raised.length > 0) frame.raised.length = 0;
      if (handles.waiting > 0) handles.forget();
      this.isStepping = false;
    }
  }

  private take(entity: number, step: Step): void {
    const { work } = step;
    for (let index = 0; index < work.length; index += 1) {
      (work[index] as (entity: number) => void)(entity);
    }
    this.configurations[entity] = step.to;
  }

  /** Eventless transitions come first; when none is enabled, one raised event; and so on. */
  private settle(entity: number): boolean {
    const { raised, args } = this.frame;
    const trail: number[] = [];
    let next = 0;
    let taken = false;
    let asksEventless = true;
    for (;;) {
      const from = this.configurations[entity] as number;
      if (this.isDone[from]) return taken;
      let step: Step | undefined = asksEventless ? this.eventlessIn(from)() : undefined;
      if (step) asksEventless = step.renews;
      else {
        if (next === raised.length) return taken;
        args.event = raised[next] as MachineEvent;
        next += 1;
        step = this.chooserFor(from, args.event.type)();
        asksEventless = true;
      }
      if (!step) continue;
      this.take(entity, step);
      if (!step.forbids) taken = true;
      if (trail.push(step.to) > MICRO_STEPS_MAX) this.refuseLoop(entity, trail);
    }
  }

  private chooserFor(configuration: number, type: string): Choose {
    const event = this.program.alphabet.numberOf(type);
    if (event === undefined) return NEVER;
    const row = this.byEvent[configuration] as (Choose | undefined)[];
    let choose = row[event];
    if (choose === undefined) {
      const selector = this.program.exploration.selector(configuration, event);
      choose = this.handlers.chooser(configuration, selector);
      row[event] = choose;
    }
    return choose;
  }

  private eventlessIn(configuration: number): Choose {
    let choose = this.eventless[configuration];
    if (choose === undefined) {
      const selector = this.program.exploration.eventless(configuration);
      choose = this.handlers.chooser(configuration, selector);
      this.eventless[configuration] = choose;
    }
    return choose;
  }

  private mayStep(entity: number): void {
    if (this.isStepping || !(entity >= 0 && entity < this.count)) this.refuseCall(entity);
  }

  private refuseCall(entity: number): never {
    const because = this.isStepping
      ? 'was called while its machine is in a step; let the host queue the event'
      : `does not exist; there are ${this.count}`;
    throw new Error(`${this.nameOf(entity)} ${because}`);
  }

  private refuseLoop(entity: number, trail: readonly number[]): never {
    const states = trail
      .slice(-STATES_NAMED)
      .map((number) => this.program.exploration.configurations[number]?.name);
    throw new Error(
      `${this.nameOf(entity)} took more than ${MICRO_STEPS_MAX} micro-steps without coming to ` +
        `rest; it goes through ${states.join(', ')}`,
    );
  }

  private nameOf(entity: number): string {
    return `machine "${this.program.machine.id}", entity ${entity}`;
  }
}
