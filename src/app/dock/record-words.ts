/** Records in sentences, with messages called by their text: one book of messages for each view. */
import { NO_RECORD, type TraceRecord, type TraceView } from '../../kernel/index.ts';
import { MessageBook, storyOf } from '../../measures/index.ts';
import { RECORD, RECORD_NAMES, recordKind } from '../../models/index.ts';
import type { Branch } from '../playback/index.ts';

interface ReadBook {
  readonly book: MessageBook;
  read: number;
}

const books = new WeakMap<TraceView, ReadBook>();

/** The messages typed so far; reads each record once. */
export function bookOf(view: TraceView): MessageBook {
  let known = books.get(view);
  if (known === undefined) books.set(view, (known = { book: new MessageBook(), read: 0 }));
  const { kind } = view.columns;
  for (; known.read < view.length; known.read++) {
    if (kind[known.read] === RECORD.typed) known.book.step(view.readRecord(known.read));
  }
  return known.book;
}

/** One record as a sentence. */
export function sentenceAt({ view, nodes }: Branch, index: number): string {
  return storyOf(view.readRecord(index), view.names, nodes, bookOf(view));
}

export const kindName = (record: TraceRecord): string => RECORD_NAMES[record.kind] ?? 'unknown';

/** The fields of a record as "name value" pairs, enums and names as words. */
export function fieldTexts(record: TraceRecord, { view, nodes }: Branch): readonly string[] {
  const values = [record.a, record.b, record.c];
  return recordKind(record.kind).fields.map(({ name, kind }, place) => {
    const value = values[place]!;
    if (kind === 'node') return `${name} ${nodes.nodes[value]?.name ?? '–'}`;
    if (kind === 'text') return `${name} ${value < 0 ? '–' : view.names.text(value)}`;
    if (kind === 'flag') return `${name} ${value === 1 ? 'yes' : 'no'}`;
    return `${name} ${kind === 'number' ? value : (kind[value] ?? value)}`;
  });
}

export const messageName = (record: TraceRecord, { view }: Branch): string =>
  record.message === NO_RECORD ? '' : view.names.text(record.message);
