/** What a coordinator decides from the rows that it has read, without a ring. */
import { describe, expect, test } from 'vitest';
import { messageRow, staticRow } from '../../../src/models/cassandra/message-rows.ts';
import { mergeRows } from '../../../src/models/cassandra/rows.ts';
import { decide, keyOfStatement, readFirst } from '../../../src/models/cassandra/statements.ts';
import {
  sealText,
  type CassandraStatement,
  type StoredMessage,
  type TableRow,
} from '../../../src/models/protocol/index.ts';

const message = (name: string, sequence = 0): StoredMessage => ({
  name,
  conversation: 'pair',
  sender: 'ana',
  text: 'hi',
  typedAtUs: 7,
  sequence,
});
const stamp = { timestampUs: 50, nowS: 9 };
const seen: readonly TableRow[] = [staticRow(3, 10), messageRow(message('ana/m1', 3), 10)];

describe('a plain insert', () => {
  test('with a number is blind; without it takes the one after the last that was read', () => {
    const numbered = { kind: 'insert', row: message('ana/m2', 8) } as const;
    expect(readFirst(numbered)).toBeUndefined();
    expect(decide(numbered, [], stamp).rows).toEqual([message('ana/m2', 8)]);
    const next = { kind: 'insert', row: message('ana/m2') } as const;
    expect(readFirst(next)).toEqual({ table: 'messages', key: 'pair', name: '' });
    expect(decide(next, seen, stamp).rows).toEqual([message('ana/m2', 4)]);
    expect(decide(next, [], stamp).rows).toEqual([message('ana/m2', 1)]);
  });
});

describe('a message sealed again', () => {
  const copy = (device: string, install: number) =>
    sealText('Hi', 'ana/m1', device, `${device}/k${install}`);
  const sealed = (...copies: StoredMessage['sealed'] & object) => ({
    ...message('ana/m1', 3),
    text: '',
    sealed: copies,
  });
  const row = messageRow(sealed(copy('ben', 1), copy('cy', 1)), 10);

  test('replaces the copies of the same devices, and is put into the outboxes again', () => {
    const statement = {
      kind: 'reseal',
      row: sealed(copy('ben', 2)),
      recipients: ['ben'],
    } as const;
    const { applied, rows, updates, after } = decide(statement, [row], stamp);
    expect([applied, after]).toEqual([true, []]);
    expect(rows[0]!.sealed!.map(({ key }) => key)).toEqual(['cy/k1', 'ben/k2']);
    expect(updates.map(({ table, key }) => `${table}/${key}`)).toEqual([
      'messages/pair',
      'outbox/ben',
    ]);
    const [merged] = mergeRows([row], updates[0]!.rows);
    const all = { kind: 'selectAfter', conversation: 'pair', sequence: 0, limit: 9 } as const;
    expect(decide(all, [merged!], stamp).rows).toEqual([sealed(copy('cy', 1), copy('ben', 2))]);
    expect(merged!.cells['sender']!.timestampUs).toBe(10);
    expect(merged!.cells['sealed']!.timestampUs).toBe(50);
  });

  test('gets its first copies, or none, where there were none', () => {
    const plain = messageRow(message('ana/m1', 3), 10);
    const statement = { kind: 'reseal', row: sealed(copy('ben', 1)), recipients: [] } as const;
    expect(decide(statement, [plain], stamp).rows[0]!.sealed).toHaveLength(1);
    const bare = { kind: 'reseal', row: message('ana/m1'), recipients: [] } as const;
    expect(decide(bare, [plain], stamp).rows[0]!.sealed).toEqual([]);
  });

  test('that is not there cannot be', () => {
    const statement = { kind: 'reseal', row: sealed(copy('ben', 1)), recipients: [] } as const;
    expect(decide(statement, [], stamp)).toEqual({
      applied: false,
      rows: [],
      updates: [],
      after: [],
    });
  });
});

test('an outbox is read in the order of writing, then of names, and to its limit', () => {
  const put = (name: string, timestampUs: number) => {
    const statement = {
      kind: 'insertWithOutbox',
      row: message(name),
      recipients: ['ben'],
    } as const;
    return decide(statement, [], { timestampUs, nowS: 9 }).after[0]!.rows;
  };
  const rows = [put('ana/m3', 5), put('ana/m1', 6), put('ana/m2', 5)].reduce(mergeRows);
  const read = (limit: number) =>
    decide({ kind: 'selectOutbox', owner: 'ben', limit }, rows, stamp).rows.map(({ name }) => name);
  expect(read(9)).toEqual(['ana/m2', 'ana/m3', 'ana/m1']);
  expect(read(2)).toEqual(['ana/m2', 'ana/m3']);
});

test.each<[CassandraStatement, string]>([
  [{ kind: 'insert', row: message('ana/m1', 1) }, 'pair'],
  [{ kind: 'insertIfNotExists', row: message('ana/m1') }, 'pair'],
  [{ kind: 'selectOutbox', owner: 'ben', limit: 1 }, 'ben'],
  [{ kind: 'deleteOutbox', name: 'ana/m1', recipient: 'ben' }, 'ben'],
  [{ kind: 'setStatus', name: 'ana/m1', recipient: 'ben', status: 'read' }, 'ana/m1'],
])('$0.kind lies in the partition %2$s', (statement, key) => {
  expect(keyOfStatement(statement)).toBe(key);
});
