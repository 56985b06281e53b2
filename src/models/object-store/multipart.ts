/** Multipart uploads: begun, filled part by part in any order, completed or given up. */
import { urlRefusal, type PacketOf, type UploadedPart } from '../protocol/index.ts';
import { ERROR_STATUS, PART_BYTES_MIN, type StoreError } from './limits.ts';
import { nextEtag, type Bucket, type Upload } from './store.ts';

/** By definition. */
const DAY_MS = 86_400_000;

export function createMultipart(
  bucket: Bucket,
  { name, key, request }: PacketOf<'createMultipart'>,
  from: number,
): void {
  const { disk } = bucket.store;
  disk.begun += 1;
  const uploadId = `${bucket.name}/u${disk.begun}`;
  disk.uploads.set(uploadId, { key, parts: new Map(), isSealed: true });
  bucket.record('served', {
    message: name,
    command: `CreateMultipartUpload ${key}`,
    answer: '200',
  });
  const answer = { type: 'multipartCreated', name, key, uploadId, request } as const;
  bucket.send(from, { ...answer, status: 200, error: '' });
  watchUpload(bucket, uploadId);
}

/** The lifecycle rule AbortIncompleteMultipartUpload. */
export function watchUpload(bucket: Bucket, uploadId: string): void {
  const { mediaAbortDays } = bucket.knobs;
  if (mediaAbortDays > 0) bucket.startTimer('abort', mediaAbortDays * DAY_MS, uploadId);
}

/** A client gave it up, or the bucket's rule did: the parts go, and with them their cost. */
export function abortUpload(bucket: Bucket, uploadId: string, name = ''): void {
  const isThere = bucket.store.disk.uploads.delete(uploadId);
  bucket.stopTimer('abort', uploadId);
  const answer = isThere ? '204' : '404 NoSuchUpload';
  bucket.record('served', { message: name, command: `AbortMultipartUpload ${uploadId}`, answer });
}

export function completeMultipart(
  bucket: Bucket,
  packet: PacketOf<'mediaComplete'>,
  from: number,
  connection: number,
): void {
  const { name, transfer, url, parts } = packet;
  const error = completionRefusal(bucket, packet);
  const command = `CompleteMultipartUpload ${url.key}`;
  const reply = { type: 'mediaCompleted', name, transfer } as const;
  if (error !== '') {
    const status = ERROR_STATUS[error];
    bucket.record('served', { message: name, command, answer: `${status} ${error}` });
    return bucket.send(from, { ...reply, status, error, etag: '' }, connection);
  }
  const { disk } = bucket.store;
  const upload = disk.uploads.get(url.uploadId) as Upload;
  const bytes = parts.reduce((sum, { part }) => sum + (upload.parts.get(part)?.bytes ?? 0), 0);
  const etag = `${nextEtag(bucket).slice(0, -1)}-${parts.length}"`;
  const { isSealed } = upload;
  disk.objects.set(url.key, { bytes, etag, isSealed, storedAtUs: bucket.localTimeUs() });
  disk.uploads.delete(url.uploadId);
  bucket.stopTimer('abort', url.uploadId);
  bucket.record('served', { message: name, command, answer: '200' });
  bucket.send(from, { ...reply, status: 200, error: '', etag }, connection);
}

function completionRefusal(
  bucket: Bucket,
  { url, parts }: PacketOf<'mediaComplete'>,
): StoreError | '' {
  const refusal = urlRefusal(url, { verbs: ['CompleteMultipartUpload'] }, bucket.localTimeUs());
  if (refusal !== '') return refusal;
  const upload = bucket.store.disk.uploads.get(url.uploadId);
  if (upload === undefined || upload.key !== url.key) return 'NoSuchUpload';
  return listRefusal(upload, parts);
}

/** What S3 checks of the list of parts, in its own order. */
function listRefusal(upload: Upload, parts: readonly UploadedPart[]): StoreError | '' {
  if (parts.length === 0) return 'MalformedXML';
  for (let place = 1; place < parts.length; place += 1) {
    if (parts[place]!.part <= parts[place - 1]!.part) return 'InvalidPartOrder';
  }
  for (const { part, etag } of parts) {
    if (upload.parts.get(part)?.etag !== etag) return 'InvalidPart';
  }
  const isTooSmall = ({ part }: UploadedPart) =>
    (upload.parts.get(part)?.bytes ?? 0) < PART_BYTES_MIN;
  return parts.slice(0, -1).some(isTooSmall) ? 'EntityTooSmall' : '';
}
