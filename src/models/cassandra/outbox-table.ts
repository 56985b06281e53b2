/** Table outbox, PRIMARY KEY ((owner), name): what a recipient's devices have not acknowledged yet. */
import type { StoredMessage } from '../protocol/index.ts';

export interface OutboxPartition {
  /** In the order of writing. */
  readonly rows: Map<string, StoredMessage>;
  /** A deleted row leaves a tombstone, which every later read of the partition passes over. */
  readonly tombstones: Map<string, number>;
}

export type OutboxTable = Map<string, OutboxPartition>;

function partitionOf(outbox: OutboxTable, owner: string): OutboxPartition {
  let partition = outbox.get(owner);
  if (partition === undefined) {
    partition = { rows: new Map(), tombstones: new Map() };
    outbox.set(owner, partition);
  }
  return partition;
}

/** Whether the row is there now: a tombstone of the same or a later time keeps it out. */
export function putOutbox(
  outbox: OutboxTable,
  owner: string,
  message: StoredMessage,
  nowUs: number,
): boolean {
  const { rows, tombstones } = partitionOf(outbox, owner);
  const deletedAtUs = tombstones.get(message.name);
  if (deletedAtUs !== undefined && deletedAtUs >= nowUs) return false;
  tombstones.delete(message.name);
  rows.set(message.name, message);
  return true;
}

export const selectOutbox = (
  outbox: OutboxTable,
  owner: string,
  limit: number,
): (StoredMessage & { readonly recipient: string })[] =>
  [...(outbox.get(owner)?.rows.values() ?? [])]
    .slice(0, limit)
    .map((message) => ({ ...message, recipient: owner }));

/** Whether there was such a row. Deleting what is not there leaves a tombstone all the same. */
export function deleteOutbox(
  outbox: OutboxTable,
  owner: string,
  name: string,
  nowUs: number,
): boolean {
  const { rows, tombstones } = partitionOf(outbox, owner);
  tombstones.set(name, nowUs);
  return rows.delete(name);
}
