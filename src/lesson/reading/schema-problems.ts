/** Turns what a schema refuses into sentences with a line, a column and a guess at what was meant. */
import * as z from 'zod/mini';
import { nearestWord } from '../../scenarios/index.ts';
import { unknownWord } from './unknown-word.ts';
import type { Problems } from './problem.ts';
import type { Path, PlacedData } from './yaml-text.ts';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** The data in the schema's shape, or undefined with a problem for each thing that is not. */
export function readShape<Shape extends Schema>(
  placed: PlacedData,
  schema: Shape,
  problems: Problems,
): z.infer<Shape> | undefined {
  const result = z.safeParse(schema, placed.data);
  if (result.success) return result.data;
  const where: Where = { placed, schema, problems, meant: new Set() };
  const issues = result.error.issues.toSorted((a, b) => rankOf(a) - rankOf(b));
  for (const issue of issues) addIssue(issue, [], where);
  return undefined;
}

/** Unknown fields first: a field that is misspelt is not missing as well. */
function rankOf(issue: Issue): number {
  return issue.code === 'unrecognized_keys' ? 0 : 1;
}

interface Where {
  /** Paths of fields that unknown ones were probably meant to be. */
  readonly meant: Set<string>;
  readonly placed: PlacedData;
  readonly schema: Schema;
  readonly problems: Problems;
}

function addIssue(issue: Issue, outer: Path, where: Where): void {
  const path = [...outer, ...issue.path];
  const { placed, problems } = where;
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branch = closestBranch(issue.errors, valueAt(placed.data, path));
    if (branch === undefined) problems.add(placed.at(path), 'E-TYPE', unionSentence(issue, path));
    else for (const inner of branch) addIssue(inner, path, where);
    return;
  }
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(where.schema, path);
    for (const key of issue.keys) {
      // Inside { } a comma ends a text, and what follows it reads as a field.
      const message = key.includes(' ')
        ? `"${key.slice(0, 40)}" is no field: inside { } put a text with a comma in quotes`
        : unknownWord('field', key, known);
      problems.add(placed.atKey([...path, key]), 'E-FIELD', message);
      const meant = nearestWord(key, known);
      if (meant !== undefined) where.meant.add(textOf([...path, meant]));
    }
    return;
  }
  if (issue.code === 'invalid_key') {
    const reason = issue.issues[0]?.message ?? 'this is not a name';
    problems.add(placed.atKey(path), 'E-KEY', `"${lastOf(path)}": ${reason}`);
    return;
  }
  const value = valueAt(placed.data, path);
  if (value === undefined && path.length > 0) {
    if (where.meant.has(textOf(path))) return;
    problems.add(placed.at(path), 'E-FIELD', `missing field "${lastOf(path)}"`);
    return;
  }
  const code = issue.code === 'invalid_type' ? 'E-TYPE' : 'E-RANGE';
  problems.add(placed.at(path), code, `${labelOf(path)}${reasonOf(issue, value)}`);
}

function reasonOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${wordFor(issue.expected)}, found ${kindOf(value)}`;
    case 'invalid_value':
      return unknownWord('value', String(value), issue.values.map(String));
    case 'too_small':
    case 'too_big': {
      if (issue.origin !== 'number' && issue.origin !== 'int') return issue.message;
      const bound = issue.code === 'too_small' ? issue.minimum : issue.maximum;
      return `${String(value)} is too ${issue.code === 'too_small' ? 'small: at least' : 'large: at most'} ${bound}`;
    }
    default:
      return issue.message === 'Invalid input' ? 'this does not fit here' : issue.message;
  }
}

/** `script.3.at: `, so that the sentence can be read without the file at hand. */
function labelOf(path: Path): string {
  return path.length === 0 ? '' : `${textOf(path)}: `;
}

function textOf(path: Path): string {
  return path.map(String).join('.');
}

function lastOf(path: Path): string {
  return String(path[path.length - 1] ?? 'the block');
}

/** Of several shapes that were possible, the one the author was writing; none if all fail at once. */
function closestBranch(branches: readonly Issue[][], value: unknown): Issue[] | undefined {
  const meant = branches.filter((issues) => !issues.some((issue) => isWrongKind(issue)));
  if (meant.length <= 1 || typeof value !== 'object') return meant[0];
  return meant.reduce((best, next) => (next.length < best.length ? next : best));
}

function isWrongKind(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === 'invalid_type';
}

function unionSentence(issue: Issue, path: Path): string {
  const branches = issue.code === 'invalid_union' ? issue.errors : [];
  const wanted = branches.flatMap((issues) =>
    issues.flatMap((inner) => (inner.code === 'invalid_type' ? [wordFor(inner.expected)] : [])),
  );
  return `${labelOf(path)}expected ${[...new Set(wanted)].join(' or ')}`;
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'fields',
  record: 'fields',
  null: 'nothing',
};

function wordFor(expected: string): string {
  return WORDS[expected] ?? expected;
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return `the text "${value.slice(0, 40)}"`;
  return typeof value === 'object' ? 'fields' : `${typeof value} ${JSON.stringify(value)}`;
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

/** The names of the fields that the schema allows at a path. */
function fieldsAt(schema: Schema, path: Path): string[] {
  const found = schemasAt(schema, path).flatMap((each) => {
    const definition = (each as z.core.$ZodTypes)._zod.def;
    return definition.type === 'object' ? Object.keys(definition.shape) : [];
  });
  return [...new Set(found)];
}

function schemasAt(schema: Schema, path: Path): Schema[] {
  const definition = (schema as z.core.$ZodTypes)._zod.def;
  if (definition.type === 'optional' || definition.type === 'nullable') {
    return schemasAt(definition.innerType, path);
  }
  if (definition.type === 'union') {
    return definition.options.flatMap((option) => schemasAt(option, path));
  }
  const [step, ...rest] = path;
  if (step === undefined) return [schema];
  if (definition.type === 'array') return schemasAt(definition.element, rest);
  if (definition.type === 'record') return schemasAt(definition.valueType, rest);
  if (definition.type !== 'object') return [];
  const inner = definition.shape[String(step)];
  return inner === undefined ? [] : schemasAt(inner, rest);
}
