/** Downloads: a message that points to a photo has come, and the photo is fetched. */
import type { MachineEvent } from '../../../statechart/index.ts';
import { edgeFor, type ChatMessage, type PacketOf } from '../../protocol/index.ts';
import { isConnected, send, sendToServer, tellMachines, type PhoneNode } from '../phone-node.ts';
import type { Download } from './store.ts';
import { beginTransfer, endTransfer, isThroughServer, nodeOf, watchForStall } from './transfers.ts';

export function wantMedia(node: PhoneNode, { name, media }: ChatMessage): void {
  const { downloads, kept } = node.store.disk.media;
  if (media === undefined || downloads.has(name) || kept.has(name)) return;
  const { key, bytes, url = null } = media;
  downloads.set(name, { name, key, bytes, url, isGiven: url !== null, received: 0 });
  continueDownloads(node);
}

export function continueDownloads(node: PhoneNode): void {
  if (nextDownload(node) !== undefined && isConnected(node)) tellMachines(node, 'DOWNLOAD');
}

const nextDownload = (node: PhoneNode): Download | undefined =>
  node.store.disk.media.downloads.values().next().value;

/** A server that passes the bytes on itself needs no URL from us. */
export function askForDownloadUrl(node: PhoneNode): void {
  const download = nextDownload(node);
  if (download === undefined || !isConnected(node)) return tellMachines(node, 'DOWNLOAD_STOPPED');
  if (download.url !== null || isThroughServer(node)) return tellMachines(node, 'DOWNLOAD_URL');
  const { name, key } = download;
  sendToServer(node, { type: 'askDownload', name, key });
}

export function receiveDownloadUrl(
  node: PhoneNode,
  { name, url }: PacketOf<'downloadUrl'>,
): MachineEvent | undefined {
  const download = nextDownload(node);
  if (download?.name !== name || node.state('download') !== 'asking') return undefined;
  download.url = url;
  return { type: 'DOWNLOAD_URL' };
}

export function sendGet(node: PhoneNode): void {
  const download = nextDownload(node);
  if (download === undefined) return tellMachines(node, 'DOWNLOAD_STOPPED');
  const { name, key, received: from } = download;
  const nearest = edgeFor(node.topology, node.spec);
  const to = nearest < 0 ? nodeOf(node, 'object-store') : nearest;
  const ongoing = beginTransfer(node, { name, part: 0, to });
  node.store.memory.media.down = ongoing;
  const url = isThroughServer(node) ? null : download.url;
  const { transfer, connection } = ongoing;
  send(
    node,
    ongoing.to,
    { type: 'mediaGet', name, transfer, key, url, from, etag: '' },
    connection,
  );
  watchForStall(node, 'down');
}

export function receiveHead(
  node: PhoneNode,
  { transfer, error }: PacketOf<'mediaHead'>,
): MachineEvent | undefined {
  const download = nextDownload(node);
  if (node.store.memory.media.down?.transfer !== transfer || download === undefined) {
    return undefined;
  }
  watchForStall(node, 'down');
  if (error === '') return download.bytes === 0 ? downloaded(node, download) : undefined;
  endTransfer(node, 'down', error);
  if (error === 'AccessDenied' && !download.isGiven) {
    download.url = null;
    return { type: 'DOWNLOAD_URL_REFUSED' };
  }
  if (error === 'SlowDown' || error === 'GatewayTimeout') return { type: 'DOWNLOAD_FAILED' };
  // An expired URL that came with the message, or a photo that is gone: it stays broken.
  node.store.disk.media.downloads.delete(download.name);
  continueDownloads(node);
  return { type: 'DOWNLOAD_REFUSED' };
}

export function receivePiece(
  node: PhoneNode,
  { transfer, at, bytes }: PacketOf<'mediaPiece'>,
): MachineEvent | undefined {
  const download = nextDownload(node);
  const { down } = node.store.memory.media;
  if (down?.transfer !== transfer || download === undefined) return undefined;
  // After a hole nothing fits; silence will have the rest asked for again.
  if (at !== download.received) return undefined;
  download.received += bytes;
  down.moved += bytes;
  watchForStall(node, 'down');
  return download.received >= download.bytes ? downloaded(node, download) : undefined;
}

function downloaded(node: PhoneNode, { name, bytes }: Download): MachineEvent {
  const { disk, memory } = node.store;
  disk.media.downloads.delete(name);
  disk.media.kept.set(name, bytes);
  memory.media.down = null;
  node.stopTimer('stall', 'down');
  node.record('downloaded', { message: name, bytes });
  continueDownloads(node);
  return { type: 'DOWNLOADED' };
}
