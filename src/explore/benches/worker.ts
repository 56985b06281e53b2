/** What a batch of records costs the page that receives it from a worker. */
import {
  RECORD_BYTES,
  Trace,
  TraceView,
  type TraceBatch,
  type TraceRecord,
} from '../../kernel/index.ts';
import type { Bench } from './bench.ts';

const RECORDS = 10_000;
const BATCHES = 50;

export const worker: Bench = {
  name: 'worker',
  unit: 'records',
  question: 'How many records a second can the page take from a worker?',
  reference: 'the same records cloned as objects',
  prepare() {
    const trace = traceOf(RECORDS);
    const objects = Array.from({ length: RECORDS }, (_, index) => trace.readRecord(index));
    const batch = trace.cutBatch(0, RECORDS, new ArrayBuffer(RECORDS * RECORD_BYTES));
    const taken: TraceRecord[] = [];
    return {
      ours() {
        for (let nth = 0; nth < BATCHES; nth += 1) takeIn(batch);
        return RECORDS * BATCHES;
      },
      reference() {
        taken.length = 0;
        for (const record of structuredClone(objects)) taken.push(record);
        return taken.length;
      },
    };
  },
};

/** As the page does it: the buffer is handed over, its columns are copied behind those it has. */
function takeIn(batch: TraceBatch): void {
  const buffer = batch.buffer.slice(0);
  const received = structuredClone({ ...batch, buffer }, { transfer: [buffer] });
  new TraceView().appendBatch(received);
}

function traceOf(records: number): Trace {
  const trace = new Trace();
  for (let index = 0; index < records; index += 1) {
    const message = trace.names.id(`ana/m${index % 50}`);
    trace.append(index, index * 100, index % 8, index % 40, index - 1, -1, message, index, 1, 2);
  }
  return trace;
}
