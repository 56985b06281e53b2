/** A bucket with a server and a phone around it, and what they say to it in a few words. */
import { objectStore } from '../../../src/models/object-store/index.ts';
import {
  MIB,
  piecesBetween,
  signed,
  type Packet,
  type SignedUrl,
  type UploadedPart,
} from '../../../src/models/protocol/index.ts';
import { fakeNode, type FakeNodeOptions } from '../fake-node.ts';

export const SECOND_US = 1_000_000;

export const aBucket = (options: Pick<FakeNodeOptions, 'settings' | 'knobs' | 'startUs'> = {}) =>
  fakeNode(objectStore, {
    name: 'bucket',
    topology: {
      nodes: [
        { name: 'server-1', kind: 'chat-server' },
        { name: 'ana', kind: 'phone' },
        { name: 'edge', kind: 'cdn' },
      ],
    },
    ...options,
  });

export type FakeBucket = ReturnType<typeof aBucket>;

export const urlFor = (url: Partial<Omit<SignedUrl, 'signature'>>): SignedUrl =>
  signed({
    verb: 'PutObject',
    key: 'media/p',
    uploadId: '',
    part: 0,
    signedAtUs: 0,
    expiresS: 900,
    ...url,
  });

let transfers = 0;

/** Sends a whole PUT; answers the status and the error, with the entity tag on success. */
export function put(bucket: FakeBucket, url: SignedUrl, bytes: number): string {
  transfers += 1;
  const transfer = `ana/t${transfers}`;
  const head = { type: 'mediaPut', name: 'ana/m1', transfer, url, bytes, isSealed: true } as const;
  bucket.deliver(head, 'ana', 5);
  for (const piece of piecesBetween(0, bytes)) {
    bucket.deliver({ type: 'mediaPiece', name: 'ana/m1', transfer, ...piece }, 'ana', 5);
  }
  return lastAnswer(bucket);
}

/** The last packet that was sent, as a status with an error's name or an entity tag. */
export function lastAnswer(bucket: FakeBucket): string {
  const packet = bucket.sent.at(-1)?.packet as Packet;
  if (!('status' in packet) || !('error' in packet)) throw new Error(`no answer: ${packet.type}`);
  const etag = 'etag' in packet ? String(packet.etag) : '';
  return `${packet.status} ${packet.error === '' ? etag : packet.error}`.trim();
}

/** Begins an upload of so many parts of so many MiB each, all stored; answers its id. */
export function begun(bucket: FakeBucket, partMiB: readonly number[] = []): string {
  const name = 'ana/m1';
  bucket.deliver({ type: 'createMultipart', name, key: 'media/p', request: 1 }, 'server-1');
  const created = bucket.sent.at(-1)?.packet as Packet & { readonly uploadId: string };
  partMiB.forEach((size, place) => {
    put(
      bucket,
      urlFor({ verb: 'UploadPart', uploadId: created.uploadId, part: place + 1 }),
      size * MIB,
    );
  });
  return created.uploadId;
}

export function complete(
  bucket: FakeBucket,
  uploadId: string,
  parts: readonly UploadedPart[],
): string {
  const url = urlFor({ verb: 'CompleteMultipartUpload', uploadId });
  const name = 'ana/m1';
  bucket.deliver({ type: 'mediaComplete', name, transfer: 'ana/t0', url, parts }, 'ana', 6);
  return lastAnswer(bucket);
}

export const get = (
  bucket: FakeBucket,
  { key = 'media/p', from = 0, etag = '', url = null as SignedUrl | null } = {},
): string => {
  const before = bucket.sent.length;
  bucket.deliver(
    { type: 'mediaGet', name: 'ana/m1', transfer: 'edge/t1', key, url, from, etag },
    'edge',
  );
  const head = bucket.sent[before]?.packet as Packet & {
    status: number;
    error: string;
    bytes: number;
  };
  return `${head.status} ${head.error === '' ? head.bytes : head.error}`;
};

/** The sizes of the parts and objects that the bucket shows. */
export const kept = (bucket: FakeBucket) => {
  const [objects, uploads] = bucket.inspect().tables;
  return {
    objects: objects!.rows.map(([key, bytes]) => `${key} ${bytes}`),
    parts: uploads!.rows.map(([, , part, bytes]) => `${part} ${bytes}`),
  };
};
