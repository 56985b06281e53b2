/** How a round trip of a coordinator ends; whoever began it decides what comes next. */
import type { PartitionUpdate, TableRow } from '../protocol/index.ts';
import type { Failed } from './failures.ts';

export type Ending = { readonly operation: number } & (
  | { readonly ended: 'read'; readonly rows: readonly TableRow[] }
  | { readonly ended: 'write' }
  /** A quorum has promised; `begun` is what somebody else has proposed and left behind. */
  | { readonly ended: 'promises'; readonly begun: PartitionUpdate | null }
  | { readonly ended: 'proposal'; readonly update: PartitionUpdate; readonly isFinishing: boolean }
  | { readonly ended: 'failed'; readonly failed: Failed }
);

/** Nothing has ended yet. */
export type MayEnd = Ending | undefined;

export const failing = (operation: number, failed: Failed): Ending => ({
  operation,
  ended: 'failed',
  failed,
});
