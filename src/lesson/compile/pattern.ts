/** Record patterns, `{ kind: shown, node: ben }`, checked against the kinds and fields that records have. */
import type { FieldKind, RecordName } from '../../models/index.ts';
import { RECORD_KINDS, RECORD_NAMES } from '../../models/index.ts';
import type { Scenario } from '../../scenarios/index.ts';
import { PACKET_TYPES } from '../../scenarios/index.ts';
import type { FieldPattern, RecordPattern } from '../claim.ts';
import { unknownWord } from '../reading/unknown-word.ts';
import type { WrittenPattern } from '../written/claim-schema.ts';
import { mustBeKnown } from './script.ts';
import type { Spot } from './spot.ts';

type Value = string | number | boolean;

/** In a pattern: the record names no node there. */
const NO_NODE = 'none';
const COLUMNS = ['a', 'b', 'c'] as const;

/** The pattern, or undefined with a problem for each word that no record of the scenario can hold. */
export function compilePattern(
  written: WrittenPattern,
  spot: Spot,
  scenario: Scenario,
): RecordPattern | undefined {
  const { kind, ...rest } = written;
  if (!mustBeKnown(spot.in('kind'), 'kind of record', kind, RECORD_NAMES)) return undefined;
  const nodes = scenario.nodes.map(({ name }) => name);
  const pattern: RecordPattern & { fields: FieldPattern[] } = {
    kind: kind as RecordName,
    nodes: namesIn(rest['node'], spot.in('node'), nodes),
    messages: messagesIn(rest['message'], spot.in('message'), scenario),
    fields: [],
  };
  const { fields } = RECORD_KINDS[kind as RecordName];
  for (const [name, value] of Object.entries(rest)) {
    if (name === 'node' || name === 'message') continue;
    const place = fields.findIndex((field) => field.name === name);
    if (place === -1) {
      const known = ['kind', 'node', 'message', ...fields.map((field) => field.name)];
      spot.in(name).complainOfKey('E-FIELD', `${unknownWord(`field of ${kind}`, name, known)}`);
      continue;
    }
    const compiled = compileField(value, spot.in(name), {
      name,
      column: COLUMNS[place]!,
      kind: fields[place]!.kind,
      nodes,
    });
    if (compiled !== undefined) pattern.fields.push(compiled);
  }
  return pattern;
}

interface Field {
  readonly name: string;
  readonly column: 'a' | 'b' | 'c';
  readonly kind: FieldKind;
  readonly nodes: readonly string[];
}

function compileField(value: unknown, spot: Spot, field: Field): FieldPattern | undefined {
  const { name, column, kind } = field;
  const values = listOf(value);
  if (kind === 'number') return compileNumber(values, spot, { name, column });
  if (kind === 'flag') {
    if (values.every((each) => typeof each === 'boolean')) {
      return { name, column, as: 'code', codes: values.map(Number) };
    }
    spot.complain('E-TYPE', `"${name}" is true or false`);
    return undefined;
  }
  if (kind === 'text') {
    const texts = values.map(String);
    if (name === 'packet') mustAllBeKnown(spot, 'type of packet', texts, PACKET_TYPES);
    return { name, column, as: 'text', texts };
  }
  if (kind === 'node') {
    const nodes = namesIn(value, spot, [...field.nodes, NO_NODE]);
    return { name, column, as: 'node', nodes: nodes.map((node) => (node === NO_NODE ? '' : node)) };
  }
  const words = values.map(String);
  mustAllBeKnown(spot, name, words, kind);
  return { name, column, as: 'code', codes: words.map((word) => kind.indexOf(word)) };
}

function compileNumber(
  values: readonly Value[],
  spot: Spot,
  field: { name: string; column: 'a' | 'b' | 'c' },
): FieldPattern | undefined {
  const [value] = values;
  if (values.length === 1 && typeof value === 'number') {
    return { ...field, as: 'number', least: value, most: value };
  }
  const ends = /^(-?\d{1,15}) to (-?\d{1,15})$/.exec(String(value));
  if (values.length === 1 && ends !== null) {
    return { ...field, as: 'number', least: Number(ends[1]), most: Number(ends[2]) };
  }
  spot.complain('E-TYPE', `"${field.name}" is a number, or a range such as 1 to 3`);
  return undefined;
}

function listOf(value: unknown): readonly Value[] {
  return Array.isArray(value) ? (value as Value[]) : [value as Value];
}

function namesIn(value: unknown, spot: Spot, known: readonly string[]): readonly string[] {
  if (value === undefined) return [];
  const names = listOf(value).map(String);
  mustAllBeKnown(spot, 'node', names, known);
  return names;
}

function messagesIn(value: unknown, spot: Spot, scenario: Scenario): readonly string[] {
  if (value === undefined) return [];
  const messages = listOf(value).map(String);
  const phones = scenario.nodes.filter(({ kind }) => kind === 'phone').map(({ name }) => name);
  for (const message of messages) {
    const [phone = '', number = ''] = message.split('/');
    if (phones.includes(phone) && /^m[1-9]\d{0,5}$/.test(number)) continue;
    const example = `${phones[0] ?? 'ana'}/m1`;
    spot.complain('E-REF', `"${message}" is no message: write a phone and a number, ${example}`);
  }
  return messages;
}

function mustAllBeKnown(
  spot: Spot,
  what: string,
  words: readonly string[],
  known: readonly string[],
): void {
  for (const word of words) mustBeKnown(spot, what, word, known);
}
