/** What a partition remembers of each idempotent producer, and how it judges the next batch. */
import type { ProducerStamp } from '../protocol/index.ts';

/** ProducerStateEntry.NUM_BATCHES_TO_RETAIN of Kafka: so many batches can be told from new ones. */
export const BATCHES_KEPT = 5;
/** Sequence numbers are Java's int, and go on at 0 (DefaultRecordBatch of Kafka). */
export const SEQUENCE_MAX = 2_147_483_647;

export interface BatchRange {
  readonly first: number;
  readonly last: number;
}

interface KeptBatch extends BatchRange {
  /** Of its last record. */
  readonly offset: number;
}

export interface ProducerState {
  epoch: number;
  /** Oldest first. */
  readonly batches: KeptBatch[];
}

export type BatchVerdict =
  | { readonly is: 'new' }
  /** It is in the log already, its last record at this offset. */
  | { readonly is: 'duplicate'; readonly offset: number }
  | { readonly is: 'refused'; readonly error: string };

const NEW: BatchVerdict = { is: 'new' };
const OUT_OF_ORDER: BatchVerdict = { is: 'refused', error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' };
const OLD_EPOCH: BatchVerdict = { is: 'refused', error: 'INVALID_PRODUCER_EPOCH' };

/** A batch of a producer of which nothing is known any more is taken with any number. */
export function judgeBatch(
  state: ProducerState | undefined,
  epoch: number,
  { first, last }: BatchRange,
): BatchVerdict {
  if (state === undefined) return NEW;
  if (epoch < state.epoch) return OLD_EPOCH;
  if (epoch > state.epoch) return first === 0 ? NEW : OUT_OF_ORDER;
  const same = state.batches.find((kept) => kept.first === first && kept.last === last);
  if (same !== undefined) return { is: 'duplicate', offset: same.offset };
  const before = state.batches.at(-1);
  if (before === undefined || follows(before.last, first)) return NEW;
  return OUT_OF_ORDER;
}

const follows = (last: number, first: number): boolean => first === nextSequence(last);

export const nextSequence = (sequence: number): number =>
  sequence === SEQUENCE_MAX ? 0 : sequence + 1;

/** A batch of its producer has been appended: the leader notes it, and so does every replica. */
export function noteBatch(
  producers: Map<number, ProducerState>,
  { id, epoch, sequence }: ProducerStamp,
  offset: number,
): void {
  let state = producers.get(id);
  if (state === undefined || epoch > state.epoch) {
    producers.set(id, (state = { epoch, batches: [] }));
  }
  state.batches.push({ first: sequence, last: sequence, offset });
  if (state.batches.length > BATCHES_KEPT) state.batches.shift();
}
