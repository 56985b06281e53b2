/** What S3 allows and refuses, one constant each, with where it is written. */
import { URL_REFUSAL_STATUS } from '../protocol/index.ts';

/** Amazon S3 User Guide, Multipart upload limits: parts of 5 MiB to 5 GiB, the last may be smaller. */
export const PART_BYTES_MIN = 5_242_880;
export const PART_BYTES_MAX = 5_368_709_120;
/** Amazon S3, the same page: part numbers from 1 to 10,000. */
export const PART_NUMBER_MAX = 10_000;
/** Amazon S3 API Reference, PutObject: a single PUT carries at most 5 GB (binary). */
export const PUT_BYTES_MAX = 5_368_709_120;
/** S3, Best practices design patterns: so many requests a second for each prefix. */
export const PUTS_PER_SECOND = 3500;
export const GETS_PER_SECOND = 5500;
/** Our choice: S3 names the error RequestTimeout and no time. */
export const BODY_TIMEOUT_MS = 30_000;

/** S3, Error responses: the status of each name. */
export const ERROR_STATUS = {
  ...URL_REFUSAL_STATUS,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  InvalidArgument: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  MalformedXML: 400,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  RequestTimeout: 400,
  SlowDown: 503,
} as const;

export type StoreError = keyof typeof ERROR_STATUS;
