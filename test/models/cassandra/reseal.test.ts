/** Sealed rows: copies are kept as a blob, and a newer copy takes the place of the same device's. */
import { describe, expect, test } from 'vitest';
import { emptyTables, execute } from '../../../src/models/cassandra/table.ts';
import { sealText, type StoredMessage } from '../../../src/models/protocol/index.ts';

const copy = (device: string, install: number) =>
  sealText('Hi', 'ana/m1', device, `${device}/k${install}`);

const row = (...sealed: StoredMessage['sealed'] & object): StoredMessage => ({
  name: 'ana/m1',
  conversation: 'trip',
  sender: 'ana',
  text: '',
  typedAtUs: 7,
  sequence: 0,
  sealed,
});

function stored() {
  const tables = emptyTables();
  const first = row(copy('ben', 1), copy('cy', 1));
  execute(tables, { kind: 'insertWithOutbox', row: first, recipients: ['ben', 'cy'] }, 1);
  const keysOf = (rows: readonly StoredMessage[]) =>
    rows.map(({ sealed }) => sealed!.map(({ key }) => key));
  const read = () => {
    const all = { kind: 'selectAfter', conversation: 'trip', sequence: 0, limit: 9 } as const;
    return keysOf(execute(tables, all, 9).rows);
  };
  const outbox = (owner: string) =>
    keysOf(execute(tables, { kind: 'selectOutbox', owner, limit: 9 }, 9).rows);
  return { tables, read, outbox };
}

describe('a sealed row', () => {
  test('comes back with its copies and without words', () => {
    const { read } = stored();
    expect(read()).toEqual([['ben/k1', 'cy/k1']]);
  });

  test('gets a newer copy for one device, in the table and in the outbox', () => {
    const { tables, read, outbox } = stored();
    execute(tables, { kind: 'deleteOutbox', name: 'ana/m1', recipient: 'ben' }, 2);
    const newer = { kind: 'reseal', row: row(copy('ben', 2)), recipients: ['ben'] } as const;
    expect(execute(tables, newer, 3).changes).toEqual([
      { change: 'stored', place: 'table', message: 'ana/m1', position: 1 },
      { change: 'stored', place: 'tableOutbox', message: 'ana/m1', position: 1 },
    ]);
    expect(read()).toEqual([['cy/k1', 'ben/k2']]);
    expect(outbox('ben')).toEqual([['cy/k1', 'ben/k2']]);
    expect(outbox('cy')).toEqual([['ben/k1', 'cy/k1']]);
  });

  test('that is written over in the outbox is one row there', () => {
    const { tables } = stored();
    const newer = { kind: 'reseal', row: row(copy('ben', 2)), recipients: ['ben'] } as const;
    expect(execute(tables, newer, 2).changes.map(({ place }) => place)).toEqual(['table']);
  });

  test('keeps the later of two writes of its copies', () => {
    const { tables, read } = stored();
    execute(tables, { kind: 'reseal', row: row(copy('ben', 3)), recipients: [] }, 5);
    execute(tables, { kind: 'insert', row: { ...row(copy('ben', 2)), sequence: 1 } }, 4);
    expect(read()).toEqual([['cy/k1', 'ben/k3']]);
  });

  test('that does not exist cannot be sealed again', () => {
    const statement = { kind: 'reseal', row: row(copy('ben', 2)), recipients: ['ben'] } as const;
    const nothing = { applied: false, rows: [], changes: [] };
    expect(execute(emptyTables(), statement, 1)).toEqual(nothing);
  });
});
