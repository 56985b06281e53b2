/** A statement on a ring: what its coordinator must read first, and what it then decides to write. */
import type {
  CassandraStatement,
  PartitionUpdate,
  ReadCommand,
  StoredMessage,
  TableRow,
} from '../protocol/index.ts';
import { compareBytes } from './cells.ts';
import {
  copiesIn,
  lastNumber,
  liveRows,
  messageFrom,
  messageRow,
  outboxRow,
  sealedCell,
  staticRow,
  writtenAtUs,
} from './message-rows.ts';

/** What a write is stamped with. */
export interface Stamp {
  readonly timestampUs: number;
  /** The coordinator's clock in whole seconds: the local deletion time of tombstones. */
  readonly nowS: number;
}

export interface Decision {
  readonly applied: boolean;
  readonly rows: readonly (StoredMessage & { readonly recipient?: string })[];
  /** Written together, before the answer. Of a conditional statement, what Paxos decides. */
  readonly updates: readonly PartitionUpdate[];
  /** Other partitions, which follow a conditional write: no condition can span partitions. */
  readonly after: readonly PartitionUpdate[];
}

const NOTHING = { rows: [], updates: [], after: [] };

/** What must be read first; undefined when it can be written blindly, as most of CQL is. */
export function readFirst(statement: CassandraStatement): ReadCommand | undefined {
  switch (statement.kind) {
    case 'insert': {
      const { conversation: key, sequence } = statement.row;
      return sequence > 0 ? undefined : { table: 'messages', key, name: '' };
    }
    case 'insertIfNotExists':
    case 'insertWithOutbox':
    case 'reseal': {
      const { conversation: key, name } = statement.row;
      return { table: 'messages', key, name };
    }
    case 'selectAfter': {
      const { conversation: key, sequence: after, limit } = statement;
      return { table: 'messages', key, after, limit };
    }
    case 'selectOutbox':
      return { table: 'outbox', key: statement.owner };
    default:
      return undefined;
  }
}

export const isRead = ({ kind }: CassandraStatement): boolean =>
  kind === 'selectAfter' || kind === 'selectOutbox';

/** The partition key that a statement names first, for the size and emptiness that CQL checks. */
export function keyOfStatement(statement: CassandraStatement): string {
  const command = readFirst(statement);
  if (command !== undefined) return command.key;
  if (statement.kind === 'insert') return statement.row.conversation;
  return statement.kind === 'deleteOutbox' ? statement.recipient : nameOf(statement);
}

const nameOf = (statement: CassandraStatement): string =>
  'name' in statement ? statement.name : '';

/** @param seen the rows that `readFirst` asked for, merged; [] when it asked for none. */
export function decide(
  statement: CassandraStatement,
  seen: readonly TableRow[],
  stamp: Stamp,
): Decision {
  switch (statement.kind) {
    case 'insert':
      return insert(statement.row, seen, stamp);
    case 'insertIfNotExists':
      return insertIfNew(statement.row, [], seen, stamp);
    case 'insertWithOutbox':
      return insertIfNew(statement.row, statement.recipients, seen, stamp);
    case 'reseal':
      return reseal(statement.row, statement.recipients, seen, stamp);
    case 'selectAfter':
      return found(liveRows(seen).map((row) => messageFrom(row, statement.conversation)));
    case 'selectOutbox':
      return found(waiting(seen, statement.owner).slice(0, statement.limit));
    case 'deleteOutbox': {
      const deleted = { timestampUs: stamp.timestampUs, deletedAtS: stamp.nowS };
      const row = { sequence: 0, name: statement.name, cells: {}, deleted };
      return writing({ table: 'outbox', key: statement.recipient, rows: [row] });
    }
    case 'setStatus': {
      const cells = { status: { value: statement.status, timestampUs: stamp.timestampUs } };
      const row = { sequence: 0, name: statement.recipient, cells };
      return writing({ table: 'statuses', key: statement.name, rows: [row] });
    }
  }
}

const found = (rows: Decision['rows']): Decision => ({ ...NOTHING, applied: true, rows });
const writing = (update: PartitionUpdate): Decision => ({
  ...NOTHING,
  applied: true,
  updates: [update],
});

/** In the order of writing. */
function waiting(seen: readonly TableRow[], recipient: string): Decision['rows'] {
  return liveRows(seen)
    .toSorted((one, other) => {
      return writtenAtUs(one) - writtenAtUs(other) || compareBytes(one.name, other.name);
    })
    .map((row) => ({ ...messageFrom(row, ''), recipient }));
}

/** A blind write, but for its number: another coordinator may have read the same last number. */
function insert(row: StoredMessage, seen: readonly TableRow[], stamp: Stamp): Decision {
  const sequence = row.sequence > 0 ? row.sequence : lastNumber(seen) + 1;
  const written = { ...row, sequence };
  return { ...NOTHING, applied: true, rows: [written], updates: [rowUpdate(written, seen, stamp)] };
}

function rowUpdate(
  message: StoredMessage,
  seen: readonly TableRow[],
  { timestampUs }: Stamp,
): PartitionUpdate {
  const last = Math.max(message.sequence, lastNumber(seen));
  const rows = [staticRow(last, timestampUs), messageRow(message, timestampUs)];
  return { table: 'messages', key: message.conversation, rows };
}

/** [applied] = false and the row that stands in the way, or the new row with its place. */
function insertIfNew(
  row: StoredMessage,
  recipients: readonly string[],
  seen: readonly TableRow[],
  stamp: Stamp,
): Decision {
  const known = liveRows(seen).find(({ name }) => name === row.name);
  if (known === undefined) {
    const decision = insert(row, seen, stamp);
    const [written] = decision.rows as [StoredMessage];
    return { ...decision, after: outboxUpdates(written, recipients, stamp.timestampUs) };
  }
  const standing = messageFrom(known, row.conversation);
  // With the first write's own timestamp, so that a tombstone since then still wins.
  const after = outboxUpdates(standing, recipients, writtenAtUs(known));
  return { ...NOTHING, applied: false, rows: [standing], after };
}

const outboxUpdates = (
  message: StoredMessage,
  recipients: readonly string[],
  timestampUs: number,
): PartitionUpdate[] =>
  recipients.map((key) => ({ table: 'outbox', key, rows: [outboxRow(message, timestampUs)] }));

function reseal(
  row: StoredMessage,
  recipients: readonly string[],
  seen: readonly TableRow[],
  { timestampUs }: Stamp,
): Decision {
  const known = liveRows(seen).find(({ name }) => name === row.name);
  if (known === undefined) return { ...NOTHING, applied: false };
  const fresh = row.sealed ?? [];
  const kept = copiesIn(known).filter(
    ({ device }) => !fresh.some((copy) => copy.device === device),
  );
  const sealed = [...kept, ...fresh];
  const written = { ...messageFrom(known, row.conversation), sealed };
  const { sequence, name } = known;
  const cells = { sealed: sealedCell(sealed, timestampUs) };
  const update = { table: 'messages', key: row.conversation, rows: [{ sequence, name, cells }] };
  const updates = [update as PartitionUpdate, ...outboxUpdates(written, recipients, timestampUs)];
  return { ...NOTHING, applied: true, rows: [written], updates };
}
