/** An upload on the bench: what the phone does with each answer of the server and the store. */
import { describe, expect, test } from 'vitest';
import { MIB, piecesBetween } from '../../../../src/models/protocol/index.ts';
import { connect } from '../anas-phone.ts';
import {
  anaWith,
  attach,
  completed,
  giveUrls,
  onSocket,
  settle,
  statuses,
  stored,
  transferOf,
  types,
} from './bench.ts';

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
