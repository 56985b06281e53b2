/** Messages as rows of a table, and back: one cell for each field, each with its own timestamp. */
import type { MediaPointer, SealedCopy, StoredMessage, TableRow } from '../protocol/index.ts';
import type { Cell } from './cells.ts';
import { isLive } from './rows.ts';

/** The static column of a conversation: the highest number given so far. */
const LAST = 'lastSequence';

const live = (value: string, timestampUs: number): Cell => ({ value, timestampUs });

function cellsOf(message: StoredMessage, timestampUs: number): Record<string, Cell> {
  const { sender, text, typedAtUs, sealed, media } = message;
  return {
    sender: live(sender, timestampUs),
    text: live(text, timestampUs),
    typedAtUs: live(`${typedAtUs}`, timestampUs),
    ...(sealed === undefined ? {} : { sealed: live(JSON.stringify(sealed), timestampUs) }),
    ...(media === undefined ? {} : { media: live(JSON.stringify(media), timestampUs) }),
  };
}

/** A row of table messages. */
export const messageRow = (message: StoredMessage, timestampUs: number): TableRow => ({
  sequence: message.sequence,
  name: message.name,
  cells: cellsOf(message, timestampUs),
});

export const staticRow = (last: number, timestampUs: number): TableRow => ({
  sequence: 0,
  name: '',
  cells: { [LAST]: live(`${last}`, timestampUs) },
});

/** A row of table outbox, whose partition is the recipient's. */
export const outboxRow = (message: StoredMessage, timestampUs: number): TableRow => ({
  sequence: 0,
  name: message.name,
  cells: {
    ...cellsOf(message, timestampUs),
    conversation: live(message.conversation, timestampUs),
    sequence: live(`${message.sequence}`, timestampUs),
  },
});

export const sealedCell = (copies: readonly SealedCopy[], timestampUs: number): Cell =>
  live(JSON.stringify(copies), timestampUs);

/** Rows of people, not the static one, and none that is deleted. */
export const liveRows = (rows: readonly TableRow[]): readonly TableRow[] =>
  rows.filter((row) => row.name !== '' && isLive(row));

/** The highest number that a conversation's rows tell of. */
export function lastNumber(rows: readonly TableRow[]): number {
  const told = rows.map(({ sequence, cells }) =>
    Math.max(sequence, Number(cells[LAST]?.value ?? 0)),
  );
  return Math.max(0, ...told);
}

export const copiesIn = ({ cells }: TableRow): readonly SealedCopy[] =>
  cells['sealed'] === undefined ? [] : (JSON.parse(cells['sealed'].value) as SealedCopy[]);

const mediaIn = ({ cells }: TableRow): Pick<StoredMessage, 'media'> =>
  cells['media'] === undefined ? {} : { media: JSON.parse(cells['media'].value) as MediaPointer };

/** A message as its row tells it; `conversation` is the key of its partition in table messages. */
export function messageFrom(row: TableRow, conversation: string): StoredMessage {
  const { name, cells } = row;
  const value = (column: string): string => cells[column]?.value ?? '';
  const message = {
    name,
    conversation: cells['conversation']?.value ?? conversation,
    sender: value('sender'),
    text: value('text'),
    typedAtUs: Number(value('typedAtUs')),
    sequence: Number(cells['sequence']?.value ?? row.sequence),
    ...mediaIn(row),
  };
  return cells['sealed'] === undefined ? message : { ...message, sealed: copiesIn(row) };
}

/** When it was written, by its writer's clock; 0 when nothing of it is left. */
export const writtenAtUs = ({ cells }: TableRow): number => cells['text']?.timestampUs ?? 0;
