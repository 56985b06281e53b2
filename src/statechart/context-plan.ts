/** What the context of a machine holds, learned from its initial context. */
import type { AnyStateMachine } from 'xstate';
import type { ColumnKind, ColumnSpec } from './columns.ts';

type PlainContext = Readonly<Record<string, unknown>>;

export interface ContextPlan {
  readonly specs: readonly ColumnSpec[];
  /** The initial context of an entity with this input. */
  create(input: unknown): PlainContext;
}

export interface ContextOptions {
  /** Example of an input, needed when the context is a function that reads it. */
  readonly input?: unknown;
  /** Number keys that only ever hold integers of 32 bits: half the memory. */
  readonly integers?: readonly string[];
}

/** Plans the columns; adds a sentence to `problems` for everything that is not a scalar. */
export function planContext(
  machine: AnyStateMachine,
  options: ContextOptions,
  problems: string[],
): ContextPlan {
  const create = creatorOf(machine);
  let example: PlainContext = {};
  try {
    example = create(options.input ?? {});
  } catch (error) {
    problems.push(
      `the context could not be made from the example input (${(error as Error).message}); ` +
        'give compile() an input like those of start()',
    );
  }
  const integers = new Set(options.integers ?? []);
  const specs: ColumnSpec[] = [];
  for (const key of Object.keys(example)) {
    const kind = kindOf(example[key]);
    if (kind === undefined) problems.push(refusal(key, example[key]));
    else specs.push({ key, kind: kind === 'number' && integers.has(key) ? 'integer' : kind });
    if (integers.has(key) && kind !== 'number') problems.push(`integer key "${key}" is no number`);
    integers.delete(key);
  }
  for (const key of integers) problems.push(`integer key "${key}" is not in the context`);
  return { specs, create };
}

function creatorOf(machine: AnyStateMachine): (input: unknown) => PlainContext {
  const context: unknown = machine.config.context;
  if (typeof context !== 'function') return () => (context ?? {}) as PlainContext;
  const spawn = () => {
    throw new Error('spawn is not supported');
  };
  return (input) => context({ input, spawn, self: undefined }) as PlainContext;
}

function kindOf(value: unknown): ColumnKind | undefined {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : undefined;
}

function refusal(key: string, value: unknown): string {
  if (value === undefined) {
    return `context key "${key}" is undefined at the start; give it a number, boolean or string`;
  }
  const what = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
  return `context key "${key}" holds ${what}; a context holds numbers, booleans and strings`;
}
