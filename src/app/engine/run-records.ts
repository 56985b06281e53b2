/** All records of a run that is small enough to be handed over at once, to be drawn by the page. */
import type { TraceBatch } from '../../kernel/index.ts';
import type { RunOrder } from './messages.ts';
import { RunHost } from './run-host.ts';

const MOMENTS = 500;
const BATCH_RECORDS = 16_384;

export function recordsOf({ scenario, design, seed, plan }: Omit<RunOrder, 'edits'>): TraceBatch[] {
  const host = new RunHost({ scenario, design, seed, plan, edits: [] });
  while (host.advance(MOMENTS));
  const batches: TraceBatch[] = [];
  while (host.hasUnsent) batches.push(host.cutBatch(BATCH_RECORDS));
  return batches;
}
