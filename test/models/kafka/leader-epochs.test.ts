/** Where logs part, and who may lead: pure rules of replication. */
import { describe, expect, test } from 'vitest';
import { javaHash, offsetsPartitionOf, placeTopic } from '../../../src/models/kafka/cluster.ts';
import { elect, without } from '../../../src/models/kafka/elections.ts';
import { endOfEpoch, noteEpoch } from '../../../src/models/kafka/leader-epochs.ts';
import {
  append,
  emptyLog,
  logEndOffset,
  truncate,
} from '../../../src/models/kafka/partition-log.ts';

function logWith(epochs: readonly number[]) {
  const log = emptyLog();
  epochs.forEach((epoch, at) => {
    append(log, { key: 'k', name: `m${at}`, value: at }, { epoch });
  });
  return log;
}

describe('the end of an epoch', () => {
  const { epochs, endOffset } = logWith([0, 0, 2, 2, 5]);

  test('is where the next one begins, and of the latest the end of the log', () => {
    expect(epochs).toEqual([
      { epoch: 0, offset: 0 },
      { epoch: 2, offset: 2 },
      { epoch: 5, offset: 4 },
    ]);
    const ends = [0, 2, 5].map((epoch) => endOfEpoch(epochs, epoch, endOffset));
    expect(ends).toEqual([
      { epoch: 0, endOffset: 2 },
      { epoch: 2, endOffset: 4 },
      { epoch: 5, endOffset: 5 },
    ]);
  });

  test('that the log does not have is that of the one before; of one to come there is none', () => {
    expect(endOfEpoch(epochs, 3, endOffset)).toEqual({ epoch: 2, endOffset: 4 });
    expect(endOfEpoch(epochs, 6, endOffset)).toEqual({ epoch: -1, endOffset: -1 });
    expect(endOfEpoch([{ epoch: 4, offset: 3 }], 1, 9)).toEqual({ epoch: 1, endOffset: 3 });
  });

  test('an epoch without a record leaves no trace', () => {
    const noted = [...epochs];
    noteEpoch(noted, 6, 5);
    noteEpoch(noted, 7, 5);
    noteEpoch(noted, 7, 9);
    expect(noted.slice(3)).toEqual([{ epoch: 7, offset: 5 }]);
  });
});

test('a log that is cut back forgets records, epochs, segments and what it knew of producers', () => {
  const log = emptyLog();
  const limits = { bytes: 150, ms: 1000 };
  for (let at = 0; at < 6; at += 1) {
    const producer = { id: 1, epoch: 0, sequence: at };
    append(log, { key: 'k', name: `m${at}`, value: at, producer }, { epoch: at >> 1, limits });
  }
  log.highWatermark = 5;
  expect(log.segments.map(({ baseOffset }) => baseOffset)).toEqual([0, 2, 4]);
  expect(truncate(log, 9)).toEqual([]);
  expect(truncate(log, 3).map(({ name }) => name)).toEqual(['m3', 'm4', 'm5']);
  expect([logEndOffset(log), log.highWatermark]).toEqual([3, 3]);
  expect(log.epochs.map(({ epoch }) => epoch)).toEqual([0, 1]);
  expect(log.segments.map(({ baseOffset }) => baseOffset)).toEqual([0, 2]);
  expect(log.producers.get(1)?.batches.map(({ first }) => first)).toEqual([0, 1, 2]);
  expect(append(log, { key: 'k', name: 'new', value: 0 }, { epoch: 4 }).offset).toBe(3);
});

describe('an election', () => {
  const state = { leader: 1, leaderEpoch: 4, partitionEpoch: 9, replicas: [1, 2, 3], isr: [1, 3] };
  const clean = { isUncleanAllowed: false };
  const unclean = { isUncleanAllowed: true };

  test('is not held while the leader lives', () => {
    expect(elect(state, { alive: [1, 2, 3], ...clean })).toBe(state);
  });

  test('prefers a replica in sync, in the order of the replicas', () => {
    const elected = elect(state, { alive: [2, 3], ...unclean });
    expect(elected).toMatchObject({ leader: 3, leaderEpoch: 5, partitionEpoch: 10, isr: [1, 3] });
  });

  test('leaves the partition without a leader, or takes what there is', () => {
    expect(elect(state, { alive: [2], ...clean })).toMatchObject({ leader: -1, isr: [1, 3] });
    expect(elect(state, { alive: [2], ...unclean })).toMatchObject({ leader: 2, isr: [2] });
    const offline = elect(state, { alive: [], ...unclean });
    expect(offline).toMatchObject({ leader: -1, leaderEpoch: 5 });
    expect(elect(offline, { alive: [], ...unclean })).toBe(offline);
  });

  test('the last replica in sync stays in sync when it is gone', () => {
    expect(without(state, 3)).toMatchObject({ isr: [1], leaderEpoch: 4, partitionEpoch: 10 });
    expect(without({ ...state, isr: [1] }, 1).isr).toEqual([1]);
    expect(without(state, 2)).toBe(state);
  });
});

describe('a new topic', () => {
  const brokers = [1, 2, 3].map((node) => ({ node, life: 1, isFenced: node === 2 }));
  const image = { version: 1, brokers, topics: new Map() };

  test('lies on neighbours, on fenced brokers last, which are not in sync', () => {
    const placed = placeTopic(image, { partitions: 2, replicas: 3 });
    expect(placed.map(({ replicas, isr, leader }) => ({ replicas, isr, leader }))).toEqual([
      { replicas: [1, 3, 2], isr: [1, 3], leader: 1 },
      { replicas: [3, 1, 2], isr: [3, 1], leader: 3 },
    ]);
  });

  test('without a broker that is in has no leader', () => {
    const none = { ...image, brokers: [{ node: 4, life: 1, isFenced: true }] };
    expect(placeTopic(none, { partitions: 1, replicas: 1 })[0]).toMatchObject({
      leader: -1,
      isr: [4],
    });
  });
});

test('a group lies where Java’s hash of its name says', () => {
  // "hello".hashCode() and "polygenelubricants".hashCode() of Java, the latter the least integer.
  expect([javaHash('hello'), javaHash('polygenelubricants')]).toEqual([99_162_322, -0x80000000]);
  expect(offsetsPartitionOf('hello', 50)).toBe(22);
  expect(offsetsPartitionOf('polygenelubricants', 50)).toBe(0);
});
