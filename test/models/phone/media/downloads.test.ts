/** A download on the bench: what the phone does with each answer of the server and the edge. */
import { describe, expect, test } from 'vitest';
import { MIB } from '../../../../src/models/protocol/index.ts';
import { anaWith, head, onSocket, photo, piece, settle, urlFor, wanting } from './bench.ts';

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
