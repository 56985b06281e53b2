/** The statements of the protocol, executed on the tables: what is answered, and what was done. */
import type { CassandraStatement, Place, StoredMessage } from '../protocol/index.ts';
import { type Cell, reconcile } from './cells.ts';
import {
  findByName,
  type MessageTable,
  replaceCopies,
  selectAfter,
  upsert,
} from './message-table.ts';
import { deleteOutbox, type OutboxTable, putOutbox, selectOutbox } from './outbox-table.ts';

export interface Tables {
  readonly messages: MessageTable;
  readonly outbox: OutboxTable;
  /** Table statuses, PRIMARY KEY ((name), recipient), by 'name recipient'. */
  readonly statuses: Map<string, Cell>;
}

export const emptyTables = (): Tables => ({
  messages: new Map(),
  outbox: new Map(),
  statuses: new Map(),
});

/** One thing that a statement did to a copy of a message. */
export interface Change {
  readonly change: 'stored' | 'duplicate' | 'forgotten';
  readonly place: Place;
  readonly message: string;
  /** The message's number; 0 where it has none. */
  readonly position: number;
}

export interface Outcome {
  readonly applied: boolean;
  readonly rows: readonly (StoredMessage & { readonly recipient?: string })[];
  readonly changes: readonly Change[];
}

const stored = (place: Place, message: string, position: number): Change => ({
  change: 'stored',
  place,
  message,
  position,
});

/** Needs a lightweight transaction: it asks before it writes. */
export const isConditional = ({ kind }: CassandraStatement): boolean =>
  kind === 'insertIfNotExists' || kind === 'insertWithOutbox';

/** `nowUs` is the coordinator's clock: it stamps what the statement writes. */
export function execute(tables: Tables, statement: CassandraStatement, nowUs: number): Outcome {
  const { messages, outbox } = tables;
  switch (statement.kind) {
    case 'insert':
      return insert(tables, statement.row, nowUs);
    case 'insertIfNotExists':
      return found(tables, statement.row) ?? insert(tables, statement.row, nowUs);
    case 'insertWithOutbox': {
      const { row, recipients } = statement;
      return found(tables, row) ?? insertWithOutbox(tables, row, recipients, nowUs);
    }
    case 'selectAfter': {
      const { conversation, sequence, limit } = statement;
      return read(selectAfter(messages, conversation, sequence, limit));
    }
    case 'selectOutbox':
      return read(selectOutbox(outbox, statement.owner, statement.limit));
    case 'deleteOutbox': {
      const { recipient, name } = statement;
      const isGone = deleteOutbox(outbox, recipient, name, nowUs);
      return done(isGone ? [forgotten(name)] : []);
    }
    case 'setStatus': {
      setStatus(tables, `${statement.name} ${statement.recipient}`, statement.status, nowUs);
      return done([]);
    }
    case 'reseal':
      return reseal(tables, statement.row, statement.recipients, nowUs);
  }
}

const read = (rows: Outcome['rows']): Outcome => ({ applied: true, rows, changes: [] });
const done = (changes: readonly Change[]): Outcome => ({ applied: true, rows: [], changes });
const forgotten = (message: string): Change => ({
  change: 'forgotten',
  place: 'tableOutbox',
  message,
  position: 0,
});

function insert({ messages }: Tables, row: StoredMessage, nowUs: number): Outcome {
  const written = upsert(messages, row, nowUs);
  const changes = [stored('table', written.name, written.sequence)];
  return { applied: true, rows: [written], changes };
}

function insertWithOutbox(
  tables: Tables,
  row: StoredMessage,
  recipients: readonly string[],
  nowUs: number,
): Outcome {
  const { rows, changes } = insert(tables, row, nowUs);
  const written = rows[0] as StoredMessage;
  const put = recipients.filter((owner) => putOutbox(tables.outbox, owner, written, nowUs));
  const copies = put.map(() => stored('tableOutbox', written.name, written.sequence));
  return { applied: true, rows, changes: [...changes, ...copies] };
}

/** A logged batch, as with a new row. */
function reseal(
  tables: Tables,
  row: StoredMessage,
  recipients: readonly string[],
  nowUs: number,
): Outcome {
  const written = replaceCopies(tables.messages, row, nowUs);
  if (written === undefined) return { applied: false, rows: [], changes: [] };
  const { outbox } = tables;
  // A row that is there already is written over: the newer copy takes its place.
  const absent = recipients.filter((owner) => !outbox.get(owner)?.rows.has(written.name));
  const put = recipients.filter((owner) => putOutbox(outbox, owner, written, nowUs));
  const fresh = put.filter((owner) => absent.includes(owner));
  const places: readonly Place[] = ['table', ...fresh.map(() => 'tableOutbox' as const)];
  const changes = places.map((place) => stored(place, written.name, written.sequence));
  return { applied: true, rows: [written], changes };
}

/** [applied] = false and the row that stands in the way; undefined when the name is new. */
function found({ messages }: Tables, { conversation, name }: StoredMessage): Outcome | undefined {
  const row = findByName(messages, conversation, name);
  if (row === undefined) return undefined;
  const change = { change: 'duplicate', place: 'table', message: name } as const;
  return { applied: false, rows: [row], changes: [{ ...change, position: row.sequence }] };
}

function setStatus({ statuses }: Tables, key: string, status: string, nowUs: number): void {
  const cell = { value: status, timestampUs: nowUs };
  const known = statuses.get(key);
  statuses.set(key, known === undefined ? cell : reconcile(known, cell));
}
