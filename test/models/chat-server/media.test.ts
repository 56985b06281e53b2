/** A chat server and photos: the URLs it signs, and the bytes it carries in the wrong design. */
import { describe, expect, test } from 'vitest';
import type { Packet, SignedUrl } from '../../../src/models/protocol/index.ts';
import { connect, createServer, told } from './server.ts';

function withAna(knobs: Record<string, string | number> = {}) {
  const server = createServer(knobs);
  connect(server, 'ana');
  const say = (packet: Packet, connection = 1) => server.fake.deliver(packet, 'ana', connection);
  const create = (uploadId: string) => {
    const { request } = server.last(({ type }) => type === 'createMultipart');
    const of = { name: 'ana/m1', key: 'media/ana/m1', uploadId, request } as const;
    server.fake.deliver({ type: 'multipartCreated', ...of, status: 200, error: '' }, 'bucket');
  };
  return { ...server, say, create };
}

const ask = (parts: number, uploadId = ''): Packet => ({
  type: 'askUpload',
  name: 'ana/m1',
  parts,
  uploadId,
});

const urlsIn = (packet: Packet | undefined): readonly SignedUrl[] =>
  packet?.type === 'uploadUrls' ? packet.urls : [];

describe('signed URLs', () => {
  test('one part needs no upload: a single PUT', () => {
    const { fake, say } = withAna();
    say(ask(1));
    expect(told(fake)).toEqual(['uploadUrls > ana']);
    expect(urlsIn(fake.sent.at(-1)?.packet).map(({ verb }) => verb)).toEqual(['PutObject']);
  });

  test('several parts need one, begun at the bucket; then one URL each and one for the end', () => {
    const { fake, say, create } = withAna();
    say(ask(3));
    expect(told(fake)).toEqual(['createMultipart > bucket']);
    create('u1');
    expect(told(fake)).toEqual(['uploadUrls > ana']);
    const urls = urlsIn(fake.sent.at(-1)?.packet);
    expect(urls.map(({ verb, part, uploadId }) => `${verb} ${part} ${uploadId}`)).toEqual([
      'UploadPart 1 u1',
      'UploadPart 2 u1',
      'UploadPart 3 u1',
      'CompleteMultipartUpload 0 u1',
    ]);
  });

  test('of an upload that was begun are made anew without a word to the bucket', () => {
    const { fake, say } = withAna();
    say(ask(3, 'u1'));
    expect(told(fake)).toEqual(['uploadUrls > ana']);
  });

  test('bear the server’s own clock, and live as long as the design says', () => {
    const { fake, say } = withAna({ mediaUrlTtlS: 60 });
    fake.clockUs = 7_000_000;
    say({ type: 'askDownload', name: 'ben/m1', key: 'k' });
    expect(fake.sent.at(-1)?.packet).toMatchObject({
      type: 'downloadUrl',
      url: { verb: 'GetObject', key: 'k', signedAtUs: 7_000_000, expiresS: 60 },
    });
  });

  test('for the receivers come along where the message is to hold one', () => {
    const { fake, say } = withAna({ mediaPointer: 'signedUrl' });
    say(ask(1));
    expect(fake.sent.at(-1)?.packet).toMatchObject({ download: { verb: 'GetObject' } });
  });

  test('that come when the phone is gone, or a second time, are for nobody', () => {
    const { fake, say, create } = withAna();
    say(ask(2));
    say({ type: 'close' });
    told(fake);
    create('u1');
    create('u1');
    expect(told(fake)).toEqual([]);
  });
});

describe('bytes that go through it', () => {
  const piece = {
    type: 'mediaPiece',
    name: 'ana/m1',
    transfer: 'ana/t1',
    at: 0,
    bytes: 1,
  } as const;
  const stored = {
    type: 'mediaStored',
    name: 'ana/m1',
    transfer: 'ana/t1',
    part: 1,
    etag: '"1"',
    status: 200,
    error: '',
  } as const;

  test('are passed on to the bucket, and its answer to the phone, once', () => {
    const { fake, say } = withAna();
    say(piece);
    expect(told(fake)).toEqual(['mediaPiece > bucket']);
    fake.deliver(stored, 'bucket');
    expect(told(fake)).toEqual(['mediaStored > ana']);
    fake.deliver(stored, 'bucket');
    expect(told(fake)).toEqual([]);
  });

  test('come back down the same socket, and not to the next one', () => {
    const { fake, say } = withAna();
    const get = { type: 'mediaGet', name: 'ben/m1', transfer: 'ana/t1', key: 'k' } as const;
    say({ ...get, url: null, from: 0, etag: '' });
    fake.deliver(piece, 'bucket');
    expect(told(fake)).toEqual(['mediaGet > bucket', 'mediaPiece > ana']);
    const phone = fake.node.topology.indexOf('ana');
    fake.deliver({ type: 'place', phone, user: 'ana', connection: 2 }, 'balancer');
    told(fake);
    fake.deliver(piece, 'bucket');
    expect(told(fake)).toEqual([]);
  });

  test('on a socket that it does not know are answered with a reset', () => {
    const { fake, say } = withAna();
    say(piece, 9);
    expect(told(fake)).toEqual(['close > ana']);
  });
});
