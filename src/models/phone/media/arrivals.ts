/** Packets about photos: answers on the socket, and what comes on a transfer's own connection. */
import type { MachineEvent } from '../../../statechart/index.ts';
import type { Packet } from '../../protocol/index.ts';
import type { PhoneNode } from '../phone-node.ts';
import { receiveDownloadUrl, receiveHead, receivePiece } from './downloads.ts';
import { endTransfer } from './transfers.ts';
import { receiveCompleted, receiveProgress, receiveStored, receiveUploadUrls } from './uploads.ts';

const TRANSFERRED = ['mediaReceived', 'mediaStored', 'mediaCompleted', 'mediaHead', 'mediaPiece'];

/** Whether the packet names its transfer: it is told from others by that, whoever brings it. */
export const isTransferred = (packet: Packet): boolean => TRANSFERRED.includes(packet.type);

export function receiveMedia(node: PhoneNode, packet: Packet): MachineEvent | undefined {
  switch (packet.type) {
    case 'uploadUrls':
      return receiveUploadUrls(node, packet);
    case 'downloadUrl':
      return receiveDownloadUrl(node, packet);
    case 'mediaReceived':
      receiveProgress(node, packet);
      return undefined;
    case 'mediaStored':
      return receiveStored(node, packet);
    case 'mediaCompleted':
      return receiveCompleted(node, packet);
    case 'mediaHead':
      return receiveHead(node, packet);
    case 'mediaPiece':
      return receivePiece(node, packet);
    default:
      return undefined;
  }
}

/** Whether the packet belongs to a transfer that is on its way now. */
export function isExpected(node: PhoneNode, packet: Packet): boolean {
  const { up, down } = node.store.memory.media;
  return 'transfer' in packet && [up?.transfer, down?.transfer].includes(packet.transfer);
}

/** Nothing was heard of a transfer for too long. */
export function stalled(node: PhoneNode, way: string): MachineEvent {
  endTransfer(node, way === 'up' ? 'up' : 'down', 'silence');
  return { type: way === 'up' ? 'UPLOAD_FAILED' : 'DOWNLOAD_FAILED' };
}
