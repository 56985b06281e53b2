/** What the closures of a population share while it steps one entity. */
import type { Columns, Cursor } from './columns.ts';
import type { Host } from './host.ts';
import type { MachineEvent } from './machine-event.ts';
import type { TimerHandles } from './timer-handles.ts';

/** What the machine's own functions are called with. */
export interface FunctionArguments {
  readonly context: Columns['view'];
  event: MachineEvent;
}

export interface Frame extends Cursor {
  readonly machineId: string;
  readonly columns: Columns;
  readonly host: Host;
  readonly args: FunctionArguments;
  /** Raised events that wait for the present micro-step to end. */
  readonly raised: MachineEvent[];
  readonly timers: TimerHandles;
}

const IDLE: MachineEvent = { type: '' };

/** Actors do not exist here; a function that asks for one must hear so, not read undefined. */
export function functionArguments(machineId: string, context: Columns['view']): FunctionArguments {
  const refuse = (what: string) => (): never => {
    throw new Error(`machine "${machineId}": a function asks for ${what}, which is not supported`);
  };
  const args: FunctionArguments = { context, event: IDLE };
  for (const what of ['self', 'system', 'spawn']) {
    Object.defineProperty(args, what, { get: refuse(what) });
  }
  return args;
}
