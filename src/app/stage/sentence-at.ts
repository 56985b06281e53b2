/** Any record of a branch as a sentence, in which messages are called by their text. */
import type { TraceView } from '../../kernel/index.ts';
import { MessageBook, storyOf } from '../../measures/index.ts';
import { RECORD } from '../../models/index.ts';
import type { Branch } from '../playback/index.ts';

interface Read {
  readonly book: MessageBook;
  records: number;
}

// What a message says never changes, so one book serves every playhead of a branch.
const books = new WeakMap<TraceView, Read>();

function bookOf(view: TraceView): MessageBook {
  let read = books.get(view);
  if (read === undefined || read.records > view.length) {
    read = { book: new MessageBook(), records: 0 };
    books.set(view, read);
  }
  for (; read.records < view.length; read.records++) {
    if (view.columns.kind[read.records] !== RECORD.typed) continue;
    read.book.step(view.readRecord(read.records));
  }
  return read.book;
}

/** @throws RangeError for a record that the branch does not have. */
export function sentenceAt({ view, nodes }: Branch, record: number): string {
  return storyOf(view.readRecord(record), view.names, nodes, bookOf(view));
}
