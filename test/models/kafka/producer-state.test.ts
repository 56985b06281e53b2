/** Idempotent producers: the published rules, then a producer whose network loses answers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { append, emptyLog } from '../../../src/models/kafka/partition-log.ts';
import {
  BATCHES_KEPT,
  judgeBatch,
  nextSequence,
  noteBatch,
  type ProducerState,
  SEQUENCE_MAX,
} from '../../../src/models/kafka/producer-state.ts';
import defaults from './kafka-defaults.json' with { type: 'json' };

interface Vector {
  readonly last_seq?: number | null;
  readonly retained?: readonly (readonly [number, number])[];
  readonly epoch?: number;
  readonly incoming_epoch?: number;
  readonly first_seq?: number;
  readonly last?: number;
  readonly result: string;
}

const RESULTS: Readonly<Record<string, string>> = {
  OUT_OF_ORDER_SEQUENCE_NUMBER: 'out_of_order',
  INVALID_PRODUCER_EPOCH: 'invalid_epoch',
};

function stateOf({ last_seq, retained, epoch = 0 }: Vector): ProducerState | undefined {
  if (last_seq === null) return undefined;
  const ranges = retained ?? (last_seq === undefined ? [] : [[last_seq, last_seq] as const]);
  return { epoch, batches: ranges.map(([first, last]) => ({ first, last, offset: last })) };
}

describe('the next batch of a producer', () => {
  const vectors = defaults.idempotent_producer_rules.vectors as unknown as readonly Vector[];

  test.each(vectors.map((vector) => [JSON.stringify(vector), vector] as const))(
    'as published: %s',
    (_, vector) => {
      const { epoch = 0, incoming_epoch = epoch, first_seq: first = 0 } = vector;
      const range = { first, last: vector.last ?? first };
      const verdict = judgeBatch(stateOf(vector), incoming_epoch, range);
      const result =
        verdict.is === 'refused'
          ? RESULTS[verdict.error]
          : verdict.is === 'new'
            ? 'append'
            : verdict.is;
      expect(result).toBe(vector.result);
    },
  );

  test('is known again only while it is among the last five', () => {
    const producers = new Map<number, ProducerState>();
    for (let at = 0; at < 7; at += 1)
      noteBatch(producers, { id: 1, epoch: 0, sequence: at }, 10 + at);
    expect(BATCHES_KEPT).toBe(5);
    const judged = [0, 1, 2, 6, 7, 8].map((first) =>
      judgeBatch(producers.get(1), 0, { first, last: first }),
    );
    expect(judged).toEqual([
      { is: 'refused', error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' },
      { is: 'refused', error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' },
      { is: 'duplicate', offset: 12 },
      { is: 'duplicate', offset: 16 },
      { is: 'new' },
      { is: 'refused', error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' },
    ]);
  });

  test('of a newer epoch makes the older one a stranger', () => {
    const producers = new Map<number, ProducerState>();
    noteBatch(producers, { id: 1, epoch: 0, sequence: 9 }, 0);
    noteBatch(producers, { id: 1, epoch: 1, sequence: 0 }, 1);
    expect(judgeBatch(producers.get(1), 0, { first: 10, last: 10 })).toEqual({
      is: 'refused',
      error: 'INVALID_PRODUCER_EPOCH',
    });
    expect(judgeBatch(producers.get(1), 1, { first: 0, last: 0 })).toEqual({
      is: 'duplicate',
      offset: 1,
    });
  });

  test('after the greatest number is 0', () => {
    expect([nextSequence(SEQUENCE_MAX), nextSequence(4)]).toEqual([0, 5]);
  });
});

test('whatever is sent again, in order, each record is in the log once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }), (again) => {
      const log = emptyLog();
      again.forEach((times, sequence) => {
        for (let time = 0; time <= times; time += 1) {
          const producer = { id: 7, epoch: 0, sequence };
          const range = { first: sequence, last: sequence };
          const verdict = judgeBatch(log.producers.get(7), 0, range);
          if (verdict.is === 'new')
            append(log, { key: 'k', name: `m${sequence}`, value: 1, producer });
          else expect(verdict).toEqual({ is: 'duplicate', offset: sequence });
        }
      });
      expect(log.records.map(({ name }) => name)).toEqual(again.map((_, at) => `m${at}`));
    }),
  );
});
