/** Cassandra alone: what it answers and when, what it records, what a crash leaves. Whole logs. */
import { describe, expect, test } from 'vitest';
import { cassandra } from '../../../src/models/cassandra/index.ts';
import {
  coordinatorMachine,
  hintsMachine,
  nodeMachine,
  peersMachine,
  repairMachine,
} from '../../../src/models/cassandra/machine.ts';
import { tokenOf } from '../../../src/models/cassandra/murmur3.ts';
import type { CassandraStatement, StoredMessage } from '../../../src/models/protocol/index.ts';
import { expectSameAsXState } from '../../statechart/equivalence.ts';
import { fakeNode } from '../fake-node.ts';

const message = (name: string): StoredMessage => ({
  name,
  conversation: 'pair',
  sender: 'ana',
  text: 'hi',
  typedAtUs: 7,
  sequence: 0,
});

function startCassandra(settings: Record<string, string | number> = {}) {
  const topology = { nodes: [{ name: 'server-1', kind: 'chat-server' as const }] };
  const fake = fakeNode(cassandra, { settings, topology });
  fake.advanceMs(0);
  fake.news();
  let request = 0;
  const query = (statement: CassandraStatement, name?: string) => {
    request += 1;
    const named = name === undefined ? {} : { name };
    fake.deliver({ type: 'query', statement, request, ...named }, 'server-1');
  };
  return { fake, query };
}

describe('Cassandra', () => {
  test('answers a plain insert at once and a conditional one after its round trips', () => {
    const { fake, query } = startCassandra({ lwtMs: 4 });
    query({ kind: 'insert', row: message('ana/m1') }, 'ana/m1');
    const recipients = ['ben'];
    query({ kind: 'insertWithOutbox', row: message('ana/m2'), recipients }, 'ana/m2');
    fake.advanceMs(1);
    query({ kind: 'insertIfNotExists', row: message('ana/m2') }, 'ana/m2');
    query({ kind: 'deleteOutbox', name: 'ana/m2', recipient: 'ben' }, 'ana/m2');
    fake.advanceMs(3);
    fake.advanceMs(1);
    expect(fake.log).toEqual([
      'stored ana/m1 place=table durable=true position=1',
      'sends rows to server-1',
      'stored ana/m2 place=table durable=true position=2',
      'stored ana/m2 place=tableOutbox durable=true position=2',
      'coordinator: idle > waiting',
      'duplicate ana/m2 place=table',
      'forgotten ana/m2 place=tableOutbox',
      'sends rows to server-1',
      'sends rows to server-1',
      'coordinator: waiting > idle',
      'sends rows to server-1',
    ]);
    expect(fake.answers()).toMatchObject([
      { request: 1, applied: true, name: 'ana/m1', rows: [{ sequence: 1 }] },
      { request: 4, applied: true, name: 'ana/m2', rows: [] },
      { request: 2, applied: true, name: 'ana/m2', rows: [{ sequence: 2 }] },
      { request: 3, applied: false, name: 'ana/m2', rows: [{ sequence: 2 }] },
    ]);
  });

  test('a crash between decision and answer leaves the write applied and unanswered', () => {
    const { fake, query } = startCassandra({ startMs: 100 });
    query({ kind: 'insertIfNotExists', row: message('ana/m1') });
    fake.crash();
    fake.restart();
    query({ kind: 'insertIfNotExists', row: message('ana/m1') });
    expect(fake.answers()).toMatchObject([{ error: 'IS_BOOTSTRAPPING', applied: false }]);
    fake.advanceMs(100);
    expect(fake.state('node')).toBe('normal');
    query({ kind: 'insertIfNotExists', row: message('ana/m1') });
    fake.advanceMs(10);
    expect(fake.answers()).toMatchObject([{ error: '', applied: false, rows: [{ sequence: 1 }] }]);
  });

  test('keeps one copy: what asks for more is told that it is not available', () => {
    const { fake } = startCassandra();
    fake.knobs = { ...fake.knobs, storeReplicas: 3 };
    const statement = { kind: 'insert', row: message('ana/m1') } as const;
    fake.deliver({ type: 'query', statement, request: 1, consistency: 'QUORUM' }, 'server-1');
    fake.deliver({ type: 'query', statement, request: 2, consistency: 'ONE' }, 'server-1');
    const failure = { exception: 'UnavailableException', consistency: 'QUORUM' } as const;
    expect(fake.answers()).toMatchObject([
      {
        request: 1,
        applied: false,
        error: 'UnavailableException: Cannot achieve consistency level QUORUM',
        failure: { ...failure, received: 1, required: 2 },
      },
      { request: 2, applied: true, error: '' },
    ]);
  });

  test('shows its partitions by token, its rows and its outbox', () => {
    const { fake, query } = startCassandra();
    query({ kind: 'insertWithOutbox', row: message('ana/m1'), recipients: ['ben', 'cleo'] });
    query({ kind: 'deleteOutbox', name: 'ana/m1', recipient: 'cleo' });
    query({ kind: 'setStatus', name: 'ana/m1', recipient: 'cleo', status: 'delivered' });
    expect(fake.inspect()).toEqual({
      vital: { label: 'rows', value: 1 },
      tables: [
        {
          title: 'Partitions',
          columns: ['conversation', 'token', 'rows', 'last sequence'],
          rows: [['pair', tokenOf('pair').toString(), 1, 1]],
        },
        {
          title: 'messages',
          columns: ['conversation', 'sequence', 'message', 'sender', 'text', 'written at µs'],
          rows: [['pair', 1, 'ana/m1', 'ana', 'hi', 0]],
        },
        {
          title: 'outbox',
          columns: ['owner', 'message', 'conversation', 'sequence'],
          rows: [['ben', 'ana/m1', 'pair', 1]],
        },
        {
          title: 'Tombstones in outbox',
          columns: ['owner', 'tombstones'],
          rows: [
            ['ben', 0],
            ['cleo', 1],
          ],
        },
        {
          title: 'statuses',
          columns: ['message', 'recipient', 'status', 'written at µs'],
          rows: [['ana/m1', 'cleo', 'delivered', 0]],
        },
      ],
    });
  });
});

describe('the machines of Cassandra', () => {
  test('are the same as under XState, and reach each of their states', () => {
    const node = expectSameAsXState(nodeMachine, { events: [{ type: 'any' }] });
    expect(node.reached).toEqual(['normal', 'starting']);
    const events = [{ type: 'proposed' }, { type: 'settled' }];
    expect(expectSameAsXState(coordinatorMachine, { events }).reached).toEqual(['idle', 'waiting']);
  });

  test.each([
    [peersMachine, ['peerLost', 'peersBack'], ['allUp', 'someDown']],
    [
      hintsMachine,
      ['hinted', 'handingOver', 'handoverStopped', 'noHints'],
      ['delivering', 'none', 'pending'],
    ],
    [repairMachine, ['repairBegan', 'repairEnded'], ['idle', 'repairing']],
  ])('of a ring, too: %#', (machine, types, states) => {
    const events = types.map((type) => ({ type }));
    expect(expectSameAsXState(machine, { events }).reached).toEqual(states);
  });
});
