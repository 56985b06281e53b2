/** What Cassandra shows when somebody opens it: partitions by token, rows, outbox, statuses. */
import type { Inspection, InspectionTable, NodeContext, SealedCopy } from '../protocol/index.ts';
import type { Partition } from './message-table.ts';
import { tokenOf } from './murmur3.ts';
import type { CassandraStore } from './store.ts';

export function inspectCassandra(node: NodeContext<CassandraStore>): Inspection {
  const { messages, outbox, statuses } = node.store.disk.tables;
  const partitions = [...messages];
  const owners = [...outbox];
  const statusTable: InspectionTable = {
    title: 'statuses',
    columns: ['message', 'recipient', 'status', 'written at µs'],
    rows: [...statuses].map(([key, cell]) => [...key.split(' '), cell.value, cell.timestampUs]),
  };
  return {
    tables: [
      partitionTable(partitions),
      messageTable(partitions),
      {
        title: 'outbox',
        columns: ['owner', 'message', 'conversation', 'sequence'],
        rows: owners.flatMap(([owner, { rows }]) =>
          [...rows.values()].map((row) => [owner, row.name, row.conversation, row.sequence]),
        ),
      },
      {
        title: 'Tombstones in outbox',
        columns: ['owner', 'tombstones'],
        rows: owners.map(([owner, { tombstones }]) => [owner, tombstones.size]),
      },
      ...(statuses.size === 0 ? [] : [statusTable]),
    ],
    vital: { label: 'rows', value: partitions.reduce((sum, [, { rows }]) => sum + rows.length, 0) },
  };
}

type Entries = readonly (readonly [string, Partition])[];

const partitionTable = (partitions: Entries): InspectionTable => ({
  title: 'Partitions',
  columns: ['conversation', 'token', 'rows', 'last sequence'],
  rows: partitions.map(([conversation, { rows, lastSequence }]) => [
    conversation,
    tokenOf(conversation).toString(),
    rows.length,
    lastSequence,
  ]),
});

const messageTable = (partitions: Entries): InspectionTable => ({
  title: 'messages',
  columns: ['conversation', 'sequence', 'message', 'sender', 'text', 'written at µs'],
  rows: partitions.flatMap(([conversation, { rows }]) =>
    rows.map(({ sequence, name, cells }) => [
      conversation,
      sequence,
      name,
      cells.sender.value,
      cells.sealed === undefined ? cells.text.value : sealedWords(cells.sealed.value),
      cells.text.timestampUs,
    ]),
  ),
});

/** All that the table can say of a message that it cannot read. */
const sealedWords = (blob: string): string =>
  (JSON.parse(blob) as SealedCopy[])
    .map(({ key, length }) => `${length} bytes sealed to ${key}`)
    .join(', ');
