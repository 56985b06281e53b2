/** Every kind of record the trace can hold, with its fields and its sentence: the one list. */
import { AWAITED, CLOSINGS, EVIDENCES, LOSSES, PLACES, REFUSALS, STATUSES } from './enums.ts';
import { LOG_RECORDS } from './log-records.ts';
import { MEDIA_RECORDS } from './media-records.ts';
import { CROWD_COUNTS } from './members.ts';
import { MEMBERSHIP_RECORDS } from './membership-records.ts';
import { field, type RecordKind } from './record-kind.ts';
import { RING_RECORDS } from './ring-records.ts';

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
  ...LOG_RECORDS,
  ...MEDIA_RECORDS,
  ...RING_RECORDS,
  /** Written right after the packet's leaving, by whom it left: the plan holds it up. */
  delayed: {
    fields: [field('to', 'node'), field('packet', 'text'), field('addedMs', 'number')],
    sentence: '{node} sends {packet} to {to}, which is held up for {addedMs} ms.',
    level: 'life',
  },
  /** One copy for everybody in the group; key is the sender key. */
  sealedOnce: {
    fields: [field('key', 'text'), field('devices', 'number'), field('length', 'number')],
    sentence: '{node} seals {message} once, with {key}, for {devices} devices.',
    level: 'life',
  },
  /** A device becomes one of its user's, with no history. */
  linked: {
    fields: [],
    sentence: '{node} is linked to its user’s account.',
    level: 'life',
  },
  unlinked: {
    fields: [],
    sentence: '{node} is removed from its user’s account.',
    level: 'life',
  },
  readElsewhere: {
    fields: [field('by', 'text')],
    sentence: '{node} learns that {message} was read on {by}.',
    level: 'life',
  },
  ...MEMBERSHIP_RECORDS,
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
