/** What a phone shows when somebody opens it: its outbox, its rows, its cursors. */
import type { Inspection, InspectionTable } from '../protocol/index.ts';
import { cursorOf, type ConversationRows } from './conversation-rows.ts';
import { isSealing, ownKey } from './own-keys.ts';
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
      ...(isSealing(node) ? sealingTables(node) : []),
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

/** Whose public keys are known here, and what lies here that cannot be opened. */
function sealingTables(node: PhoneNode): InspectionTable[] {
  const { contacts, unopened } = node.store.disk;
  const own = [node.name, ownKey(node), null, null];
  return [
    {
      title: 'Keys',
      columns: [
        'device',
        'identity key',
        'one-time prekey it began with',
        'new key, not trusted yet',
      ],
      rows: [
        own,
        ...[...contacts].map(([device, { key, prekey, offered }]) => [
          device,
          key,
          prekey === '' ? null : prekey,
          offered === '' ? null : offered,
        ]),
      ],
    },
    {
      title: 'Cannot be opened',
      columns: ['message', 'conversation', 'sealed to', 'times asked for'],
      rows: [...unopened].map(([name, { conversation, key, asked }]) => [
        name,
        conversation,
        key === '' ? null : key,
        asked,
      ]),
    },
  ];
}
