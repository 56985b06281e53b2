/** The statements on the tables: places, names, outbox and statuses, without a node. */
import { describe, expect, test } from 'vitest';
import { emptyTables, execute } from '../../../src/models/cassandra/table.ts';
import type { CassandraStatement, StoredMessage } from '../../../src/models/protocol/index.ts';

const message = (name: string, sequence = 0, text = 'hi'): StoredMessage => ({
  name,
  conversation: 'pair',
  sender: 'ana',
  text,
  typedAtUs: 7,
  sequence,
});

/** Statements one after the other, a microsecond apart from 1 on. */
function start() {
  const tables = emptyTables();
  let nowUs = 0;
  const run = (statement: CassandraStatement, atUs?: number) => {
    nowUs = atUs ?? nowUs + 1;
    return execute(tables, statement, nowUs);
  };
  const rowsAfter = (sequence: number, limit = 50) =>
    run({ kind: 'selectAfter', conversation: 'pair', sequence, limit }).rows.map(
      (row) => `${row.sequence} ${row.name} ${row.text}`,
    );
  return { tables, run, rowsAfter };
}

describe('table messages', () => {
  test('gives an unnumbered row the next place by arrival, and answers it', () => {
    const { run, rowsAfter } = start();
    expect(run({ kind: 'insert', row: message('ana/m1') })).toEqual({
      applied: true,
      rows: [message('ana/m1', 1)],
      changes: [{ change: 'stored', place: 'table', message: 'ana/m1', position: 1 }],
    });
    run({ kind: 'insert', row: message('ben/m1', 5) });
    run({ kind: 'insert', row: message('ana/m2') });
    run({ kind: 'insert', row: message('ben/m2', 3) });
    expect(rowsAfter(0)).toEqual(['1 ana/m1 hi', '3 ben/m2 hi', '5 ben/m1 hi', '6 ana/m2 hi']);
    expect(rowsAfter(1, 2)).toEqual(['3 ben/m2 hi', '5 ben/m1 hi']);
    expect(rowsAfter(6)).toEqual([]);
    expect(run({ kind: 'selectAfter', conversation: 'none', sequence: 0, limit: 9 }).rows).toEqual(
      [],
    );
  });

  test('a plain insert of a retry is a second row: nothing asked whether the name is there', () => {
    const { run, rowsAfter } = start();
    run({ kind: 'insert', row: message('ana/m1') });
    run({ kind: 'insert', row: message('ana/m1') });
    expect(rowsAfter(0)).toEqual(['1 ana/m1 hi', '2 ana/m1 hi']);
  });

  test('an insert at a place that is taken by the same name is an upsert: the last write wins', () => {
    const { run, rowsAfter } = start();
    run({ kind: 'insert', row: message('ana/m1', 4, 'first') }, 10);
    run({ kind: 'insert', row: message('ana/m1', 4, 'second') }, 11);
    run({ kind: 'insert', row: message('ana/m1', 4, 'a slow clock') }, 5);
    run({ kind: 'insert', row: message('ben/m1', 4, 'same number') }, 12);
    expect(rowsAfter(3)).toEqual(['4 ana/m1 second', '4 ben/m1 same number']);
  });

  test('IF NOT EXISTS applies once, and then answers the row that stands in the way', () => {
    const { run, rowsAfter } = start();
    const first = run({ kind: 'insertIfNotExists', row: message('ana/m1', 0, 'first') });
    expect([first.applied, first.rows]).toEqual([true, [message('ana/m1', 1, 'first')]]);
    expect(run({ kind: 'insertIfNotExists', row: message('ana/m1', 9, 'retry') })).toEqual({
      applied: false,
      rows: [message('ana/m1', 1, 'first')],
      changes: [{ change: 'duplicate', place: 'table', message: 'ana/m1', position: 1 }],
    });
    expect(rowsAfter(0)).toEqual(['1 ana/m1 first']);
  });

  test('names are unique within a conversation only', () => {
    const { run } = start();
    run({ kind: 'insertIfNotExists', row: message('ana/m1') });
    const elsewhere = { ...message('ana/m1'), conversation: 'group' };
    expect(run({ kind: 'insertIfNotExists', row: elsewhere }).applied).toBe(true);
  });
});

describe('table outbox', () => {
  test('is written with the row, or not at all', () => {
    const { run, rowsAfter } = start();
    const recipients = ['ben', 'cleo'];
    const outcome = run({ kind: 'insertWithOutbox', row: message('ana/m1'), recipients });
    expect(outcome.changes).toEqual([
      { change: 'stored', place: 'table', message: 'ana/m1', position: 1 },
      { change: 'stored', place: 'tableOutbox', message: 'ana/m1', position: 1 },
      { change: 'stored', place: 'tableOutbox', message: 'ana/m1', position: 1 },
    ]);
    run({ kind: 'deleteOutbox', name: 'ana/m1', recipient: 'ben' });
    const retry = run({ kind: 'insertWithOutbox', row: message('ana/m1'), recipients });
    expect([retry.applied, retry.changes.map(({ change }) => change)]).toEqual([
      false,
      ['duplicate'],
    ]);
    expect(run({ kind: 'selectOutbox', owner: 'ben', limit: 9 }).rows).toEqual([]);
    expect(run({ kind: 'selectOutbox', owner: 'cleo', limit: 9 }).rows).toEqual([
      { ...message('ana/m1', 1), recipient: 'cleo' },
    ]);
    expect(rowsAfter(0)).toEqual(['1 ana/m1 hi']);
  });

  test('keeps the order of writing, and gives at most what is asked for', () => {
    const { run } = start();
    for (const name of ['ana/m2', 'ana/m1', 'ana/m3']) {
      run({ kind: 'insertWithOutbox', row: message(name), recipients: ['ben'] });
    }
    const rows = run({ kind: 'selectOutbox', owner: 'ben', limit: 2 }).rows;
    expect(rows.map(({ name }) => name)).toEqual(['ana/m2', 'ana/m1']);
  });

  test('a row is forgotten once; a delete of nothing leaves a tombstone that wins over older writes', () => {
    const { tables, run } = start();
    run({ kind: 'insertWithOutbox', row: message('ana/m1'), recipients: ['ben'] });
    const remove = { kind: 'deleteOutbox', name: 'ana/m1', recipient: 'ben' } as const;
    expect(run(remove).changes).toEqual([
      { change: 'forgotten', place: 'tableOutbox', message: 'ana/m1', position: 0 },
    ]);
    expect(run(remove).changes).toEqual([]);
    run({ kind: 'deleteOutbox', name: 'ana/m2', recipient: 'ben' }, 100);
    const late = { kind: 'insertWithOutbox', row: message('ana/m2'), recipients: ['ben'] } as const;
    expect(run(late, 50).changes.map(({ place }) => place)).toEqual(['table']);
    expect([...tables.outbox.get('ben')!.tombstones]).toEqual([
      ['ana/m1', 3],
      ['ana/m2', 100],
    ]);
  });
});

test('a status is a cell: with a slower clock “read” does not replace “delivered”', () => {
  const { tables, run } = start();
  const set = (status: 'delivered' | 'read', atUs: number) =>
    run({ kind: 'setStatus', name: 'ana/m1', recipient: 'ben', status }, atUs);
  set('delivered', 100);
  set('read', 90);
  expect(tables.statuses.get('ana/m1 ben')).toEqual({ value: 'delivered', timestampUs: 100 });
  set('read', 101);
  expect(tables.statuses.get('ana/m1 ben')?.value).toBe('read');
});
