/** XState itself, stepped purely: the yardstick for the compiled executor. */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { MachineEvent } from '../../src/statechart/index.ts';

/** An effect action as it was met: the context is as at that place in the order of actions. */
export interface Effect {
  readonly action: string;
  readonly params: unknown;
  readonly event: unknown;
  readonly context: unknown;
}

export interface PendingTimer {
  readonly id: string;
  readonly delayMs: number;
}

interface ExecutableAction {
  readonly type: string;
  readonly info: { readonly context: unknown; readonly event: unknown };
  readonly params: unknown;
}

interface RaiseParams {
  readonly event: MachineEvent;
  readonly id: string;
  readonly delay: number | undefined;
}

interface InspectedMicrostep {
  readonly _transitions?: readonly { target?: unknown; actions: readonly unknown[] }[];
}

/**
 * Steps a machine by its own `transition` with one scope that is used again and again. It does what
 * xstate's `transition()` does, without making an actor for every step (a test compares the two).
 */
export class Reference {
  readonly machine: AnyStateMachine;
  readonly effects: Effect[] = [];
  /** In the order in which they were armed. */
  readonly pending = new Map<string, { delayMs: number; event: MachineEvent }>();
  snapshot: AnyMachineSnapshot;
  taken = false;
  private actions: ExecutableAction[] = [];
  private readonly scope: never;

  constructor(machine: AnyStateMachine, input?: unknown) {
    this.machine = machine;
    const inspect = ({ _transitions: transitions }: InspectedMicrostep) => {
      if (transitions?.some((t) => t.target !== undefined || t.actions.length > 0)) {
        this.taken = true;
      }
    };
    this.scope = {
      self: {},
      id: '',
      sessionId: '',
      defer: () => {},
      logger: () => {},
      stopChild: () => {},
      emit: () => {},
      system: { _sendInspectionEvent: inspect },
      actionExecutor: (action: ExecutableAction) => this.actions.push(action),
    } as never;
    this.snapshot = machine.getInitialSnapshot(this.scope, input) as AnyMachineSnapshot;
    if (this.snapshot.status === 'error') throw this.snapshot.error;
    this.execute();
  }

  send(event: MachineEvent): void {
    this.taken = false;
    this.actions = [];
    this.effects.length = 0;
    this.snapshot = this.machine.transition(this.snapshot, event, this.scope);
    this.execute();
  }

  fire(id: string): void {
    const timer = this.pending.get(id);
    if (!timer) throw new Error(`no pending timer "${id}"`);
    this.pending.delete(id);
    this.send(timer.event);
  }

  can(event: MachineEvent): boolean {
    return this.snapshot.can(event);
  }

  private execute(): void {
    for (const action of this.actions) {
      if (action.type === 'xstate.raise') this.arm(action.params as RaiseParams);
      else if (action.type === 'xstate.cancel') {
        this.pending.delete((action.params as { sendId: string }).sendId);
      } else if (!action.type.startsWith('xstate.')) {
        const { type, info, params } = action;
        this.effects.push({ action: type, params, event: info.event, context: info.context });
      }
    }
    // A live actor drops its timers when it is done.
    if (this.snapshot.status === 'done') this.pending.clear();
    this.actions = [];
  }

  private arm({ id, delay, event }: RaiseParams): void {
    if (typeof delay !== 'number') return;
    this.pending.delete(id);
    this.pending.set(id, { delayMs: delay, event });
  }
}
