/** What a phone shows when somebody opens it: its outbox, its rows, its cursors. */
import type { Inspection, InspectionTable } from '../protocol/index.ts';
import { cursorOf, type ConversationRows } from './conversation-rows.ts';
import type { PhoneNode } from './phone-node.ts';

export function inspect(node: PhoneNode): Inspection {
  const { outbox, conversations } = node.store.disk;
  return {
    tables: [
      {
        title: 'Outbox',
        columns: ['message', 'conversation', 'text', 'times sent'],
        rows: [...outbox].map(([name, { message, attempts }]) => [
          name,
          message.conversation,
          message.text,
          attempts,
        ]),
      },
      ...[...conversations].map(([name, rows]) => conversationTable(name, rows)),
      {
        title: 'Sync',
        columns: ['conversation', 'cursor', 'highest number'],
        rows: [...conversations].map(([name, rows]) => [
          name,
          cursorOf(rows, node.knobs.cursor),
          rows.highest,
        ]),
      },
    ],
    vital: { label: 'in the outbox', value: outbox.size },
  };
}

function conversationTable(name: string, { rows, view }: ConversationRows): InspectionTable {
  return {
    title: name,
    columns: ['message', 'from', 'text', 'number', 'status'],
    rows: view.map((key) => {
      const row = rows.get(key);
      return [
        key,
        row?.message.sender ?? '',
        row?.message.text ?? '',
        row === undefined || row.sequence === 0 ? null : row.sequence,
        row?.status ?? '',
      ];
    }),
  };
}
