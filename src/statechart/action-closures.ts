/** Plans of actions bound to the columns of one population. */
import type { ActionPlan } from './action-plans.ts';
import type { WritableColumn } from './columns.ts';
import type { Frame } from './frame.ts';
import type { Expression } from './guard-plans.ts';
import type { MachineEvent } from './machine-event.ts';
import type { Delay } from './timers.ts';

export type Work = (entity: number) => void;

export interface TimerNumbers {
  find(id: string): number | undefined;
  readonly all: readonly { readonly name: string }[];
}

const nothing: Work = () => {};

export function workOf(plan: ActionPlan, frame: Frame, timers: TimerNumbers): Work {
  switch (plan.kind) {
    case 'assign':
      return typeof plan.assignment === 'function'
        ? assignPartial(plan.assignment as Expression, paramsOf(plan.params, frame), frame)
        : assignKeys(plan.assignment as object, paramsOf(plan.params, frame), frame);
    case 'effect':
      return effectWork(plan.name, plan.params, frame);
    case 'raise':
      return raiseWork(plan.event, paramsOf(plan.params, frame), frame);
    case 'arm': {
      const delayMs = delayOf(plan.delay, paramsOf(plan.params, frame), frame);
      const name = (timers.all[plan.timer] as { name: string }).name;
      return (entity) => {
        const resolved = delayMs(entity);
        if (typeof resolved !== 'number' || !(resolved >= 0)) {
          throw new Error(`machine "${frame.machineId}": timer "${name}" got no delay in ms`);
        }
        frame.timers.armLater(plan.timer, resolved);
      };
    }
    case 'disarm': {
      const timer = timers.find(plan.id);
      if (timer === undefined) return nothing;
      return () => frame.timers.disarmLater(timer);
    }
  }
}

const noParams = () => undefined;

function paramsOf(params: unknown, { args }: Frame): () => unknown {
  if (params === undefined) return noParams;
  return typeof params === 'function'
    ? () => (params as Expression)(args, undefined)
    : () => params;
}

function effectWork(name: string, params: unknown, { args, host }: Frame): Work {
  if (typeof params === 'function') {
    const resolve = params as Expression;
    return (entity) => host.perform(entity, name, resolve(args, undefined), args.event);
  }
  return (entity) => host.perform(entity, name, params, args.event);
}

function raiseWork(event: unknown, params: () => unknown, frame: Frame): Work {
  const { args, raised } = frame;
  if (typeof event === 'function') {
    return () => raised.push((event as Expression)(args, params()) as MachineEvent);
  }
  return () => raised.push(event as MachineEvent);
}

function delayOf(delay: Delay, params: () => unknown, frame: Frame): (entity: number) => unknown {
  if (typeof delay === 'number') return () => delay;
  if (typeof delay === 'string') return (entity) => frame.host.delayMs(entity, delay);
  return () => delay(frame.args, params());
}

/** assign({ key: value or function }): each key has its writer, nothing is allocated. */
function assignKeys(assignment: object, params: () => unknown, frame: Frame): Work {
  const { args, columns } = frame;
  const entries = Object.entries(assignment).map(([key, value]) => ({
    column: columns.columnOf(key),
    value: typeof value === 'function' ? undefined : (value as unknown),
    compute: typeof value === 'function' ? (value as Expression) : undefined,
  }));
  const [only] = entries;
  if (entries.length === 1 && only) {
    const { column, compute, value } = only;
    if (!compute) return (entity) => put(column, entity, value);
    return (entity) => put(column, entity, compute(args, params()));
  }
  // All values are computed before the first is written: they see the context as it was.
  const values: unknown[] = entries.map(() => undefined);
  return (entity) => {
    for (let index = 0; index < entries.length; index += 1) {
      const { compute, value } = entries[index] as (typeof entries)[number];
      values[index] = compute ? compute(args, params()) : value;
    }
    for (let index = 0; index < entries.length; index += 1) {
      put((entries[index] as (typeof entries)[number]).column, entity, values[index]);
    }
  };
}

/** assign(function): the keys are known only from what it returns; mostly they stay the same. */
function assignPartial(assignment: Expression, params: () => unknown, frame: Frame): Work {
  const { args, columns } = frame;
  let knownKeys: readonly string[] = [];
  let known: WritableColumn[] = [];
  return (entity) => {
    const partial = assignment(args, params()) as Record<string, unknown> | undefined;
    if (!partial) return;
    const keys = Object.keys(partial);
    if (!isSameList(keys, knownKeys)) {
      known = keys.map((key) => columns.columnOf(key));
      knownKeys = keys;
    }
    for (let index = 0; index < keys.length; index += 1) {
      put(known[index] as WritableColumn, entity, partial[keys[index] as string]);
    }
  };
}

/** Most keys are plain numbers: those are written here, all else where it is checked. */
function put(column: WritableColumn, entity: number, value: unknown): void {
  if (column.numbers !== undefined && typeof value === 'number') column.numbers[entity] = value;
  else column.write(entity, value);
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
