/** What a population asks of the world around it: timers, effects and named delays. */
import type { MachineEvent } from './machine-event.ts';

export interface Host {
  /**
   * A delayed transition starts; answers the handle (int32, 0 or more) that disarms it.
   * `delayMs` is as the machine states it. Called when the step is over, in XState's order.
   */
  arm(entity: number, timer: number, delayMs: number): number;
  /** The timer is no longer wanted; `handle` is what `arm` answered and has not fired. */
  disarm(entity: number, timer: number, handle: number): void;
  /**
   * An effect action of the machine, by the name it has in setup(). Called at its place in the
   * order of actions: the context is as at that place, the configuration still the old one.
   * It may not send to the same population: put the event in the queue instead.
   */
  perform(entity: number, action: string, params: unknown, event: MachineEvent): void;
  /** Milliseconds of a delay that the machine names and does not implement itself. */
  delayMs(entity: number, name: string): number;
  /** After a whole step, timers armed, into another configuration. Not for start or stop. */
  changed?(entity: number, from: number, to: number, event: MachineEvent): void;
}
