/** Every kind of record the trace can hold, with its fields and its sentence: the one list. */
import {
  AWAITED,
  CACHE_OUTCOMES,
  CLOSINGS,
  EVIDENCES,
  LOSSES,
  PLACES,
  REFUSALS,
  STATUSES,
  WAYS,
} from './enums.ts';
import { CROWD_COUNTS } from './members.ts';

/** How a scalar of a record is read: a node's number, an interned text, a plain number, or an enum. */
export type FieldKind = 'node' | 'text' | 'number' | 'flag' | readonly string[];

export interface RecordKind {
  /** The fields behind the columns a, b and c, in that order. */
  readonly fields: readonly { readonly name: string; readonly kind: FieldKind }[];
  /** A sentence in which {node}, {message} and {field} are filled in. */
  readonly sentence: string;
  /** `life` is what users would notice; `wire` is packets; `inner` is a node's own business. */
  readonly level: 'life' | 'wire' | 'inner';
}

const field = (name: string, kind: FieldKind) => ({ name, kind });

/** The order is part of the digest: add new kinds at the end. */
export const RECORD_KINDS = {
  typed: {
    fields: [field('text', 'text'), field('conversation', 'text')],
    sentence: '{node} types “{text}”.',
    level: 'life',
  },
  stored: {
    fields: [field('place', PLACES), field('durable', 'flag'), field('position', 'number')],
    sentence: '{node} keeps {message} in its {place}.',
    level: 'inner',
  },
  forgotten: {
    fields: [field('place', PLACES)],
    sentence: '{node} removes {message} from its {place}.',
    level: 'inner',
  },
  shown: {
    fields: [field('position', 'number'), field('sequence', 'number'), field('text', 'text')],
    sentence: '{node} shows {message}: “{text}”.',
    level: 'life',
  },
  status: {
    fields: [field('status', STATUSES), field('evidence', EVIDENCES)],
    sentence: '{node} shows {status} on {message}, on the word of {evidence}.',
    level: 'life',
  },
  opened: {
    fields: [field('conversation', 'text')],
    sentence: '{node} opens {conversation}.',
    level: 'life',
  },
  awaiting: {
    fields: [field('awaited', AWAITED)],
    sentence: '{node} waits for {awaited} of {message}.',
    level: 'inner',
  },
  /** flightUs is known when the packet leaves; -1 when it will never arrive. */
  sent: {
    fields: [field('to', 'node'), field('packet', 'text'), field('flightUs', 'number')],
    sentence: '{node} sends {packet} to {to}.',
    level: 'wire',
  },
  received: {
    fields: [field('from', 'node'), field('packet', 'text')],
    sentence: '{node} receives {packet} from {from}.',
    level: 'wire',
  },
  /** Written at the node the packet was meant for, at the time it would have arrived. */
  lost: {
    fields: [field('from', 'node'), field('packet', 'text'), field('reason', LOSSES)],
    sentence: 'The {packet} from {from} to {node} is lost ({reason}).',
    level: 'life',
  },
  refused: {
    fields: [field('reason', REFUSALS), field('from', 'node')],
    sentence: '{node} refuses {from}: {reason}.',
    level: 'life',
  },
  accepted: {
    fields: [field('sequence', 'number'), field('evidence', EVIDENCES)],
    sentence: '{node} accepts {message} on the word of {evidence}.',
    level: 'life',
  },
  marked: {
    fields: [field('status', STATUSES), field('evidence', EVIDENCES)],
    sentence: '{node} marks {message} {status}, on the word of {evidence}.',
    level: 'life',
  },
  /** server is -1 when the recipient is believed to be offline. */
  routed: {
    fields: [field('server', 'node'), field('user', 'text')],
    sentence: '{node} believes that {user} is at {server}.',
    level: 'inner',
  },
  duplicate: {
    fields: [field('place', PLACES)],
    sentence: '{node} has {message} already and does not keep it twice.',
    level: 'life',
  },
  state: {
    fields: [field('machine', 'text'), field('before', 'text'), field('after', 'text')],
    sentence: '{node}: {machine} goes from {before} to {after}.',
    level: 'inner',
  },
  connected: {
    fields: [field('peer', 'node'), field('connection', 'number')],
    sentence: '{node} is connected to {peer}.',
    level: 'life',
  },
  disconnected: {
    fields: [field('peer', 'node'), field('connection', 'number'), field('closing', CLOSINGS)],
    sentence: '{node} ends its connection with {peer} ({closing}).',
    level: 'life',
  },
  crashed: { fields: [], sentence: '{node} crashes.', level: 'life' },
  restarted: { fields: [], sentence: '{node} starts again.', level: 'life' },
  paused: { fields: [], sentence: '{node} is paused.', level: 'life' },
  resumed: { fields: [], sentence: '{node} goes on.', level: 'life' },
  /** peer is -1 when every link of the node is meant. */
  cut: {
    fields: [field('peer', 'node')],
    sentence: 'The network between {node} and {peer} is cut.',
    level: 'life',
  },
  healed: {
    fields: [field('peer', 'node')],
    sentence: 'The network between {node} and {peer} is whole again.',
    level: 'life',
  },
  slowed: {
    fields: [field('peer', 'node'), field('addedMs', 'number')],
    sentence: 'The network between {node} and {peer} is {addedMs} ms slower.',
    level: 'life',
  },
  skewed: {
    fields: [field('skewMs', 'number')],
    sentence: 'The clock of {node} is {skewMs} ms off.',
    level: 'life',
  },
  knob: {
    fields: [field('key', 'text'), field('value', 'text')],
    sentence: 'From here on, {key} is {value}.',
    level: 'life',
  },
  /** A command served by a store, with its answer in the store's own words. */
  served: {
    fields: [field('command', 'text'), field('answer', 'text')],
    sentence: '{node} answers {command} with {answer}.',
    level: 'inner',
  },
  expired: {
    fields: [field('key', 'text')],
    sentence: '{node} drops the expired key {key}.',
    level: 'inner',
  },
  appended: {
    fields: [field('topic', 'text'), field('partition', 'number'), field('offset', 'number')],
    sentence: '{node} appends {message} to {topic}-{partition} at offset {offset}.',
    level: 'inner',
  },
  committed: {
    fields: [field('topic', 'text'), field('partition', 'number'), field('offset', 'number')],
    sentence: '{node} commits {topic}-{partition} up to offset {offset}.',
    level: 'inner',
  },
  assigned: {
    fields: [field('topic', 'text'), field('partition', 'number'), field('member', 'node')],
    sentence: '{node} assigns {topic}-{partition} to {member}.',
    level: 'inner',
  },
  notified: {
    fields: [field('user', 'text')],
    sentence: '{node} asks for a push to {user}.',
    level: 'life',
  },
  banner: {
    fields: [field('text', 'text')],
    sentence: '{node} shows a notification: “{text}”.',
    level: 'life',
  },
  gap: {
    fields: [field('conversation', 'text'), field('sequence', 'number')],
    sentence: '{node} misses number {sequence} of {conversation}.',
    level: 'life',
  },
  belief: {
    fields: [field('user', 'text'), field('online', 'flag'), field('lastSeenMs', 'number')],
    sentence: '{node} believes {user} online: {online}.',
    level: 'life',
  },
  /** The depth of a node's service queue after a change, when it moved past a power of two. */
  queue: {
    fields: [field('depth', 'number')],
    sentence: '{node} has {depth} in its queue.',
    level: 'inner',
  },
  reinstalled: {
    fields: [field('install', 'number')],
    sentence: '{node} has its app deleted and installed anew.',
    level: 'life',
  },
  /** prekeys: how many one-time prekeys of the device the registry has now. */
  registered: {
    fields: [field('device', 'node'), field('key', 'text'), field('prekeys', 'number')],
    sentence: '{node} keeps {key} of {device}, with {prekeys} one-time prekeys.',
    level: 'inner',
  },
  /** prekey is '' when none was left, prekeys how many are left now. */
  handedOut: {
    fields: [field('key', 'text'), field('prekey', 'text'), field('prekeys', 'number')],
    sentence: '{node} hands out {key} with {prekey}; {prekeys} are left.',
    level: 'inner',
  },
  /** Once for each copy. length is that of the text in bytes. */
  sealed: {
    fields: [field('device', 'node'), field('key', 'text'), field('length', 'number')],
    sentence: '{node} seals {message} to {key} of {device}.',
    level: 'life',
  },
  unsealed: {
    fields: [field('key', 'text'), field('length', 'number')],
    sentence: '{node} opens {message} with {key}.',
    level: 'life',
  },
  /** key is '' when there is no copy for this device at all. */
  cannotOpen: {
    fields: [field('key', 'text')],
    sentence: '{node} cannot open {message}: it is sealed to {key}.',
    level: 'life',
  },
  /** Written by the device that has noticed: its owner can see it from now on. */
  keyChanged: {
    fields: [field('device', 'node'), field('before', 'text'), field('after', 'text')],
    sentence: '{node} shows that {device} has {after} in place of {before}.',
    level: 'life',
  },
  keyAccepted: {
    fields: [field('device', 'node'), field('key', 'text')],
    sentence: '{node} is told to trust {key} of {device}.',
    level: 'life',
  },
  /** Words that were sealed, or should have been, lie open at a node. Written with encryption on. */
  exposed: {
    fields: [field('packet', 'text')],
    sentence: '{node} can read {message} in {packet}.',
    level: 'life',
  },
  /** What the members of a crowd did in a stretch of time, or where they were at its end. */
  counted: {
    fields: [field('what', CROWD_COUNTS), field('count', 'number'), field('stretchMs', 'number')],
    sentence: '{node} counts {count} {what} in {stretchMs} ms.',
    level: 'inner',
  },
  /** Written by the controller. leader is -1 when the partition is offline. */
  elected: {
    fields: [field('partition', 'text'), field('leader', 'node'), field('epoch', 'number')],
    sentence: '{node} makes {leader} leader of {partition} in epoch {epoch}.',
    level: 'life',
  },
  /** Written by the controller. replicas: names of the brokers in sync, the leader first or not. */
  inSync: {
    fields: [field('partition', 'text'), field('replicas', 'text'), field('epoch', 'number')],
    sentence: '{node} has {replicas} in sync for {partition}.',
    level: 'inner',
  },
  /** A replica cuts its log back to what its leader has. */
  truncated: {
    fields: [field('partition', 'text'), field('offset', 'number'), field('records', 'number')],
    sentence: '{node} cuts {partition} back to offset {offset}: {records} records are gone.',
    level: 'life',
  },
  /** A broker has not been heard of by its controller, or has come back. */
  fenced: {
    fields: [field('broker', 'node'), field('isFenced', 'flag')],
    sentence: '{node} counts {broker} as gone: {isFenced}.',
    level: 'life',
  },
  /** A person sends a photo or a video; the message itself is `typed` with it. */
  attached: {
    fields: [field('bytes', 'number')],
    sentence: '{node} begins to send {bytes} bytes with {message}.',
    level: 'life',
  },
  uploaded: {
    fields: [field('part', 'number'), field('parts', 'number'), field('bytes', 'number')],
    sentence: '{node} has uploaded part {part} of {parts} of {message}, {bytes} bytes.',
    level: 'life',
  },
  downloaded: {
    fields: [field('bytes', 'number')],
    sentence: '{node} has {message} with all its {bytes} bytes.',
    level: 'life',
  },
  /** bytes: how many had come across in vain, or will not be sent again where a part is kept. */
  interrupted: {
    fields: [field('way', WAYS), field('bytes', 'number'), field('reason', 'text')],
    sentence: '{node} stops the transfer of {message} after {bytes} bytes: {reason}.',
    level: 'life',
  },
  cached: {
    fields: [field('key', 'text'), field('outcome', CACHE_OUTCOMES), field('bytes', 'number')],
    sentence: '{node} answers for {key}: {outcome}.',
    level: 'inner',
  },
  /** The data meter of a phone that has one: what a packet of its socket cost on the wire. */
  carried: {
    fields: [field('way', WAYS), field('bytes', 'number'), field('requests', 'number')],
    sentence: '{node} carries {bytes} bytes {way}, with {requests} requests.',
    level: 'wire',
  },
  /** A coordinator keeps a write for a replica that did not take it. */
  hinted: {
    fields: [field('replica', 'node')],
    sentence: '{node} keeps a hint of {message} for {replica}.',
    level: 'life',
  },
  /** What the failure detector of a node has made of another's heartbeats. */
  peerUp: {
    fields: [field('peer', 'node')],
    sentence: '{node} hears of {peer} again.',
    level: 'life',
  },
  peerDown: {
    fields: [field('peer', 'node')],
    sentence: '{node} takes {peer} for down.',
    level: 'life',
  },
  /** Read repair: a read found that a replica lacks what another has. */
  mended: {
    fields: [field('replica', 'node'), field('table', 'text'), field('key', 'text')],
    sentence: '{node} sends {replica} what it lacks in {table} of {key}.',
    level: 'life',
  },
  /** A lightweight transaction met a higher ballot and begins again. */
  contended: {
    fields: [field('rounds', 'number'), field('key', 'text')],
    sentence: '{node} meets a higher ballot for {key} and begins again.',
    level: 'life',
  },
  /** A store complains in its log: a partition too large, too many tombstones in one read. */
  warned: {
    fields: [field('what', 'text'), field('key', 'text'), field('amount', 'number')],
    sentence: '{node} warns of {what} in {key}: {amount}.',
    level: 'inner',
  },
  /** Written right after the packet's leaving, by whom it left: the plan holds it up. */
  delayed: {
    fields: [field('to', 'node'), field('packet', 'text'), field('addedMs', 'number')],
    sentence: '{node} sends {packet} to {to}, which is held up for {addedMs} ms.',
    level: 'life',
  },
} as const satisfies Record<string, RecordKind>;

export type RecordName = keyof typeof RECORD_KINDS;

/** Names in the order of their numbers in the trace. */
export const RECORD_NAMES = Object.keys(RECORD_KINDS) as readonly RecordName[];

/** The number that stands for each kind in the trace. */
export const RECORD = Object.fromEntries(
  RECORD_NAMES.map((name, index) => [name, index]),
) as Readonly<Record<RecordName, number>>;

export function recordKind(kind: number): RecordKind {
  const name = RECORD_NAMES[kind];
  if (name === undefined) throw new Error(`no record kind has the number ${kind}`);
  return RECORD_KINDS[name];
}
