/** Photos at a chat server: it signs URLs for phones and, in the wrong design, carries the bytes. */
import {
  signed,
  type Arrival,
  type PacketOf,
  type Packet,
  type SignedUrl,
} from '../protocol/index.ts';
import { answered, ask, noStore, type Server } from './requests.ts';

const keyFor = (name: string): string => `media/${name}`;

/** Where may this photo go? More than one part needs an upload to belong to. */
export function askUpload(server: Server, packet: PacketOf<'askUpload'>, phone: number): void {
  const { name, parts, uploadId } = packet;
  if (parts === 1 || uploadId !== '') return sendUrls(server, phone, { name, parts, uploadId });
  ask(
    server,
    bucketOf(server),
    (request) => ({ type: 'createMultipart', name, key: keyFor(name), request }),
    { step: 'multipart', phone, note: String(parts) },
  );
}

export function multipartCreated(server: Server, packet: PacketOf<'multipartCreated'>): void {
  const pending = answered(server, packet.request);
  if (pending === undefined) return;
  const { name, uploadId } = packet;
  sendUrls(server, pending.phone, { name, parts: Number(pending.note), uploadId });
}

function sendUrls(
  server: Server,
  phone: number,
  { name, parts, uploadId }: Pick<PacketOf<'askUpload'>, 'name' | 'parts' | 'uploadId'>,
): void {
  const socket = server.store.memory.sockets.get(phone);
  if (socket === undefined) return;
  const key = keyFor(name);
  const urls: SignedUrl[] = [];
  if (uploadId === '') urls.push(urlFor(server, { verb: 'PutObject', key }));
  else {
    for (let part = 1; part <= parts; part += 1) {
      urls.push(urlFor(server, { verb: 'UploadPart', key, uploadId, part }));
    }
    urls.push(urlFor(server, { verb: 'CompleteMultipartUpload', key, uploadId }));
  }
  const isGiven = server.knobs.mediaPointer === 'signedUrl';
  const download = isGiven ? urlFor(server, { verb: 'GetObject', key }) : null;
  const answer = { type: 'uploadUrls', name, key, uploadId, urls, download, error: '' } as const;
  server.send(phone, answer, socket.connection);
}

export function askDownload(
  server: Server,
  { name, key }: PacketOf<'askDownload'>,
  { from, connection }: Arrival,
): void {
  const url = urlFor(server, { verb: 'GetObject', key });
  server.send(from, { type: 'downloadUrl', name, url }, connection);
}

/** Signing needs no question to the store: only the secret, and a clock that is right. */
const urlFor = (
  server: Server,
  what: Pick<SignedUrl, 'verb' | 'key'> & Partial<Pick<SignedUrl, 'uploadId' | 'part'>>,
): SignedUrl =>
  signed({
    uploadId: '',
    part: 0,
    ...what,
    signedAtUs: server.localTimeUs(),
    expiresS: server.knobs.mediaUrlTtlS,
  });

function bucketOf(server: Server): number {
  return server.topology.ofKind('object-store')[0] ?? noStore(server, 'object-store');
}

type Carried = Extract<Packet, { readonly transfer: string }>;

/** Bytes on a phone's socket: passed on to the store, in line with everybody's text. */
export function carryUp(server: Server, packet: Carried, { from, connection }: Arrival): void {
  server.store.memory.carried.set(packet.transfer, { phone: from, connection });
  server.send(bucketOf(server), packet);
}

/** What the store answers: passed on to the phone, if its socket is still the same. */
export function carryDown(server: Server, packet: Carried): void {
  const { carried, sockets } = server.store.memory;
  const way = carried.get(packet.transfer);
  if (way === undefined) return;
  const { phone, connection } = way;
  if (sockets.get(phone)?.connection !== connection) {
    carried.delete(packet.transfer);
    return;
  }
  if (packet.type === 'mediaStored' || packet.type === 'mediaCompleted') {
    carried.delete(packet.transfer);
  }
  server.send(phone, packet, connection);
}
