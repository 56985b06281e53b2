/** Replies recorded from a real redis-server, command by command, on a clock that stands still. */
import { describe, expect, test } from 'vitest';
import { execute } from '../../../src/models/redis/commands.ts';
import { accessTo, emptyKeyspace } from '../../../src/models/redis/keyspace.ts';
import { slotOf } from '../../../src/models/protocol/redis-slots.ts';
import recorded from './recorded.json' with { type: 'json' };
import slots from './crc16-slots.json' with { type: 'json' };

interface Step {
  readonly command?: string[];
  readonly reply?: unknown;
  readonly waitMs?: number;
  readonly empty?: boolean;
}

describe('redis-server 7.0.15 answers', () => {
  test.each(recorded.sections)('$section as recorded', ({ steps }) => {
    let keyspace = emptyKeyspace();
    let nowMs = 1_790_000_000_000;
    const answers = (steps as Step[]).map(({ command, reply, waitMs, empty }) => {
      nowMs += waitMs ?? 0;
      if (empty) keyspace = emptyKeyspace();
      if (!command) return [];
      return { command, reply: execute(accessTo(keyspace, nowMs), command), real: reply };
    });
    for (const answer of answers) {
      if ('command' in answer) expect(answer).toEqual({ ...answer, reply: answer.real });
    }
  });

  test('CLUSTER KEYSLOT as recorded', () => {
    const ours = slots.slots.map(({ key }) => ({ key, slot: slotOf(key) }));
    expect(ours).toEqual(slots.slots.map(({ key, slot }) => ({ key, slot })));
    expect(slots.slots.length).toBe(25);
  });
});
