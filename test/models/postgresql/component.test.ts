/** PostgreSQL as a node: sessions, their limits and timeouts, commits and crashes. */
import { describe, expect, test } from 'vitest';
import { components } from '../../../src/models/index.ts';
import { fakeNode } from '../fake-node.ts';
import { answersOf, connectionOf, openModel, say } from '../../postgresql-server/model-sessions.ts';

const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED';
const GROUP = "INSERT INTO groups (group_id, members) VALUES ('g', 3)";
const GROUPS = 'SELECT * FROM groups';
const PLUS = "UPDATE groups SET members = members + 1 WHERE group_id = 'g'";

type Model = ReturnType<typeof openModel>;

/** Says it and answers what came back at once. */
function ask(model: Model, letter: string, sql: string): string[] {
  say(model, letter, sql);
  return answersOf(model);
}

function restart(model: Model): void {
  model.crash();
  model.restart();
}

describe('a commit', () => {
  test('is answered, and seen by others, only when its log is on disk', () => {
    const model = openModel({ flushMs: 5 });
    expect(ask(model, 'A', GROUP)).toEqual([]);
    model.advanceMs(4);
    expect(ask(model, 'B', GROUPS)).toEqual(['B: SELECT 0']);
    model.advanceMs(1);
    expect(answersOf(model)).toEqual(['A: INSERT 0 1']);
    expect(ask(model, 'B', GROUPS)).toEqual(['B: SELECT 1 | g,3']);
  });

  test('survives a crash once it is answered, and is gone when the crash comes before', () => {
    const model = openModel({ flushMs: 5, recoveryMs: 300 });
    say(model, 'A', GROUP);
    model.advanceMs(5);
    say(model, 'A', PLUS);
    model.advanceMs(4);
    restart(model);
    expect(ask(model, 'B', GROUPS)).toEqual([
      'A: INSERT 0 1',
      'B: 57P03 the database system is starting up',
    ]);
    model.advanceMs(300);
    expect(ask(model, 'B', GROUPS)).toEqual(['B: SELECT 1 | g,3']);
    expect(ask(model, 'B', PLUS)).toEqual([]);
    model.advanceMs(5);
    expect(answersOf(model)).toEqual(['B: UPDATE 1']);
  });

  test.each([
    [150, 'B: SELECT 0'],
    [250, 'B: SELECT 1 | g,3'],
  ])('with synchronous_commit off, %i ms before a crash: %s', (beforeMs, left) => {
    const model = openModel({ recoveryMs: 0 });
    model.knobs['synchronousCommit'] = 'off';
    expect(ask(model, 'A', GROUP)).toEqual(['A: INSERT 0 1']);
    model.advanceMs(beforeMs);
    restart(model);
    model.advanceMs(0);
    expect(ask(model, 'B', GROUPS)).toEqual([left]);
  });

  test('is carried out even though its client hangs up meanwhile', () => {
    const model = openModel({ flushMs: 5 });
    say(model, 'A', GROUP);
    model.deliver({ type: 'close' }, 'server-1', connectionOf('A'));
    model.advanceMs(5);
    expect(ask(model, 'B', GROUPS)).toEqual(['A: INSERT 0 1', 'B: SELECT 1 | g,3']);
    expect(model.inspect().tables.at(-1)?.rows).toHaveLength(1);
  });

  test('that changed nothing waits for no disk', () => {
    const model = openModel({ flushMs: 5 });
    say(model, 'A', BEGIN);
    say(model, 'A', GROUPS);
    expect(ask(model, 'A', 'COMMIT')).toEqual(['A: BEGIN', 'A: SELECT 0', 'A: COMMIT']);
  });
});

describe('a session', () => {
  test('that ends takes its transaction and its locks with it', () => {
    const model = openModel();
    say(model, 'A', GROUP);
    say(model, 'A', BEGIN);
    say(model, 'A', PLUS);
    answersOf(model);
    expect(ask(model, 'B', PLUS)).toEqual([]);
    expect(model.state('locks')).toBe('waiting');
    model.deliver({ type: 'close' }, 'server-1', connectionOf('A'));
    model.advanceMs(0);
    expect(ask(model, 'C', GROUPS)).toEqual(['B: UPDATE 1', 'C: SELECT 1 | g,4']);
    expect(model.state('locks')).toBe('granted');
  });

  test('that ends while it waits is in nobody’s way', () => {
    const model = openModel();
    say(model, 'A', GROUP);
    say(model, 'A', BEGIN);
    say(model, 'A', PLUS);
    say(model, 'B', PLUS);
    model.deliver({ type: 'close' }, 'server-1', connectionOf('B'));
    answersOf(model);
    expect(ask(model, 'A', 'COMMIT')).toEqual(['A: COMMIT']);
    expect(ask(model, 'A', GROUPS)).toEqual(['A: SELECT 1 | g,4']);
  });

  test('is refused beyond max_connections, until another one ends', () => {
    const model = openModel({ max_connections: 2 });
    say(model, 'A', GROUPS);
    say(model, 'B', GROUPS);
    answersOf(model);
    expect(ask(model, 'C', GROUPS)).toEqual(['C: 53300 sorry, too many clients already']);
    model.deliver({ type: 'close' }, 'server-1', connectionOf('A'));
    expect(ask(model, 'C', GROUPS)).toEqual(['C: SELECT 0']);
  });

  test('answers in turn what is sent at once', () => {
    const model = openModel({ flushMs: 5 });
    for (const sql of [GROUP, PLUS, GROUPS]) say(model, 'A', sql);
    expect(answersOf(model)).toEqual([]);
    model.advanceMs(10);
    expect(answersOf(model)).toEqual(['A: INSERT 0 1', 'A: UPDATE 1', 'A: SELECT 1 | g,4']);
  });

  test('idle in a transaction for too long is ended, and its locks with it', () => {
    const model = openModel({ idle_in_transaction_session_timeout: 1000 });
    say(model, 'A', GROUP);
    say(model, 'A', BEGIN);
    say(model, 'A', PLUS);
    model.advanceMs(900);
    say(model, 'A', GROUPS);
    model.advanceMs(900);
    answersOf(model);
    expect(ask(model, 'B', PLUS)).toEqual([]);
    model.advanceMs(100);
    expect(answersOf(model)).toEqual(['A: close', 'B: UPDATE 1']);
  });

  test('waits for a lock no longer than lock_timeout', () => {
    const model = openModel({ lock_timeout: 200 });
    say(model, 'A', GROUP);
    say(model, 'A', BEGIN);
    say(model, 'A', PLUS);
    say(model, 'B', PLUS);
    answersOf(model);
    model.advanceMs(200);
    expect(answersOf(model)).toEqual(['B: 55P03 canceling statement due to lock timeout']);
  });
});

describe('opened in the inspector', () => {
  test('it shows rows, sessions and who waits for whom', () => {
    const model = openModel();
    say(model, 'A', GROUP);
    say(model, 'A', BEGIN);
    say(model, 'A', PLUS);
    say(model, 'B', PLUS);
    const { tables, vital } = model.inspect();
    expect(vital).toEqual({ label: 'rows', value: 1 });
    expect(tables.find(({ title }) => title === 'groups')?.rows).toEqual([['g', 3]]);
    const sessions = tables.find(({ title }) => title === 'Sessions')?.rows ?? [];
    expect(sessions.map((row) => row.slice(2))).toEqual([
      ['idle in transaction', 3, null, ''],
      ['active', 4, 3, PLUS],
    ]);
    say(model, 'A', GROUP);
    expect(
      model
        .inspect()
        .tables.at(-1)
        ?.rows.map((row) => row[2]),
    ).toEqual(['idle in transaction (aborted)', 'idle']);
  });
});

describe('before the run the tables hold', () => {
  const conversations = [{ name: 'reunion', members: ['ana', 'ben'] }];
  const nodes = [
    { name: 'ana', kind: 'phone', settings: { user: 'ana' } },
    { name: 'cleo-2', kind: 'phone', settings: { user: 'cleo' } },
  ] as const;
  const open = (fill: string) =>
    fakeNode(components.postgresql, {
      settings: fill === '' ? {} : { fill },
      topology: { nodes, conversations },
    });
  const sizes = (fill: string) =>
    open(fill)
      .inspect()
      .tables.slice(0, 3)
      .map(({ rows }) => rows.length);

  test('the users and groups of the deployment', () => {
    expect(sizes('')).toEqual([3, 1, 2]);
    expect(open('').inspect().tables[2]?.rows).toEqual([
      ['reunion', 'ana', 1],
      ['reunion', 'ben', 0],
    ]);
  });

  test('and further members, up to 1,024', () => {
    expect(sizes('reunion=1022')).toEqual([1025, 1, 1024]);
  });

  test.each([
    ['reunion=1023', 'node "postgresql": reunion has 1025 members; a group has at most 1024'],
    ['picnic=3', 'node "postgresql": fill names "picnic", and there is no such group'],
    ['reunion', 'node "postgresql": fill has "reunion"; write it as reunion=1021'],
  ])('fill %s is refused', (fill, sentence) => {
    expect(() => open(fill)).toThrow(sentence);
  });
});
