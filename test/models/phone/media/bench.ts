/** A phone with photos on the bench: what the store, the server and the edge say to it. */
import {
  MIB,
  signed,
  type AnyDesign,
  type MediaPointer,
  type Packet,
  type StoreVerb,
} from '../../../../src/models/protocol/index.ts';
import { connectedPhone, type AnasPhone } from '../anas-phone.ts';

const NODES = [
  { name: 'ana', kind: 'phone' },
  { name: 'ben', kind: 'phone' },
  { name: 'balancer', kind: 'load-balancer' },
  { name: 'server-1', kind: 'chat-server' },
  { name: 'bucket', kind: 'object-store' },
  { name: 'edge', kind: 'cdn' },
] as const;

export const anaWith = (knobs: AnyDesign = {}, without: readonly string[] = []): AnasPhone =>
  connectedPhone({
    topology: {
      nodes: NODES.filter(({ name }) => !without.includes(name)),
      conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
    },
    knobs,
  });

export const urlFor = (verb: StoreVerb, part = 0) =>
  signed({ verb, key: 'k', uploadId: 'u1', part, signedAtUs: 0, expiresS: 900 });

export const onSocket = (ana: AnasPhone, packet: Packet) =>
  ana.deliver(packet, 'server-1', ana.node.store.memory.connection);

/** What is due at once: words that the machines have for one another. */
export const settle = (ana: AnasPhone) => ana.advanceMs(0);

/** Sends a photo of so many MiB, and has the server answer with URLs. */
export function attach(ana: AnasPhone, miB: number, parts = Math.ceil(miB / 5)): void {
  ana.operate({ act: 'attach', conversation: 'ana-ben', text: 'Look', bytes: miB * MIB });
  settle(ana);
  giveUrls(ana, parts);
}

export function giveUrls(ana: AnasPhone, parts: number, error = ''): void {
  const isMultipart = parts > 1;
  const urls = isMultipart
    ? [
        ...Array.from({ length: parts }, (_, place) => urlFor('UploadPart', place + 1)),
        urlFor('CompleteMultipartUpload'),
      ]
    : [urlFor('PutObject')];
  const uploadId = isMultipart ? 'u1' : '';
  const answer = { type: 'uploadUrls', name: 'ana/m1', key: 'k', uploadId, urls, error } as const;
  onSocket(ana, { ...answer, download: null });
}

/** The transfer that is on its way. */
export const transferOf = (ana: AnasPhone, way: 'up' | 'down'): string =>
  ana.node.store.memory.media[way]?.transfer ?? '';

export const stored = (ana: AnasPhone, error = '', status = error === '' ? 200 : 400) => {
  const of = { name: 'ana/m1', transfer: transferOf(ana, 'up') };
  const { part = 0 } = ana.node.store.memory.media.up ?? {};
  ana.deliver({ type: 'mediaStored', ...of, part, etag: `"${part}"`, status, error }, 'bucket', 9);
  settle(ana);
};

export const completed = (ana: AnasPhone, error = '') => {
  const of = { name: 'ana/m1', transfer: transferOf(ana, 'up') };
  ana.deliver({ type: 'mediaCompleted', ...of, etag: '"c"', status: 200, error }, 'bucket', 9);
  settle(ana);
};

export const types = (ana: AnasPhone): string[] =>
  ana.sent.splice(0).map(({ packet }) => packet.type);
export const statuses = (ana: AnasPhone): unknown[] =>
  ana.records.filter(({ kind }) => kind === 'status').map(({ fields }) => fields['status']);

export const photo = (pointer: Partial<MediaPointer> = {}): Packet => ({
  type: 'deliver',
  message: {
    name: 'ben/m1',
    conversation: 'ana-ben',
    sender: 'ben',
    text: 'Look',
    typedAtUs: 1,
    sequence: 1,
    media: { key: 'k', bytes: 2 * MIB, isSealed: true, ...pointer },
  },
});

export const head = (ana: AnasPhone, error = '', status = error === '' ? 200 : 403) => {
  const of = { name: 'ben/m1', transfer: transferOf(ana, 'down') };
  const whole = { bytes: 2 * MIB, etag: '"1"', isSealed: true };
  ana.deliver({ type: 'mediaHead', ...of, ...whole, status, error }, 'edge', 9);
  settle(ana);
};

export const piece = (ana: AnasPhone, at: number, bytes = MIB) => {
  const of = { name: 'ben/m1', transfer: transferOf(ana, 'down') };
  ana.deliver({ type: 'mediaPiece', ...of, at, bytes }, 'edge', 9);
  settle(ana);
};

/** The message is there, and the server has answered with a URL. */
export function wanting(ana: AnasPhone, pointer: Partial<MediaPointer> = {}): void {
  onSocket(ana, photo(pointer));
  settle(ana);
  if (ana.state('download') !== 'asking') return;
  onSocket(ana, { type: 'downloadUrl', name: 'ben/m1', url: urlFor('GetObject') });
}
