/** Names of the trace's enums in the words that stand on screen. */
import { personWords } from '../../measures/index.ts';
import type { Awaited, Evidence, Loss, NodeSpec, Place, Refusal } from '../../models/index.ts';

/** What a status rests on: "on the word that ...". */
export const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  typed: 'it was typed',
  socketWrite: 'the send call returned',
  serverReceipt: 'a server received it',
  log: 'the log has it',
  store: 'the table has it',
  push: 'a server pushed it',
  deviceAck: 'the other phone said so',
  opened: 'the chat was opened',
  timeout: 'nobody answered in time',
};

export const AWAITED_WORDS: Readonly<Record<Awaited, string>> = {
  connection: 'waiting for a connection',
  serverAck: 'waiting for a server to acknowledge it',
  deliveryReceipt: 'waiting for word that it was delivered',
  readReceipt: 'waiting for word that it was read',
  push: 'waiting for a push',
  recipientKey: 'waiting for the key to seal it to',
  keyApproval: 'waiting until the new key is trusted',
  upload: 'waiting for its photo to be uploaded',
};

export const PLACE_WORDS: Readonly<Record<Place, string>> = {
  outbox: 'outbox',
  local: 'chat',
  buffer: 'buffer',
  log: 'log',
  table: 'table',
  tableOutbox: 'outbox table',
  offlineList: 'offline list',
  provider: 'push queue',
};

export const LOSS_WORDS: Readonly<Record<Loss, string>> = {
  loss: 'lost on the way',
  cut: 'the link is cut',
  halfOpen: 'the other end no longer knows this connection',
  dropped: 'dropped on purpose',
  down: 'the receiver is down',
  closed: 'the connection is closed',
  paused: 'the receiver is paused',
};

export const REFUSAL_WORDS: Readonly<Record<Refusal, string>> = {
  overCapacity: 'over capacity',
  noServer: 'no server is up',
  notConnected: 'not connected',
  notHere: 'the user is not here',
  unavailable: 'a store does not answer',
  timeout: 'no answer in time',
  staleLease: 'the entry is out of date',
  noConversation: 'no such conversation',
  badRequest: 'the request makes no sense',
  alreadyDelivered: 'it is delivered already',
  notKept: 'the message is no longer kept',
};

/** readReceipt -> "read receipt", server-1 -> "server-1". */
export function inWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}

/** A person's name for a user: ana -> "Ana". */
export const personName = personWords;

/** What a node is called on screen: people own phones, machines keep their names. */
export function nodeTitle(spec: NodeSpec): string {
  if (spec.kind !== 'phone') return spec.name;
  const user = String(spec.settings['user'] ?? spec.name);
  return user === spec.name ? personName(user) : `${personName(user)} (${spec.name})`;
}

/** 1234567 µs -> "1.235 s"; below a second "12.3 ms". Digits keep their places. */
export function timeText(timeUs: number): string {
  if (timeUs < 1_000_000) return `${(timeUs / 1000).toFixed(1)} ms`;
  return `${(timeUs / 1_000_000).toFixed(3)} s`;
}

/** How long ago, roughly: "now", "3 s", "2 min". */
export function ageText(agoUs: number): string {
  if (agoUs < 1_000_000) return 'now';
  if (agoUs < 120_000_000) return `${Math.floor(agoUs / 1_000_000)} s ago`;
  return `${Math.floor(agoUs / 60_000_000)} min ago`;
}

/** A count in at most four signs: 950, 1.2k, 38k. */
export function countText(count: number): string {
  if (count < 1000) return String(count);
  return count < 9950 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`;
}
