/** PUTs: a head that is judged at once, and a body that counts only when all of it has come. */
import { urlRefusal, type Arrival, type PacketOf } from '../protocol/index.ts';
import {
  BODY_TIMEOUT_MS,
  ERROR_STATUS,
  PART_BYTES_MAX,
  PART_NUMBER_MAX,
  PUT_BYTES_MAX,
  type StoreError,
} from './limits.ts';
import { isOverLimit } from './pace.ts';
import { nextEtag, type Bucket, type Incoming } from './store.ts';

export function beginPut(bucket: Bucket, packet: PacketOf<'mediaPut'>, arrival: Arrival): void {
  const { name, transfer, url, bytes, isSealed } = packet;
  const incoming = { name, ...arrival, url, bytes, isSealed, received: 0 };
  const error = putRefusal(bucket, packet);
  if (error !== '') return answer(bucket, transfer, incoming, error);
  bucket.store.memory.incoming.set(transfer, incoming);
  bucket.startTimer('body', BODY_TIMEOUT_MS, transfer);
  if (bytes === 0) finish(bucket, transfer, incoming);
}

function putRefusal(bucket: Bucket, { url, bytes }: PacketOf<'mediaPut'>): StoreError | '' {
  if (isOverLimit(bucket, 'puts')) return 'SlowDown';
  const verbs = ['PutObject', 'UploadPart'] as const;
  const refusal = urlRefusal(url, { verbs }, bucket.localTimeUs());
  if (refusal !== '') return refusal;
  if (url.verb === 'PutObject') return bytes > PUT_BYTES_MAX ? 'EntityTooLarge' : '';
  if (!(url.part >= 1 && url.part <= PART_NUMBER_MAX)) return 'InvalidArgument';
  if (bytes > PART_BYTES_MAX) return 'EntityTooLarge';
  const upload = bucket.store.disk.uploads.get(url.uploadId);
  return upload === undefined || upload.key !== url.key ? 'NoSuchUpload' : '';
}

/** A piece of a body. One that begins beyond what has come belongs to a body with a hole. */
export function takePiece(bucket: Bucket, packet: PacketOf<'mediaPiece'>): void {
  const { name, transfer, at, bytes } = packet;
  const incoming = bucket.store.memory.incoming.get(transfer);
  if (incoming === undefined || at !== incoming.received) return;
  incoming.received += bytes;
  bucket.startTimer('body', BODY_TIMEOUT_MS, transfer);
  const received = { type: 'mediaReceived', name, transfer, bytes: incoming.received } as const;
  bucket.send(incoming.from, received, incoming.connection);
  if (incoming.received >= incoming.bytes) finish(bucket, transfer, incoming);
}

/** Nothing has come for too long: what there is of the body is thrown away. */
export function bodyTimedOut(bucket: Bucket, transfer: string): void {
  const incoming = bucket.store.memory.incoming.get(transfer);
  if (incoming !== undefined) answer(bucket, transfer, incoming, 'RequestTimeout');
}

function finish(bucket: Bucket, transfer: string, incoming: Incoming): void {
  const { disk } = bucket.store;
  const { url, bytes, isSealed } = incoming;
  if (url.verb === 'PutObject') {
    const etag = nextEtag(bucket);
    disk.objects.set(url.key, { bytes, etag, isSealed, storedAtUs: bucket.localTimeUs() });
    return answer(bucket, transfer, incoming, '', etag);
  }
  const upload = disk.uploads.get(url.uploadId);
  // Completed or aborted while the body was coming.
  if (upload === undefined) return answer(bucket, transfer, incoming, 'NoSuchUpload');
  const etag = nextEtag(bucket);
  upload.parts.set(url.part, { bytes, etag });
  upload.isSealed = upload.isSealed && isSealed;
  answer(bucket, transfer, incoming, '', etag);
}

function answer(
  bucket: Bucket,
  transfer: string,
  { name, from, connection, url }: Incoming,
  error: StoreError | '',
  etag = '',
): void {
  bucket.store.memory.incoming.delete(transfer);
  bucket.stopTimer('body', transfer);
  const { verb, key, part } = url;
  const status = error === '' ? 200 : ERROR_STATUS[error];
  const command = part > 0 ? `${verb} ${key} ${part}` : `${verb} ${key}`;
  const told = error === '' ? `200 ${etag}` : `${status} ${error}`;
  bucket.record('served', { message: name, command, answer: told });
  const stored = { type: 'mediaStored', name, transfer, part, etag, status, error } as const;
  bucket.send(from, stored, connection);
}
