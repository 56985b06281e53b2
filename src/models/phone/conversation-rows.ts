/**
 * The messages of one conversation on one phone: rows, the order in which they stand on screen, and
 * what is known of their numbers. Plain data; the functions are the only ones that change it.
 */
import type { Awaited, ChatMessage, Status } from '../protocol/index.ts';

export interface Row {
  readonly message: ChatMessage;
  /** Typed by this phone's user, here or on another device of theirs. */
  readonly own: boolean;
  /** The how-manieth to come to this phone: the order of rows that have no number. */
  readonly arrival: number;
  /** 0 until the server's number is known, and for ever where none are given. */
  sequence: number;
  /** What is shown beside an own message. For those of others: delivered or read. */
  status: Status;
  awaited: Awaited | '';
  /** What each other member is known to have, own messages only. */
  readonly members: Map<string, Status>;
  /** Devices of theirs that have it, where each reports for itself. */
  readonly devices: Set<string>;
  /** It was read while the phone was not connected. */
  owesReadReceipt: boolean;
}

export interface ConversationRows {
  /** By name; a second copy that was not recognised is kept as name#2. */
  readonly rows: Map<string, Row>;
  /** Keys of the rows in the order in which they stand on screen. */
  readonly view: string[];
  arrivals: number;
  /** Every number up to here is known. */
  contiguous: number;
  highest: number;
  /** The known numbers above `contiguous`. */
  readonly beyond: Set<number>;
}

export const emptyConversation = (): ConversationRows => ({
  rows: new Map(),
  view: [],
  arrivals: 0,
  contiguous: 0,
  highest: 0,
  beyond: new Set(),
});

/**
 * Numbered rows by number, then by the sender's clock, then by name; after them the rows without a
 * number as they came, so that an own message waits at the end for its place.
 */
export function compareRows(a: Row, b: Row): number {
  if (a.sequence === 0 || b.sequence === 0) {
    if (a.sequence !== b.sequence) return a.sequence === 0 ? 1 : -1;
    return a.arrival - b.arrival;
  }
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  if (a.message.typedAtUs !== b.message.typedAtUs) return a.message.typedAtUs - b.message.typedAtUs;
  if (a.message.name !== b.message.name) return a.message.name < b.message.name ? -1 : 1;
  return a.arrival - b.arrival;
}

/** Inserts a row at its place; answers that place, counted from 0. */
export function insertRow(
  conversation: ConversationRows,
  message: ChatMessage,
  given: Pick<Row, 'own' | 'sequence' | 'status'>,
): number {
  conversation.arrivals += 1;
  const key = freeKey(conversation, message.name);
  conversation.rows.set(key, {
    ...given,
    message,
    arrival: conversation.arrivals,
    awaited: '',
    members: new Map(),
    devices: new Set(),
    owesReadReceipt: false,
  });
  noteNumber(conversation, given.sequence);
  return place(conversation, key);
}

/**
 * A row learns its number. Answers its new place on screen, or -1 when it stays where it was.
 */
export function numberRow(conversation: ConversationRows, name: string, sequence: number): number {
  const row = conversation.rows.get(name);
  if (row === undefined || sequence === 0 || row.sequence === sequence) return -1;
  row.sequence = sequence;
  noteNumber(conversation, sequence);
  const before = conversation.view.indexOf(name);
  conversation.view.splice(before, 1);
  const after = place(conversation, name);
  return after === before ? -1 : after;
}

/** The number after which a sync should start. */
export function cursorOf(
  conversation: ConversationRows,
  policy: 'highestSeen' | 'highestContiguous',
): number {
  return policy === 'highestSeen' ? conversation.highest : conversation.contiguous;
}

/** The first number that is missing below the highest, 0 when none is. */
export const firstMissing = ({ contiguous, highest }: ConversationRows): number =>
  highest > contiguous ? contiguous + 1 : 0;

/** A number of the conversation is accounted for. */
export function noteNumber(conversation: ConversationRows, sequence: number): void {
  if (sequence <= conversation.contiguous) return;
  conversation.highest = Math.max(conversation.highest, sequence);
  conversation.beyond.add(sequence);
  while (conversation.beyond.delete(conversation.contiguous + 1)) conversation.contiguous += 1;
}

function place(conversation: ConversationRows, key: string): number {
  const { rows, view } = conversation;
  const row = rows.get(key) as Row;
  let low = 0;
  let high = view.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareRows(rows.get(view[middle] as string) as Row, row) < 0) low = middle + 1;
    else high = middle;
  }
  view.splice(low, 0, key);
  return low;
}

function freeKey({ rows }: ConversationRows, name: string): string {
  if (!rows.has(name)) return name;
  let copy = 2;
  while (rows.has(`${name}#${copy}`)) copy += 1;
  return `${name}#${copy}`;
}
