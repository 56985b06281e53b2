/** Closed lists whose members travel through the trace as small integers. Order is part of the digest. */

/** What a sender's phone shows beside its own message. Never steps back (check ticks-forward). */
export const STATUSES = ['clock', 'sent', 'delivered', 'read', 'failed'] as const;

/** What a status or an acknowledgement rests on. */
export const EVIDENCES = [
  'typed',
  'socketWrite',
  'serverReceipt',
  'log',
  'store',
  'push',
  'deviceAck',
  'opened',
  'timeout',
] as const;

/** Where a copy of a message lies. */
export const PLACES = [
  'outbox',
  'local',
  'buffer',
  'log',
  'table',
  'tableOutbox',
  'offlineList',
  'provider',
] as const;

/** Why a packet did not arrive. */
export const LOSSES = ['loss', 'cut', 'halfOpen', 'dropped', 'down', 'closed', 'paused'] as const;

/** Why a node would not do what it was asked. */
export const REFUSALS = [
  'overCapacity',
  'noServer',
  'notConnected',
  'notHere',
  'unavailable',
  'timeout',
  'staleLease',
  'noConversation',
  'badRequest',
  'alreadyDelivered',
  'notKept',
] as const;

/** What a phone is still waiting for, so that a missing tick has an answer. */
export const AWAITED = [
  'connection',
  'serverAck',
  'deliveryReceipt',
  'readReceipt',
  'push',
  'recipientKey',
  'keyApproval',
  'upload',
] as const;

/** Why a connection ended. */
export const CLOSINGS = [
  'client',
  'server',
  'pongTimeout',
  'crash',
  'airplane',
  'suspended',
  'killed',
  'replaced',
  'refused',
] as const;

/** What a cache did with a request. */
export const CACHE_OUTCOMES = ['hit', 'miss', 'joined', 'revalidated', 'stale', 'error'] as const;

/** From a phone's own point of view. */
export const WAYS = ['up', 'down'] as const;

export type Status = (typeof STATUSES)[number];
export type Evidence = (typeof EVIDENCES)[number];
export type Place = (typeof PLACES)[number];
export type Loss = (typeof LOSSES)[number];
export type Refusal = (typeof REFUSALS)[number];
export type Awaited = (typeof AWAITED)[number];
export type Closing = (typeof CLOSINGS)[number];
export type CacheOutcome = (typeof CACHE_OUTCOMES)[number];
export type Way = (typeof WAYS)[number];
