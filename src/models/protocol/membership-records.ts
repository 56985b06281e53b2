/** Records of who was let into which group. */
import { field, type RecordKind } from './record-kind.ts';
import { MEMBERSHIP_OUTCOMES } from './sql-packets.ts';

export const MEMBERSHIP_RECORDS = {
  /** What came of it: at the server that knows first, and at the phone that asked. */
  membership: {
    fields: [
      field('conversation', 'text'),
      field('user', 'text'),
      field('outcome', MEMBERSHIP_OUTCOMES),
    ],
    sentence: '{node}: {user} in {conversation}: {outcome}.',
    level: 'life',
  },
} as const satisfies Record<string, RecordKind>;
