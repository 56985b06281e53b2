/** What the object store models, and what it leaves out. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'presigned URLs by the rules of Signature Version 4: one verb, one key, 1 s to 7 days from the ' +
      'signer’s clock, judged when the request begins; refused under S3’s names with 403 and 400',
    'multipart uploads: parts 1 to 10,000 of 5 MiB to 5 GiB, the last may be smaller; a part that ' +
      'comes again replaces the first; EntityTooSmall, InvalidPart, InvalidPartOrder, NoSuchUpload',
    'a body counts only when all of it has come: half a PUT leaves nothing behind',
    'ranges, If-None-Match, strong reads after writes',
    'the lifecycle rule that ends unfinished uploads, whose parts are kept and paid for till then',
    'so many requests a second for a prefix, and 503 SlowDown beyond',
  ],
  leavesOut: [
    'contents: an object is a number of bytes, an entity tag the number of its version',
    'the HMAC: a signature is the text it covers, and only those with the secret make one',
    'buckets, versions, checksums, storage classes, regions, replication, how prefixes are split',
    'ListParts: the phone keeps the entity tags itself',
  ],
  assumes:
    'Amazon S3 as documented in 2025. A body of which nothing more comes is dropped after 30 s: our ' +
    'choice.',
  sources: [
    'Amazon S3 User Guide: Multipart upload limits; Download and upload objects with presigned URLs',
    'Amazon S3 API Reference: Authenticating Requests: Using Query Parameters; Error responses; ' +
      'CompleteMultipartUpload',
    'Amazon S3 User Guide: Best practices design patterns (3,500 and 5,500 requests a second)',
  ],
};
