/** Uploads: a photo goes first, part by part, and when it is stored the message may go. */
import type { MachineEvent } from '../../../statechart/index.ts';
import { MIB, piecesBetween, type MediaPointer, type PacketOf } from '../../protocol/index.ts';
import { leaveOutbox, sendOutbox, typeMessage } from '../outbox.ts';
import { isConnected, send, sendToServer, tellMachines, type PhoneNode } from '../phone-node.ts';
import { ownRow, showStatus } from '../ticks.ts';
import type { Ongoing, Upload } from './store.ts';
import { beginTransfer, endTransfer, isThroughServer, nodeOf, watchForStall } from './transfers.ts';

/** A person sends a photo with a few words. */
export function attach(node: PhoneNode, conversation: string, text: string, bytes: number): void {
  const name = typeMessage(node, conversation, text, true);
  node.record('attached', { message: name, bytes });
  const { mediaUpload, mediaPartMiB } = node.knobs;
  const partBytes = mediaUpload === 'multipart' ? mediaPartMiB * MIB : bytes;
  const parts = Math.max(1, Math.ceil(bytes / Math.max(1, partBytes)));
  const empty = { key: '', uploadId: '', urls: [], download: null };
  const etags = Array.from({ length: parts }, () => '');
  node.store.disk.media.uploads.set(name, { name, bytes, parts, partBytes, ...empty, etags });
  continueUploads(node);
}

/** After a connection came, a photo was sent or one is done: the next, if there is one. */
export function continueUploads(node: PhoneNode): void {
  if (nextUpload(node) !== undefined && isConnected(node)) tellMachines(node, 'UPLOAD');
}

const nextUpload = (node: PhoneNode): Upload | undefined =>
  node.store.disk.media.uploads.values().next().value;

/** URLs that are in hand may still be good: whether they are, the store will say. */
export function askForUploadUrls(node: PhoneNode): void {
  const upload = nextUpload(node);
  if (upload === undefined || !isConnected(node)) return tellMachines(node, 'UPLOAD_STOPPED');
  if (upload.urls.length > 0) return tellMachines(node, 'UPLOAD_URLS');
  const { name, parts, uploadId } = upload;
  sendToServer(node, { type: 'askUpload', name, parts, uploadId });
}

export function receiveUploadUrls(
  node: PhoneNode,
  { name, key, uploadId, urls, download, error }: PacketOf<'uploadUrls'>,
): MachineEvent | undefined {
  const upload = nextUpload(node);
  if (upload?.name !== name || node.state('upload') !== 'asking') return undefined;
  if (error !== '') return { type: 'UPLOAD_FAILED' };
  Object.assign(upload, { key, uploadId, urls, download });
  return { type: 'UPLOAD_URLS' };
}

export function sendPart(node: PhoneNode): void {
  const upload = nextUpload(node);
  if (upload === undefined) return tellMachines(node, 'UPLOAD_STOPPED');
  const place = upload.etags.indexOf('');
  if (place < 0) return tellMachines(node, 'PARTS_STORED');
  const { name } = upload;
  const ongoing = beginTransfer(node, { name, part: place + 1, to: nodeOf(node, 'object-store') });
  node.store.memory.media.up = ongoing;
  const { transfer, to, connection } = ongoing;
  const { encryption, mediaSealing } = node.knobs;
  send(
    node,
    to,
    {
      type: 'mediaPut',
      name,
      transfer,
      url: upload.urls[place]!,
      bytes: partSize(upload, place),
      isSealed: encryption !== 'none' && mediaSealing === 'oneTimeKey',
    },
    connection,
  );
  sendPieces(node, upload, ongoing);
  watchForStall(node, 'up');
}

const partSize = ({ bytes, partBytes }: Upload, place: number): number =>
  Math.min(partBytes, bytes - place * partBytes);

/**
 * On a connection of its own one piece follows the other's arrival. Into the shared socket the app
 * writes all there is, and everything after it stands in line.
 */
function sendPieces(node: PhoneNode, upload: Upload, ongoing: Ongoing): void {
  const { name, transfer, to, connection, part, handed } = ongoing;
  const rest = piecesBetween(handed, partSize(upload, part - 1));
  const now = isThroughServer(node) ? rest : rest.slice(0, 1);
  for (const piece of now) {
    send(node, to, { type: 'mediaPiece', name, transfer, ...piece }, connection);
    ongoing.handed += piece.bytes;
  }
}

export function receiveProgress(node: PhoneNode, packet: PacketOf<'mediaReceived'>): void {
  const upload = nextUpload(node);
  const { up } = node.store.memory.media;
  if (up === null || up.transfer !== packet.transfer || upload === undefined) return;
  up.moved = packet.bytes;
  watchForStall(node, 'up');
  sendPieces(node, upload, up);
}

export function receiveStored(
  node: PhoneNode,
  { transfer, error, etag }: PacketOf<'mediaStored'>,
): MachineEvent | undefined {
  const upload = nextUpload(node);
  const { up } = node.store.memory.media;
  if (up?.transfer !== transfer || upload === undefined) return undefined;
  if (error !== '') return refused(node, upload, error);
  node.stopTimer('stall', 'up');
  node.store.memory.media.up = null;
  const { part } = up;
  upload.etags[part - 1] = etag;
  const bytes = partSize(upload, part - 1);
  node.record('uploaded', { message: upload.name, part, parts: upload.parts, bytes });
  if (upload.etags.includes('')) return { type: 'PART_STORED' };
  return upload.uploadId === '' ? uploaded(node, upload) : { type: 'PARTS_STORED' };
}

export function sendCompletion(node: PhoneNode): void {
  const upload = nextUpload(node);
  if (upload === undefined) return tellMachines(node, 'UPLOAD_STOPPED');
  const { name, etags, urls } = upload;
  const ongoing = beginTransfer(node, { name, part: 0, to: nodeOf(node, 'object-store') });
  node.store.memory.media.up = ongoing;
  const { transfer, to, connection } = ongoing;
  const parts = etags.map((etag, place) => ({ part: place + 1, etag }));
  const url = urls[parts.length]!;
  send(node, to, { type: 'mediaComplete', name, transfer, url, parts }, connection);
}

export function receiveCompleted(
  node: PhoneNode,
  { transfer, error }: PacketOf<'mediaCompleted'>,
): MachineEvent | undefined {
  const upload = nextUpload(node);
  if (node.store.memory.media.up?.transfer !== transfer || upload === undefined) return undefined;
  if (error !== '') return refused(node, upload, error);
  node.store.memory.media.up = null;
  return uploaded(node, upload);
}

/** It is stored: now the message that points to it may go. */
function uploaded(node: PhoneNode, upload: Upload): MachineEvent {
  const { name, key, bytes, download } = upload;
  const { outbox, media } = node.store.disk;
  media.uploads.delete(name);
  media.kept.set(name, bytes);
  const entry = outbox.get(name);
  if (entry !== undefined) {
    const { encryption, mediaSealing } = node.knobs;
    const isSealed = encryption !== 'none' && mediaSealing === 'oneTimeKey';
    const plain: MediaPointer = { key, bytes, isSealed };
    const pointer = download === null ? plain : { ...plain, url: download };
    const { awaitsUpload: _, ...rest } = entry;
    outbox.set(name, { ...rest, message: { ...entry.message, media: pointer } });
  }
  sendOutbox(node);
  continueUploads(node);
  return { type: 'UPLOADED' };
}

/** What the store's error means for the rest of the upload. */
function refused(node: PhoneNode, upload: Upload, error: string): MachineEvent {
  endTransfer(node, 'up', error);
  switch (error) {
    case 'AccessDenied':
    case 'SignatureDoesNotMatch':
      upload.urls = [];
      return { type: 'UPLOAD_URL_REFUSED' };
    case 'NoSuchUpload':
    case 'InvalidPart':
      // Aborted meanwhile, or completed by a request whose answer was lost: from the beginning.
      Object.assign(upload, { uploadId: '', urls: [] });
      upload.etags.fill('');
      return { type: 'UPLOAD_URL_REFUSED' };
    case 'SlowDown':
    case 'RequestTimeout':
      return { type: 'UPLOAD_FAILED' };
    default:
      return giveUp(node, upload);
  }
}

/** EntityTooSmall and the like: no attempt will ever do. The person is told. */
function giveUp(node: PhoneNode, { name }: Upload): MachineEvent {
  node.store.disk.media.uploads.delete(name);
  leaveOutbox(node, name);
  const row = ownRow(node, name);
  if (row !== undefined) showStatus(node, row, 'failed', 'store');
  continueUploads(node);
  return { type: 'UPLOAD_REFUSED' };
}
