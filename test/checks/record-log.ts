/**
 * Writes a trace from short lines, for tests of checks, stories and measures:
 *
 *     ana typed m1 "Meet at six?" ana-ben
 *     @250 <0 server-1 received m1 ana publish
 *     ana status m1 delivered push
 *
 * A line is [@milliseconds] [<cause] node kind [message] fields, the fields as RECORD_KINDS lists
 * them. `m1` is ana/m1. Without a time a record comes 1 ms after the one before it; each line is a
 * moment of its own. Fields left out are -1 (nodes, texts) or 0.
 */
import { Trace, type TraceRecord } from '../../src/kernel/index.ts';
import {
  RECORD,
  RECORD_NAMES,
  recordKind,
  topologyOf,
  type FieldKind,
  type RecordName,
  type Topology,
} from '../../src/models/index.ts';
import type { Scenario } from '../../src/scenarios/index.ts';
import { TWO_USERS } from '../scenarios/two-users.ts';

export interface RecordLog {
  readonly trace: Trace;
  readonly records: readonly TraceRecord[];
  readonly topology: Topology;
}

/** @throws Error for a line with an unknown node, kind or member of a list. */
export function recordLog(lines: string, scenario: Scenario = TWO_USERS): RecordLog {
  const trace = new Trace();
  const topology = topologyOf(scenario.nodes, scenario.conversations);
  let timeUs = -1000;
  for (const line of lines.split('\n')) {
    if (line.trim() === '') continue;
    timeUs = appendLine(trace, topology, line, timeUs + 1000);
  }
  const records = Array.from({ length: trace.length }, (_, index) => trace.readRecord(index));
  return { trace, records, topology };
}

function appendLine(trace: Trace, topology: Topology, line: string, nextUs: number): number {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, text, word]) => text ?? word ?? '');
  let timeUs = nextUs;
  let cause = -1;
  while (/^[@<]\d/.test(words[0] ?? '')) {
    const mark = words.shift()!;
    if (mark.startsWith('@')) timeUs = Math.floor(Number(mark.slice(1)) * 1000);
    else cause = Number(mark.slice(1));
  }
  const node = nodeNamed(topology, words.shift() ?? '', line);
  const name = (words.shift() ?? '') as RecordName;
  if (!RECORD_NAMES.includes(name)) throw new Error(`no record kind "${name}" in: ${line}`);
  const message = /^(\w+\/)?m\d+$/.test(words[0] ?? '') ? messageNamed(words.shift()!) : '';
  const { fields } = recordKind(RECORD[name]);
  const [a = 0, b = 0, c = 0] = fields.map(({ kind }, place) =>
    scalar(trace, topology, kind, words[place], line),
  );
  const row = message === '' ? -1 : trace.names.id(message);
  trace.append(trace.length + 1, timeUs, node, RECORD[name], cause, -1, row, a, b, c);
  return timeUs;
}

function messageNamed(word: string): string {
  return word.includes('/') ? word : `ana/${word}`;
}

function scalar(
  trace: Trace,
  topology: Topology,
  kind: FieldKind,
  word: string | undefined,
  line: string,
): number {
  const isName = kind === 'node' || kind === 'text';
  if (word === undefined || word === '-') return isName ? -1 : 0;
  if (kind === 'node') return nodeNamed(topology, word, line);
  if (kind === 'text') return trace.names.id(word);
  if (typeof kind === 'string') return Number(word);
  const member = kind.indexOf(word);
  if (member < 0) throw new Error(`"${word}" is none of ${kind.join(', ')} in: ${line}`);
  return member;
}

function nodeNamed(topology: Topology, word: string, line: string): number {
  const node = topology.indexOf(word);
  if (node < 0) throw new Error(`no node "${word}" in: ${line}`);
  return node;
}
