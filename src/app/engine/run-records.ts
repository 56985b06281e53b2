/** All records of a run that is small enough to be handed over at once, to be drawn by the page. */
import type { TraceBatch } from '../../kernel/index.ts';
import type { RunOrder } from './messages.ts';
import { RunHost } from './run-host.ts';

/** Of a crowd a picture shows nothing, and making it would keep the page waiting. */
const NODES_MAX = 300;
const MOMENTS = 500;
const BATCH_RECORDS = 16_384;

/** None of a crowd. */
export function recordsOf({ scenario, design, seed, plan }: Omit<RunOrder, 'edits'>): TraceBatch[] {
  if (scenario.nodes.length > NODES_MAX) return [];
  const host = new RunHost({ scenario, design, seed, plan, edits: [] });
  while (host.advance(MOMENTS));
  const batches: TraceBatch[] = [];
  while (host.hasUnsent) batches.push(host.cutBatch(BATCH_RECORDS));
  return batches;
}
