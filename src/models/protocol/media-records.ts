/** Records of photos and videos, and of what a phone's socket costs. */
import { CACHE_OUTCOMES, WAYS } from './enums.ts';
import { field, type RecordKind } from './record-kind.ts';

export const MEDIA_RECORDS = {
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
} as const satisfies Record<string, RecordKind>;
