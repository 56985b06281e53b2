/** What a coordinator answers when it cannot: Cassandra's own exceptions, their words and numbers. */
import type { CassandraFailure, ConsistencyLevel } from '../protocol/index.ts';

export interface Failed {
  readonly error: string;
  readonly failure: CassandraFailure;
}

interface Counts {
  readonly consistency: ConsistencyLevel;
  readonly received: number;
  readonly required: number;
}

const failed = (failure: CassandraFailure, words: string): Failed => ({
  error: `${failure.exception}: ${words}`,
  failure,
});

/** Too few replicas are alive to try at all: nothing has been written anywhere. */
export const unavailable = (counts: Counts): Failed =>
  failed(
    { exception: 'UnavailableException', ...counts },
    `Cannot achieve consistency level ${counts.consistency}`,
  );

const inTime = ({ received }: Counts): string =>
  `Operation timed out - received only ${received} responses.`;

/** Some may have written it, and hints may bring it to the others: nobody knows. */
export const writeTimeout = (
  counts: Counts,
  writeType: NonNullable<CassandraFailure['writeType']>,
): Failed => failed({ exception: 'WriteTimeoutException', ...counts, writeType }, inTime(counts));

export const readTimeout = (counts: Counts): Failed =>
  failed({ exception: 'ReadTimeoutException', ...counts }, inTime(counts));

export const readFailure = (counts: Counts, reason: string): Failed =>
  failed(
    { exception: 'ReadFailureException', ...counts },
    `Operation failed - received ${counts.received} responses and 1 failures: ${reason}`,
  );

/** Nobody accepted within cas_contention_timeout: others always had a higher ballot. */
export const casTimeout = (counts: Counts, contentions: number): Failed =>
  failed(
    { exception: 'CasWriteTimeoutException', ...counts, writeType: 'CAS' },
    `CAS operation timed out - encountered contentions: ${contentions}`,
  );

/** A minority accepted: a later round may still bring it about. */
export const casUnknown = (counts: Counts): Failed =>
  failed(
    { exception: 'CasWriteUnknownResultException', ...counts },
    `CAS operation result is unknown - proposal accepted by ${counts.received} but not a quorum.`,
  );

export const invalidRequest = (consistency: ConsistencyLevel, words: string): Failed =>
  failed({ exception: 'InvalidRequestException', consistency, received: 0, required: 0 }, words);
