/** The handles of the timers that run: one cell for each entity and timer. */
import type { Host } from './host.ts';
import type { TimerSpec } from './timers.ts';

/** Handles are 0 or more, so that any number a kernel uses can be kept. */
const NONE = -1;

/** Timers to arm and disarm, in order; a delay of NaN disarms. */
interface Operations {
  readonly delayedTimers: readonly number[];
  readonly delaysMs: readonly number[];
}

export class TimerHandles {
  readonly bytesPerEntity: number;
  private readonly handles: Float64Array;
  private readonly width: number;
  private readonly machineId: string;
  private readonly timers: readonly TimerSpec[];
  private readonly host: Host;

  constructor(machineId: string, timers: readonly TimerSpec[], count: number, host: Host) {
    this.machineId = machineId;
    this.timers = timers;
    this.host = host;
    this.width = timers.length;
    this.handles = new Float64Array(count * this.width).fill(NONE);
    this.bytesPerEntity = this.width * Float64Array.BYTES_PER_ELEMENT;
  }

  apply(entity: number, { delayedTimers, delaysMs }: Operations): void {
    for (let index = 0; index < delayedTimers.length; index += 1) {
      const timer = delayedTimers[index] as number;
      const delayMs = delaysMs[index] as number;
      if (Number.isNaN(delayMs)) this.disarm(entity, timer);
      else this.arm(entity, timer, delayMs);
    }
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

  save(): Float64Array {
    return this.handles.slice();
  }

  restore(handles: Float64Array): void {
    this.handles.set(handles);
  }

  private arm(entity: number, timer: number, delayMs: number): void {
    const cell = entity * this.width + timer;
    // XState would let both run and lose the first for ever: it could not be cancelled any more.
    if (this.handles[cell] !== NONE) {
      throw new Error(`${this.nameOf(entity, timer)} is armed twice; cancel it first`);
    }
    this.handles[cell] = this.host.arm(entity, timer, delayMs);
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
