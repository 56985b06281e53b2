/** A photo on the bench: what the phone does with each answer of the store, the server and the edge. */
import { describe, expect, test } from 'vitest';
import {
  MIB,
  piecesBetween,
  signed,
  type AnyDesign,
  type MediaPointer,
  type Packet,
  type StoreVerb,
} from '../../../src/models/protocol/index.ts';
import { connect, connectedPhone, type AnasPhone } from './anas-phone.ts';

const NODES = [
  { name: 'ana', kind: 'phone' },
  { name: 'ben', kind: 'phone' },
  { name: 'balancer', kind: 'load-balancer' },
  { name: 'server-1', kind: 'chat-server' },
  { name: 'bucket', kind: 'object-store' },
  { name: 'edge', kind: 'cdn' },
] as const;

const anaWith = (knobs: AnyDesign = {}, without: readonly string[] = []): AnasPhone =>
  connectedPhone({
    topology: {
      nodes: NODES.filter(({ name }) => !without.includes(name)),
      conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
    },
    knobs,
  });

const urlFor = (verb: StoreVerb, part = 0) =>
  signed({ verb, key: 'k', uploadId: 'u1', part, signedAtUs: 0, expiresS: 900 });

const onSocket = (ana: AnasPhone, packet: Packet) =>
  ana.deliver(packet, 'server-1', ana.node.store.memory.connection);

/** What is due at once: words that the machines have for one another. */
const settle = (ana: AnasPhone) => ana.advanceMs(0);

/** Sends a photo of so many MiB, and has the server answer with URLs. */
function attach(ana: AnasPhone, miB: number, parts = Math.ceil(miB / 5)): void {
  ana.operate({ act: 'attach', conversation: 'ana-ben', text: 'Look', bytes: miB * MIB });
  settle(ana);
  giveUrls(ana, parts);
}

function giveUrls(ana: AnasPhone, parts: number, error = ''): void {
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
const transferOf = (ana: AnasPhone, way: 'up' | 'down'): string =>
  ana.node.store.memory.media[way]?.transfer ?? '';

const stored = (ana: AnasPhone, error = '', status = error === '' ? 200 : 400) => {
  const of = { name: 'ana/m1', transfer: transferOf(ana, 'up') };
  const { part = 0 } = ana.node.store.memory.media.up ?? {};
  ana.deliver({ type: 'mediaStored', ...of, part, etag: `"${part}"`, status, error }, 'bucket', 9);
  settle(ana);
};

const completed = (ana: AnasPhone, error = '') => {
  const of = { name: 'ana/m1', transfer: transferOf(ana, 'up') };
  ana.deliver({ type: 'mediaCompleted', ...of, etag: '"c"', status: 200, error }, 'bucket', 9);
  settle(ana);
};

const types = (ana: AnasPhone): string[] => ana.sent.splice(0).map(({ packet }) => packet.type);
const statuses = (ana: AnasPhone): unknown[] =>
  ana.records.filter(({ kind }) => kind === 'status').map(({ fields }) => fields['status']);

describe('an upload', () => {
  test('goes through its states, and the message leaves last', () => {
    const ana = anaWith();
    ana.sent.splice(0);
    attach(ana, 6);
    expect(ana.state('upload')).toBe('sending');
    stored(ana);
    stored(ana);
    expect(ana.state('upload')).toBe('completing');
    completed(ana);
    expect(ana.state('upload')).toBe('idle');
    expect(types(ana).filter((type) => type !== 'mediaPiece')).toEqual([
      'askUpload',
      'mediaPut',
      'mediaPut',
      'mediaComplete',
      'publish',
    ]);
  });

  test.each(['AccessDenied', 'SignatureDoesNotMatch'])(
    '%s: new URLs for the same upload',
    (error) => {
      const ana = anaWith();
      attach(ana, 6);
      stored(ana);
      stored(ana, error, 403);
      expect(ana.state('upload')).toBe('asking');
      expect(ana.sent.at(-1)?.packet).toMatchObject({ type: 'askUpload', uploadId: 'u1' });
      giveUrls(ana, 2);
      expect(ana.node.store.memory.media.up).toMatchObject({ part: 2 });
    },
  );

  test.each(['NoSuchUpload', 'InvalidPart'])('%s at the end: from the beginning', (error) => {
    const ana = anaWith();
    attach(ana, 6);
    stored(ana);
    stored(ana);
    completed(ana, error);
    expect(ana.sent.at(-1)?.packet).toMatchObject({ type: 'askUpload', uploadId: '' });
    giveUrls(ana, 2);
    expect(ana.node.store.memory.media.up).toMatchObject({ part: 1 });
  });

  test.each(['SlowDown', 'RequestTimeout'])('%s: once more after a while', (error) => {
    const ana = anaWith();
    attach(ana, 2);
    stored(ana, error, 503);
    expect(ana.state('upload')).toBe('waiting');
    ana.advanceMs(2000);
    expect(ana.state('upload')).toBe('sending');
  });

  test.each(['EntityTooSmall', 'EntityTooLarge', 'InvalidArgument', 'MalformedXML'])(
    '%s: never, and the person is told',
    (error) => {
      const ana = anaWith();
      attach(ana, 2);
      stored(ana, error);
      expect(ana.state('upload')).toBe('idle');
      expect(statuses(ana)).toEqual(['clock', 'failed']);
      expect(ana.node.store.disk.outbox.size).toBe(0);
    },
  );

  test('a server that cannot help now is asked again; one that is silent too', () => {
    const ana = anaWith();
    ana.operate({ act: 'attach', conversation: 'ana-ben', text: 'Look', bytes: MIB });
    settle(ana);
    giveUrls(ana, 1, 'unavailable');
    expect(ana.state('upload')).toBe('waiting');
    ana.advanceMs(2000);
    expect(ana.state('upload')).toBe('asking');
    ana.advanceMs(5000);
    expect(ana.state('upload')).toBe('waiting');
  });

  test('an answer about an earlier transfer, or about another photo, changes nothing', () => {
    const ana = anaWith();
    attach(ana, 2);
    const of = { name: 'ana/m1', transfer: 'ana/t0' } as const;
    const answer = { part: 1, etag: '"1"', status: 200, error: '' };
    ana.deliver({ type: 'mediaStored', ...of, ...answer }, 'bucket', 9);
    ana.deliver({ type: 'mediaCompleted', ...of, etag: '', status: 200, error: '' }, 'bucket', 9);
    ana.deliver({ type: 'mediaReceived', ...of, bytes: 5 }, 'bucket', 9);
    expect(ana.state('upload')).toBe('sending');
    expect(ana.records.filter(({ kind }) => kind === 'lost')).toHaveLength(3);
    giveUrls(ana, 1);
    expect(ana.state('upload')).toBe('sending');
  });

  test('20 s without a sign of life: the part begins anew, and the connection is hung up', () => {
    const ana = anaWith();
    attach(ana, 3);
    const before = transferOf(ana, 'up');
    const of = { name: 'ana/m1', transfer: before } as const;
    ana.advanceMs(19_000);
    ana.deliver({ type: 'mediaReceived', ...of, bytes: MIB }, 'bucket', 9);
    ana.advanceMs(19_999);
    expect(ana.state('upload')).toBe('sending');
    ana.advanceMs(1);
    expect(ana.state('upload')).toBe('waiting');
    const [stopped] = ana.records.filter(({ kind }) => kind === 'interrupted');
    expect(stopped!.fields).toMatchObject({ way: 'up', bytes: MIB, reason: 'silence' });
    expect(ana.log.some((line) => line.startsWith('hangs up'))).toBe(true);
    ana.advanceMs(2000);
    expect(transferOf(ana, 'up')).not.toBe(before);
  });

  test('typed without a connection: it begins when there is one', () => {
    const ana = anaWith();
    ana.operate({ act: 'airplane', on: true });
    ana.operate({ act: 'attach', conversation: 'ana-ben', text: 'Look', bytes: MIB });
    settle(ana);
    expect(ana.state('upload')).toBe('idle');
    ana.operate({ act: 'airplane', on: false });
    connect(ana);
    settle(ana);
    expect(ana.state('upload')).toBe('asking');
  });

  test('through the server all of a part goes into the socket at once, and dies with it', () => {
    const ana = anaWith({ mediaPath: 'chatServer' });
    ana.sent.splice(0);
    attach(ana, 3);
    const { connection } = ana.node.store.memory;
    const pieces = ana.sent.filter(({ packet }) => packet.type === 'mediaPiece');
    expect(pieces.map((sent) => [sent.to, sent.connection])).toEqual(
      piecesBetween(0, 3 * MIB).map(() => ['server-1', connection]),
    );
    onSocket(ana, { type: 'close' });
    settle(ana);
    expect(ana.state('upload')).toBe('idle');
    expect(ana.log).toContain(`hangs up ${connection}`);
  });

  test('without a bucket says what is missing', () => {
    const ana = anaWith({}, ['bucket']);
    expect(() => attach(ana, 1)).toThrow('ana needs an object-store node: add one');
  });
});

const photo = (pointer: Partial<MediaPointer> = {}): Packet => ({
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

const head = (ana: AnasPhone, error = '', status = error === '' ? 200 : 403) => {
  const of = { name: 'ben/m1', transfer: transferOf(ana, 'down') };
  const whole = { bytes: 2 * MIB, etag: '"1"', isSealed: true };
  ana.deliver({ type: 'mediaHead', ...of, ...whole, status, error }, 'edge', 9);
  settle(ana);
};

const piece = (ana: AnasPhone, at: number, bytes = MIB) => {
  const of = { name: 'ben/m1', transfer: transferOf(ana, 'down') };
  ana.deliver({ type: 'mediaPiece', ...of, at, bytes }, 'edge', 9);
  settle(ana);
};

/** The message is there, and the server has answered with a URL. */
function wanting(ana: AnasPhone, pointer: Partial<MediaPointer> = {}): void {
  onSocket(ana, photo(pointer));
  settle(ana);
  if (ana.state('download') !== 'asking') return;
  onSocket(ana, { type: 'downloadUrl', name: 'ben/m1', url: urlFor('GetObject') });
}

describe('a download', () => {
  test('asks for a URL, then the edge, and is there when the last piece is', () => {
    const ana = anaWith();
    wanting(ana);
    expect(ana.sent.at(-1)).toMatchObject({ to: 'edge', packet: { type: 'mediaGet', from: 0 } });
    head(ana);
    piece(ana, 0);
    expect(ana.state('download')).toBe('fetching');
    piece(ana, MIB);
    expect(ana.state('download')).toBe('idle');
    expect(ana.records.at(-1)).toMatchObject({ kind: 'downloaded', fields: { bytes: 2 * MIB } });
    // The same message once more: the photo is here already.
    onSocket(ana, photo());
    settle(ana);
    expect(ana.state('download')).toBe('idle');
  });

  test('of nothing is there with the head of the answer', () => {
    const ana = anaWith();
    wanting(ana, { bytes: 0 });
    head(ana);
    expect(ana.state('download')).toBe('idle');
  });

  test('AccessDenied: another URL where servers give them, broken where the message brought it', () => {
    const asks = anaWith();
    wanting(asks);
    head(asks, 'AccessDenied');
    expect(asks.state('download')).toBe('asking');
    const given = anaWith();
    wanting(given, { url: urlFor('GetObject') });
    head(given, 'AccessDenied');
    expect(given.state('download')).toBe('idle');
    expect(given.node.store.disk.media.downloads.size).toBe(0);
  });

  test.each(['SlowDown', 'GatewayTimeout'])('%s: once more after a while', (error) => {
    const ana = anaWith();
    wanting(ana);
    head(ana, error, 503);
    expect(ana.state('download')).toBe('waiting');
    ana.advanceMs(2000);
    expect(ana.state('download')).toBe('fetching');
  });

  test('NoSuchKey: it stays broken, and the next photo has its turn', () => {
    const ana = anaWith();
    wanting(ana);
    head(ana, 'NoSuchKey', 404);
    expect(ana.state('download')).toBe('idle');
    expect(ana.node.store.disk.media.downloads.size).toBe(0);
  });

  test('a piece is lost: silence has the rest asked for, and no byte twice', () => {
    const ana = anaWith();
    wanting(ana);
    head(ana);
    piece(ana, 0);
    ana.advanceMs(20_000);
    expect(ana.state('download')).toBe('waiting');
    ana.advanceMs(2000);
    expect(ana.sent.at(-1)?.packet).toMatchObject({ type: 'mediaGet', from: MIB });
    // A hole: what lies behind it does not count.
    piece(ana, 1.5 * MIB, MIB / 2);
    expect(ana.state('download')).toBe('fetching');
    piece(ana, MIB);
    expect(ana.state('download')).toBe('idle');
  });

  test('without an edge it asks the bucket; through the server it needs no URL of its own', () => {
    const plain = anaWith({}, ['edge']);
    wanting(plain);
    expect(plain.sent.at(-1)).toMatchObject({ to: 'bucket' });
    const wrong = anaWith({ mediaPath: 'chatServer' });
    wanting(wrong);
    const get = wrong.sent.at(-1)!;
    expect(get).toMatchObject({ to: 'server-1', packet: { type: 'mediaGet', url: null } });
  });

  test('a URL for another photo, or one that nobody asked for, is nothing', () => {
    const ana = anaWith();
    onSocket(ana, { type: 'downloadUrl', name: 'ben/m1', url: urlFor('GetObject') });
    onSocket(ana, photo());
    settle(ana);
    onSocket(ana, { type: 'downloadUrl', name: 'ben/m7', url: urlFor('GetObject') });
    expect(ana.state('download')).toBe('asking');
    ana.advanceMs(5000);
    expect(ana.state('download')).toBe('waiting');
  });
});
