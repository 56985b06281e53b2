/** Records of the brokers and replicas of the log. */
import { field, type RecordKind } from './record-kind.ts';

export const LOG_RECORDS = {
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
} as const satisfies Record<string, RecordKind>;
