/**
 * The handles of the timers that run, one cell for each entity and timer; and the timers that the
 * present step wants armed or disarmed, which happens once the step is over, as in XState.
 */
import type { Host } from './host.ts';
import type { TimerSpec } from './timers.ts';

/** Handles are 0 or more. */
const NONE = -1;
/** In place of a delay. */
const DISARM = -Infinity;

export class TimerHandles {
  readonly bytesPerEntity: number;
  private readonly handles: Int32Array;
  private readonly width: number;
  // Never shrunk, so that a step allocates nothing.
  private readonly waitingTimers: number[] = [];
  private readonly waitingDelaysMs: number[] = [];
  waiting = 0;
  private readonly machineId: string;
  private readonly timers: readonly TimerSpec[];
  private readonly host: Host;

  constructor(machineId: string, timers: readonly TimerSpec[], count: number, host: Host) {
    this.machineId = machineId;
    this.timers = timers;
    this.host = host;
    this.width = timers.length;
    this.handles = new Int32Array(count * this.width).fill(NONE);
    this.bytesPerEntity = this.width * Int32Array.BYTES_PER_ELEMENT;
  }

  /** At the end of the present step. */
  armLater(timer: number, delayMs: number): void {
    this.waitingTimers[this.waiting] = timer;
    this.waitingDelaysMs[this.waiting] = delayMs;
    this.waiting += 1;
  }

  /** At the end of the present step. */
  disarmLater(timer: number): void {
    this.armLater(timer, DISARM);
  }

  /** Arms and disarms what the step of this entity wanted, in its order. */
  settle(entity: number): void {
    for (let index = 0; index < this.waiting; index += 1) {
      const timer = this.waitingTimers[index] as number;
      const delayMs = this.waitingDelaysMs[index] as number;
      if (delayMs === DISARM) this.disarm(entity, timer);
      else this.arm(entity, timer, delayMs);
    }
    this.waiting = 0;
  }

  /** Forgets what a step wanted that ended in an error. */
  forget(): void {
    this.waiting = 0;
  }

  disarmAll(entity: number): void {
    for (let timer = 0; timer < this.width; timer += 1) this.disarm(entity, timer);
  }

  /** The timer fired. Throws when it was not armed: a disarmed timer must never fire. */
  spend(entity: number, timer: number): void {
    const cell = entity * this.width + timer;
    if (this.handles[cell] === NONE || timer >= this.width) {
      throw new Error(`${this.nameOf(entity, timer)} fired without being armed`);
    }
    this.handles[cell] = NONE;
  }

  save(): Int32Array {
    return this.handles.slice();
  }

  restore(handles: Int32Array): void {
    this.handles.set(handles);
  }

  private arm(entity: number, timer: number, delayMs: number): void {
    const cell = entity * this.width + timer;
    // XState would let both run and lose the first for ever: it could not be cancelled any more.
    if (this.handles[cell] !== NONE) {
      throw new Error(`${this.nameOf(entity, timer)} is armed twice; cancel it first`);
    }
    const handle = this.host.arm(entity, timer, delayMs);
    if ((handle | 0) !== handle || handle < 0) {
      throw new Error(`${this.nameOf(entity, timer)} got handle ${handle}, which is no int32 >= 0`);
    }
    this.handles[cell] = handle;
  }

  private disarm(entity: number, timer: number): void {
    const cell = entity * this.width + timer;
    const handle = this.handles[cell] as number;
    if (handle === NONE) return;
    this.handles[cell] = NONE;
    this.host.disarm(entity, timer, handle);
  }

  private nameOf(entity: number, timer: number): string {
    const name = this.timers[timer]?.name ?? `number ${timer}`;
    return `machine "${this.machineId}", entity ${entity}: timer "${name}"`;
  }
}
