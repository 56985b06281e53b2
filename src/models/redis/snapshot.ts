/** A copy of all keys as the commands that make them: what a full resynchronization carries. */
import type { RedisWords } from '../protocol/index.ts';
import type { Entry, Keyspace } from './keyspace.ts';

export const snapshotOf = (keyspace: Keyspace): readonly RedisWords[] =>
  [...keyspace.entries].flatMap(([key, entry]) => [
    making(key, entry),
    ...(entry.expiresAtMs === undefined ? [] : [['PEXPIREAT', key, `${entry.expiresAtMs}`]]),
  ]);

function making(key: string, { value }: Entry): RedisWords {
  switch (value.type) {
    case 'string':
      return ['SET', key, value.text];
    case 'list':
      return ['RPUSH', key, ...value.items];
    case 'set':
      return ['SADD', key, ...value.members];
    case 'hash':
      return ['HSET', key, ...[...value.fields].flat()];
  }
}
