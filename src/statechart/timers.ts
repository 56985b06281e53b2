/** The timers of a machine: one for each `after` of a state, one for each delayed raise by id. */
import { placeOf, type StateNode } from './state-nodes.ts';

export interface TimerSpec {
  readonly index: number;
  /** The state and the delay it names ("connecting after 5000"), or the id of a delayed raise. */
  readonly name: string;
  /** The id that XState gives it. */
  readonly id: string;
  /** The type of the event that the machine gets when the timer is due. */
  readonly event: string;
}

/** A delay in milliseconds as the machine states it: a number, a name, or a function of context. */
export type Delay = number | string | ((args: unknown, params: unknown) => unknown);

interface DelayedRaise {
  readonly id: string | undefined;
  readonly event: { readonly type: string };
}

/** Numbers timers by the id that XState gives them. */
export class TimerTable {
  readonly all: TimerSpec[] = [];
  readonly events: { readonly type: string }[] = [];
  private readonly byId = new Map<string, TimerSpec>();
  private readonly afterNames = new Map<string, string>();

  constructor(nodes: readonly StateNode[]) {
    for (const node of nodes) {
      for (const key of Object.keys((node.config.after ?? {}) as object)) {
        const delay = Number.isNaN(Number(key)) ? key : Number(key);
        const state = node.parent ? node.path.join('.') : node.key;
        this.afterNames.set(`xstate.after.${delay}.${node.id}`, `${state} after ${delay}`);
      }
    }
  }

  /** The number of this timer. Adds a sentence to `problems` when XState could not cancel it. */
  add(raise: DelayedRaise, node: StateNode, problems: string[]): number {
    const { id, event } = raise;
    if (id === undefined) {
      const where = placeOf(node);
      problems.push(`delayed raise of "${event.type}" in ${where} has no id; give it one`);
      return -1;
    }
    const known = this.byId.get(id);
    if (known) {
      if (JSON.stringify(this.events[known.index]) !== JSON.stringify(event)) {
        problems.push(`timer id "${id}" stands for two events; give each its own id`);
      }
      return known.index;
    }
    const name = this.afterNames.get(id) ?? id;
    const spec: TimerSpec = { index: this.all.length, name, id, event: event.type };
    this.byId.set(id, spec);
    this.all.push(spec);
    this.events.push(event);
    return spec.index;
  }

  /** The number of the timer with this id; undefined when nothing ever arms it. */
  find(id: string): number | undefined {
    return this.byId.get(id)?.index;
  }
}
