/** Who can read what at a playhead: the measure, kept for each branch and led on as it is played. */
import type { TraceRecord, TraceView } from '../../kernel/index.ts';
import { Readers, type Reading } from '../../measures/index.ts';
import type { Branch } from '../playback/index.ts';

interface Read {
  readonly readers: Readers;
  records: number;
}

// Only an open inspector asks; so going back may begin anew, and nobody pays who does not look.
const reads = new WeakMap<TraceView, Read>();
const scratch = {} as TraceRecord;

/** Do not keep it: the next question may lead it on. */
export function readersAt({ view, nodes, input }: Branch, record: number): Readers {
  let read = reads.get(view);
  if (read === undefined || read.records > record) {
    const context = { topology: nodes, names: view.names, design: input.design };
    read = { readers: new Readers(context), records: 0 };
    reads.set(view, read);
  }
  const end = Math.min(record, view.length);
  for (; read.records < end; read.records++) {
    read.readers.step(view.readRecord(read.records, scratch));
  }
  return read.readers;
}

/** In the order in which they are told: what matters most first. */
export const READABLE = ['content', 'sender', 'recipient', 'time', 'size'] as const;
export type Readable = (typeof READABLE)[number];

export const READABLE_WORDS: Readonly<Record<Readable, string>> = {
  content: 'What messages say',
  sender: 'Who wrote them',
  recipient: 'For whom they are',
  time: 'When they were sent',
  size: 'How long they are',
};

/** The nodes that can read the words of a message. */
export const nodesWithWords = (readings: readonly Reading[]): number[] =>
  readings.filter(({ content }) => content).map(({ node }) => node);
