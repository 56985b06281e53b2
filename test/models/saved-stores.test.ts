/** A store that is saved and restored between any two packets goes on as if nothing had happened. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cassandra } from '../../src/models/cassandra/index.ts';
import { cdn } from '../../src/models/cdn/index.ts';
import { kafka } from '../../src/models/kafka/index.ts';
import { keyRegistry } from '../../src/models/key-registry/index.ts';
import { signed, type AnyComponent, type Packet } from '../../src/models/protocol/index.ts';
import { objectStore } from '../../src/models/object-store/index.ts';
import { postgresql } from '../../src/models/postgresql/index.ts';
import { redis } from '../../src/models/redis/index.ts';
import { sqlStatement } from '../postgresql-server/random-stories.ts';
import { statementOf } from '../postgresql-server/sql-text.ts';
import { fakeNode } from './fake-node.ts';
import { rounds } from '../proof-size.ts';

const nodes = [
  ...['server-1', 'server-2'].map((name) => ({ name, kind: 'chat-server' as const })),
  { name: 'bucket', kind: 'object-store' as const },
];
const request = 1;
const name = fc.constantFrom('ana/m1', 'ana/m2', 'ben/m1');

const redisCommand: fc.Arbitrary<Packet> = fc
  .constantFrom(
    'SET k 1 PX 300',
    'INCR k',
    'LPUSH offline:ben hi',
    'LPUSH offline:ben hi again',
    'RPOP offline:ben',
    'LRANGE offline:ben 0 -1',
    'DEL offline:ben',
    'SADD s a b',
    'SREM s a',
    'HSET h f v',
    'HGETALL h',
    'PEXPIRE s 200',
    'PTTL s',
    'DBSIZE',
  )
  .chain((line) =>
    name.map(
      (of) => ({ type: 'redisCommand', request, name: of, words: line.split(' ') }) as const,
    ),
  );

const group = 'delivery';
const topic = 'messages';
const generation = fc.nat(3);
const offset = fc.tuple(fc.nat(1), fc.nat(2));
const kafkaPacket: fc.Arbitrary<Packet> = fc.oneof(
  name.map((of) => {
    const record = { topic, key: of, name: of, value: { text: of } };
    return { type: 'produce', ...record, acks: 'all', request } as const;
  }),
  offset.map(([partition, at]) => {
    return { type: 'fetch', group, topic, partition, offset: at, request } as const;
  }),
  fc.tuple(offset, generation).map(([[partition, at], of]) => {
    const commit = { group, topic, partition, offset: at, generation: of };
    return { type: 'commitOffset', ...commit } as const;
  }),
  fc.constant({ type: 'joinGroup', group, topics: [topic] } as const),
  generation.map((of) => ({ type: 'groupHeartbeat', group, generation: of }) as const),
  fc.constant({ type: 'leaveGroup', group } as const),
);

const row = fc.tuple(name, fc.nat(3)).map(([of, sequence]) => {
  const message = { name: of, conversation: 'pair', sender: 'ana', text: of, typedAtUs: 1 };
  return { ...message, sequence };
});
const cassandraQuery: fc.Arbitrary<Packet> = fc
  .oneof(
    row.map((each) => ({ kind: 'insert', row: each }) as const),
    row.map((each) => ({ kind: 'insertIfNotExists', row: each }) as const),
    row.map((each) => ({ kind: 'insertWithOutbox', row: each, recipients: ['ben'] }) as const),
    name.map((of) => ({ kind: 'deleteOutbox', name: of, recipient: 'ben' }) as const),
    fc.constant({ kind: 'selectOutbox', owner: 'ben', limit: 9 } as const),
    fc.constant({
      kind: 'selectAfter',
      conversation: 'pair',
      sequence: 0,
      limit: 9,
    } as const),
  )
  .map((statement) => ({ type: 'query', statement, request }) as const);

const keyPacket: fc.Arbitrary<Packet> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 2 }), fc.nat(30)).map(([install, prekeys]) => {
    const key = `server-1/k${install}`;
    return { type: 'registerKeys', key, signedPrekey: `${key}/s1`, prekeys } as const;
  }),
  fc
    .constantFrom('', 'server-1/k1')
    .map((known) => ({ type: 'fetchKeys', device: 'server-1', known }) as const),
);

const mediaTransfer = fc.constantFrom('server-1/t1', 'server-2/t1', 'cdn/t1', 'cdn/t2');
const mediaOf = fc.record({ name, transfer: mediaTransfer });
const mediaUrl = signed({
  verb: 'PutObject',
  key: 'k',
  uploadId: '',
  part: 0,
  signedAtUs: 0,
  expiresS: 900,
});
const mediaPacket: fc.Arbitrary<Packet> = fc.oneof(
  name.map((of) => ({ type: 'createMultipart', name: of, key: 'k', request }) as const),
  mediaOf.map((of) => {
    return { type: 'mediaPut', ...of, url: mediaUrl, bytes: 2, isSealed: true } as const;
  }),
  fc.tuple(mediaOf, fc.nat(1)).map(([of, at]) => {
    return { type: 'mediaPiece', ...of, at, bytes: 1 } as const;
  }),
  mediaOf.map((of) => {
    return { type: 'mediaGet', ...of, key: 'k', url: null, from: 0, etag: '' } as const;
  }),
  fc.tuple(mediaOf, fc.constantFrom(200, 304, 404, 503)).map(([of, status]) => {
    const error = status < 400 ? '' : 'NoSuchKey';
    const head = { bytes: 2, etag: '"1"', isSealed: true, status, error };
    return { type: 'mediaHead', ...of, ...head } as const;
  }),
);

const sqlQuery: fc.Arbitrary<Packet> = sqlStatement.map((sql) => {
  return { type: 'sqlQuery', statement: statementOf(sql), request } as const;
});

interface Step {
  readonly packet: Packet;
  readonly from: string;
  readonly waitMs: number;
  readonly crash: boolean;
}

function play(component: AnyComponent, steps: readonly Step[], isSaved: boolean) {
  const settings = { partitions: 2, initialRebalanceDelayMs: 50, appendfsync: 'everysec' };
  const fake = fakeNode(component, {
    settings,
    topology: { nodes },
    knobs: { sessionTimeoutMs: 1000 },
  });
  for (const { packet, from, waitMs, crash } of steps) {
    fake.advanceMs(waitMs);
    if (crash) {
      fake.crash();
      fake.restart();
    }
    fake.deliver(packet, from);
    if (isSaved) fake.node.store.restore(fake.node.store.save());
  }
  fake.advanceMs(5000);
  return { log: fake.log, sent: fake.sent, shown: fake.inspect() };
}

describe('a store that is saved and restored', () => {
  test.each([
    { component: redis as AnyComponent, packets: redisCommand },
    { component: kafka as AnyComponent, packets: kafkaPacket },
    { component: cassandra as AnyComponent, packets: cassandraQuery },
    { component: keyRegistry as AnyComponent, packets: keyPacket },
    { component: postgresql as AnyComponent, packets: sqlQuery },
    { component: objectStore as AnyComponent, packets: mediaPacket },
    { component: cdn as AnyComponent, packets: mediaPacket },
  ])('$component.kind goes on the same', ({ component, packets }) => {
    const step = fc.record({
      packet: packets,
      from: fc.constantFrom('server-1', 'server-2'),
      waitMs: fc.constantFrom(0, 1, 40, 400),
      crash: fc.integer({ min: 0, max: 15 }).map((draw) => draw === 0),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (steps) => {
        expect(play(component, steps, true)).toEqual(play(component, steps, false));
      }),
      { numRuns: rounds(40, 8) },
    );
  });
});
