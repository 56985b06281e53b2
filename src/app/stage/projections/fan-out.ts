/** How far each message has spread: to how many it was sent, shown, and how many receipts came back. */
import { RECORD } from '../../../models/index.ts';
import type { TraceRecord } from '../../../kernel/index.ts';
import type { Branch, Projection } from '../../playback/index.ts';

export interface Spread {
  sent: number;
  shown: number;
  receipts: number;
}

function spreadOf(spreads: Map<number, Spread>, message: number): Spread {
  let spread = spreads.get(message);
  if (spread === undefined) spreads.set(message, (spread = { sent: 0, shown: 0, receipts: 0 }));
  return spread;
}

function note(spreads: Map<number, Spread>, record: TraceRecord, { view }: Branch): void {
  if (record.kind === RECORD.shown) {
    spreadOf(spreads, record.message).shown += 1;
    return;
  }
  if (record.kind !== RECORD.sent && record.kind !== RECORD.received) return;
  const type = view.names.text(record.b);
  if (record.kind === RECORD.sent && type === 'deliver') {
    spreadOf(spreads, record.message).sent += 1;
  }
  if (record.kind === RECORD.received && type === 'receipt') {
    spreadOf(spreads, record.message).receipts += 1;
  }
}

/** By the message's name id. */
export const fanOutOfMessages: Projection<Map<number, Spread>> = {
  start: () => new Map(),
  apply(spreads, record, branch) {
    if (record.message >= 0) note(spreads, record, branch);
  },
  copy: (spreads) => new Map([...spreads].map(([message, spread]) => [message, { ...spread }])),
};

/** The conversation of each message, by the message's name id. */
export const conversationsOfMessages: Projection<Map<number, string>> = {
  start: () => new Map(),
  apply(conversations, record, { view }) {
    if (record.kind !== RECORD.typed) return;
    conversations.set(record.message, view.names.text(record.b));
  },
  copy: (conversations) => new Map(conversations),
};
