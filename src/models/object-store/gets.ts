/** GETs: whole objects or from a place on, and "only if it has changed". */
import { piecesBetween, urlRefusal, type Arrival, type PacketOf } from '../protocol/index.ts';
import { ERROR_STATUS, type StoreError } from './limits.ts';
import { isOverLimit } from './pace.ts';
import type { Bucket, StoredObject } from './store.ts';

export function get(
  bucket: Bucket,
  packet: PacketOf<'mediaGet'>,
  { from: asker, connection }: Arrival,
): void {
  const { name, transfer, key, from, etag: known } = packet;
  const error = getRefusal(bucket, packet);
  const head = { type: 'mediaHead', name, transfer } as const;
  const command = from > 0 ? `GetObject ${key} from ${from}` : `GetObject ${key}`;
  if (error !== '') {
    const status = ERROR_STATUS[error];
    bucket.record('served', { message: name, command, answer: `${status} ${error}` });
    const nothing = { bytes: 0, etag: '', isSealed: true };
    return bucket.send(asker, { ...head, status, error, ...nothing }, connection);
  }
  const { bytes, etag, isSealed } = bucket.store.disk.objects.get(key) as StoredObject;
  const status = etag === known ? 304 : from > 0 ? 206 : 200;
  bucket.record('served', { message: name, command, answer: String(status) });
  bucket.send(asker, { ...head, status, error: '', bytes, etag, isSealed }, connection);
  if (status === 304) return;
  for (const piece of piecesBetween(from, bytes)) {
    bucket.send(asker, { type: 'mediaPiece', name, transfer, ...piece }, connection);
  }
}

function getRefusal(bucket: Bucket, { key, url, from }: PacketOf<'mediaGet'>): StoreError | '' {
  if (isOverLimit(bucket, 'gets')) return 'SlowDown';
  if (url !== null) {
    const refusal = urlRefusal(url, { verbs: ['GetObject'], key }, bucket.localTimeUs());
    if (refusal !== '') return refusal;
  }
  const object = bucket.store.disk.objects.get(key);
  if (object === undefined) return 'NoSuchKey';
  return from > 0 && from >= object.bytes ? 'InvalidRange' : '';
}
