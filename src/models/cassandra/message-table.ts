/** Table messages, PRIMARY KEY ((conversation), sequence, name), with its counter and names. */
import type { MediaPointer, SealedCopy, StoredMessage } from '../protocol/index.ts';
import { type Cell, compareBytes, reconcile } from './cells.ts';

export interface Row {
  readonly sequence: number;
  readonly name: string;
  cells: Readonly<Record<'sender' | 'text' | 'typedAtUs', Cell>> & {
    /** The sealed copies as a blob, of messages that are sealed. */
    readonly sealed?: Cell;
    /** What a message with a photo points to. */
    readonly media?: Cell;
  };
}

export interface Partition {
  /** In the order of (sequence, name): the clustering order. */
  readonly rows: Row[];
  /** Static column: the highest number given so far, by which an unnumbered row gets its place. */
  lastSequence: number;
  /** Where a message's first row is: what INSERT ... IF NOT EXISTS asks. */
  readonly sequenceOfName: Map<string, number>;
}

export type MessageTable = Map<string, Partition>;

export function partitionOf(table: MessageTable, conversation: string): Partition {
  let partition = table.get(conversation);
  if (partition === undefined) {
    partition = { rows: [], lastSequence: 0, sequenceOfName: new Map() };
    table.set(conversation, partition);
  }
  return partition;
}

/** Writes a row; number 0 gets the next place by arrival. Answers it as it now is in the table. */
export function upsert(table: MessageTable, message: StoredMessage, nowUs: number): StoredMessage {
  const partition = partitionOf(table, message.conversation);
  const sequence = message.sequence > 0 ? message.sequence : partition.lastSequence + 1;
  partition.lastSequence = Math.max(partition.lastSequence, sequence);
  if (!partition.sequenceOfName.has(message.name)) {
    partition.sequenceOfName.set(message.name, sequence);
  }
  const row = { sequence, name: message.name, cells: cellsOf(message, nowUs) };
  return messageOf(message.conversation, mergeRow(partition.rows, row));
}

const cellsOf = (message: StoredMessage, timestampUs: number): Row['cells'] => ({
  sender: { value: message.sender, timestampUs },
  text: { value: message.text, timestampUs },
  typedAtUs: { value: `${message.typedAtUs}`, timestampUs },
  ...(message.sealed === undefined
    ? {}
    : { sealed: { value: JSON.stringify(message.sealed), timestampUs } }),
  ...(message.media === undefined
    ? {}
    : { media: { value: JSON.stringify(message.media), timestampUs } }),
});

function mergeRow(rows: Row[], row: Row): Row {
  // Most rows come at the end.
  let at = rows.length;
  while (at > 0 && compareRows(rows[at - 1] as Row, row) > 0) at -= 1;
  const known = rows[at - 1];
  if (known === undefined || compareRows(known, row) !== 0) {
    rows.splice(at, 0, row);
    return row;
  }
  const sealed = reconcileOptional(known.cells.sealed, row.cells.sealed);
  const media = reconcileOptional(known.cells.media, row.cells.media);
  known.cells = {
    sender: reconcile(known.cells.sender, row.cells.sender),
    text: reconcile(known.cells.text, row.cells.text),
    typedAtUs: reconcile(known.cells.typedAtUs, row.cells.typedAtUs),
    ...(sealed === undefined ? {} : { sealed }),
    ...(media === undefined ? {} : { media }),
  };
  return known;
}

const reconcileOptional = (left: Cell | undefined, right: Cell | undefined): Cell | undefined =>
  left === undefined || right === undefined ? (left ?? right) : reconcile(left, right);

/**
 * Puts copies in the place of those of the same devices. Answers the row as it is then; undefined
 * when the conversation has no message of that name.
 */
export function replaceCopies(
  table: MessageTable,
  { conversation, name, sealed = [] }: StoredMessage,
  nowUs: number,
): StoredMessage | undefined {
  const row = rowOf(table, conversation, name);
  if (row === undefined) return undefined;
  const kept = copiesIn(row).filter(({ device }) => !sealed.some((copy) => copy.device === device));
  const cell = { value: JSON.stringify([...kept, ...sealed]), timestampUs: nowUs };
  row.cells = { ...row.cells, sealed: reconcileOptional(row.cells.sealed, cell) as Cell };
  return messageOf(conversation, row);
}

const compareRows = (one: Row, other: Row): number =>
  one.sequence - other.sequence || compareBytes(one.name, other.name);

/** The first row of a message; undefined when the conversation has none of that name. */
export function findByName(
  table: MessageTable,
  conversation: string,
  name: string,
): StoredMessage | undefined {
  const row = rowOf(table, conversation, name);
  return row === undefined ? undefined : messageOf(conversation, row);
}

function rowOf(table: MessageTable, conversation: string, name: string): Row | undefined {
  const partition = table.get(conversation);
  const sequence = partition?.sequenceOfName.get(name);
  return partition?.rows.find((each) => each.sequence === sequence && each.name === name);
}

const copiesIn = ({ cells }: Row): readonly SealedCopy[] =>
  cells.sealed === undefined ? [] : (JSON.parse(cells.sealed.value) as SealedCopy[]);

/** Rows behind a place, in order; at most so many. */
export function selectAfter(
  table: MessageTable,
  conversation: string,
  sequence: number,
  limit: number,
): StoredMessage[] {
  const rows = table.get(conversation)?.rows ?? [];
  let first = rows.length;
  while (first > 0 && (rows[first - 1] as Row).sequence > sequence) first -= 1;
  return rows.slice(first, first + limit).map((row) => messageOf(conversation, row));
}

function messageOf(conversation: string, row: Row): StoredMessage {
  const { sequence, name, cells } = row;
  const message = {
    name,
    conversation,
    sender: cells.sender.value,
    text: cells.text.value,
    typedAtUs: Number(cells.typedAtUs.value),
    sequence,
    ...mediaIn(row),
  };
  return cells.sealed === undefined ? message : { ...message, sealed: copiesIn(row) };
}

const mediaIn = ({ cells }: Row): Pick<StoredMessage, 'media'> =>
  cells.media === undefined ? {} : { media: JSON.parse(cells.media.value) as MediaPointer };
