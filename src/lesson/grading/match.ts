/** Does a record look like a pattern? Cheap questions first, texts last. */
import type { TraceRecord } from '../../kernel/index.ts';
import type { ReadNames } from '../../measures/index.ts';
import type { Topology } from '../../models/index.ts';
import { RECORD } from '../../models/index.ts';
import type { FieldPattern, RecordPattern } from '../claim.ts';

export type Matcher = (record: TraceRecord) => boolean;

/** What the numbers in a trace's records mean. */
export interface TraceWords {
  readonly names: ReadNames;
  readonly topology: Topology;
}

export function matcherFor(pattern: RecordPattern, words: TraceWords): Matcher {
  const kind = RECORD[pattern.kind];
  const nodes = pattern.nodes.map((name) => words.topology.indexOf(name));
  const fields = pattern.fields.map((field) => fieldMatcher(field, words));
  const { messages } = pattern;
  return (record) =>
    record.kind === kind &&
    (nodes.length === 0 || nodes.includes(record.node)) &&
    fields.every((matches) => matches(record)) &&
    (messages.length === 0 ||
      (record.message >= 0 && messages.includes(words.names.text(record.message))));
}

function fieldMatcher(field: FieldPattern, { names, topology }: TraceWords): Matcher {
  const { column } = field;
  switch (field.as) {
    case 'number':
      return (record) => record[column] >= field.least && record[column] <= field.most;
    case 'code':
      return (record) => field.codes.includes(record[column]);
    case 'text':
      // Names get their ids as the run goes on, so a text has no id to compare with beforehand.
      return (record) => record[column] >= 0 && field.texts.includes(names.text(record[column]));
    case 'node': {
      // indexOf answers -1 for '', and -1 is how a record says "no node".
      const nodes = field.nodes.map((name) => topology.indexOf(name));
      return (record) => nodes.includes(record[column]);
    }
  }
}
