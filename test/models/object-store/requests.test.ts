/** Single requests: presigned URLs and their expiry, whole bodies or none, ranges, and the pace. */
import { describe, expect, test } from 'vitest';
import { isOverLimit } from '../../../src/models/object-store/pace.ts';
import { MIB } from '../../../src/models/protocol/index.ts';
import { aBucket, get, kept, lastAnswer, put, SECOND_US, urlFor } from './a-bucket.ts';

describe('a presigned URL', () => {
  test('holds for X-Amz-Expires seconds from the signer’s clock, and not an instant longer', () => {
    const bucket = aBucket();
    const url = urlFor({ signedAtUs: 0, expiresS: 900 });
    bucket.clockUs = 900 * SECOND_US - 1;
    expect(put(bucket, url, 10)).toBe('200 "1"');
    bucket.clockUs = 900 * SECOND_US;
    expect(put(bucket, url, 10)).toBe('403 AccessDenied');
  });

  test('is judged when the request begins: a body that is on its way is taken', () => {
    const bucket = aBucket();
    const of = { name: 'ana/m1', transfer: 'ana/slow' } as const;
    bucket.clockUs = 899 * SECOND_US;
    bucket.deliver(
      { type: 'mediaPut', ...of, url: urlFor({}), bytes: 10, isSealed: true },
      'ana',
      1,
    );
    bucket.clockUs = 910 * SECOND_US;
    bucket.deliver({ type: 'mediaPiece', ...of, at: 0, bytes: 10 }, 'ana', 1);
    expect(lastAnswer(bucket)).toBe('200 "1"');
  });

  test('may be used again and again until then', () => {
    const bucket = aBucket();
    expect([put(bucket, urlFor({}), 10), put(bucket, urlFor({}), 20)]).toEqual([
      '200 "1"',
      '200 "2"',
    ]);
    expect(kept(bucket).objects).toEqual(['media/p 20']);
  });

  test('of a signer whose clock is fast by more than 15 minutes is not valid yet', () => {
    const bucket = aBucket({ startUs: 1000 * SECOND_US });
    const signedAtUs = 1900 * SECOND_US;
    expect(put(bucket, urlFor({ signedAtUs }), 10)).toBe('200 "1"');
    expect(put(bucket, urlFor({ signedAtUs: signedAtUs + 1 }), 10)).toBe('403 AccessDenied');
  });

  test('of a signer whose clock is slow expires so much earlier', () => {
    const bucket = aBucket({ startUs: 1000 * SECOND_US });
    expect(put(bucket, urlFor({ signedAtUs: 99 * SECOND_US }), 10)).toBe('403 AccessDenied');
  });

  test.each([
    [0, '400 AuthorizationQueryParametersError'],
    [1, '200 "1"'],
    [604_800, '200 "1"'],
    [604_801, '400 AuthorizationQueryParametersError'],
  ])('lives 1 s to 7 days: %i s is %s', (expiresS, answer) => {
    expect(put(aBucket(), urlFor({ expiresS }), 10)).toBe(answer);
  });

  test('is for what was signed: another key, verb, part or life does not fit the signature', () => {
    const bucket = aBucket();
    const url = urlFor({});
    const forged = [
      { ...url, key: 'media/other' },
      { ...url, expiresS: 604_800 },
      { ...url, signedAtUs: 1 },
      { ...url, verb: 'UploadPart' as const },
      { ...url, signature: '' },
    ];
    for (const each of forged) expect(put(bucket, each, 10)).toBe('403 SignatureDoesNotMatch');
    expect(put(bucket, urlFor({ verb: 'GetObject' }), 10)).toBe('403 SignatureDoesNotMatch');
    expect(get(bucket, { url: urlFor({ verb: 'PutObject' }) })).toBe('403 SignatureDoesNotMatch');
    const other = urlFor({ verb: 'GetObject', key: 'media/other' });
    expect(get(bucket, { url: other })).toBe('403 SignatureDoesNotMatch');
  });
});

describe('a body', () => {
  test('counts only when all of it has come: after 30 s of silence it is dropped', () => {
    const bucket = aBucket();
    const of = { name: 'ana/m1', transfer: 'ana/half' } as const;
    const url = urlFor({});
    bucket.deliver({ type: 'mediaPut', ...of, url, bytes: 3 * MIB, isSealed: true }, 'ana', 1);
    bucket.deliver({ type: 'mediaPiece', ...of, at: 0, bytes: MIB }, 'ana', 1);
    bucket.advanceMs(29_000);
    bucket.deliver({ type: 'mediaPiece', ...of, at: MIB, bytes: MIB }, 'ana', 1);
    expect(bucket.sent.at(-1)?.packet).toMatchObject({ type: 'mediaReceived', bytes: 2 * MIB });
    bucket.advanceMs(30_000);
    expect(lastAnswer(bucket)).toBe('400 RequestTimeout');
    expect(kept(bucket).objects).toEqual([]);
    expect(get(bucket)).toBe('404 NoSuchKey');
  });

  test('with a hole in it does not go on, and a crash forgets what had come', () => {
    const bucket = aBucket();
    const of = { name: 'ana/m1', transfer: 'ana/hole' } as const;
    const url = urlFor({});
    bucket.deliver({ type: 'mediaPut', ...of, url, bytes: 2 * MIB, isSealed: true }, 'ana', 1);
    bucket.deliver({ type: 'mediaPiece', ...of, at: MIB, bytes: MIB }, 'ana', 1);
    expect(bucket.sent).toHaveLength(0);
    bucket.crash();
    bucket.restart();
    bucket.deliver({ type: 'mediaPiece', ...of, at: 0, bytes: MIB }, 'ana', 1);
    expect(bucket.sent).toHaveLength(0);
  });

  test('of nothing is an object too, and 5 GiB is the most for one PUT', () => {
    const bucket = aBucket();
    expect(put(bucket, urlFor({}), 0)).toBe('200 "1"');
    const of = { name: 'ana/m1', transfer: 'ana/huge', isSealed: true } as const;
    bucket.deliver(
      { type: 'mediaPut', ...of, url: urlFor({}), bytes: 5 * 1024 * MIB + 1 },
      'ana',
      1,
    );
    expect(lastAnswer(bucket)).toBe('400 EntityTooLarge');
  });
});

describe('a GET', () => {
  test('answers the whole, the rest from a place on, or that nothing has changed', () => {
    const bucket = aBucket();
    put(bucket, urlFor({}), 3 * MIB);
    const url = urlFor({ verb: 'GetObject' });
    expect(get(bucket, { url })).toBe(`200 ${3 * MIB}`);
    expect(bucket.sent.slice(-3).map(({ packet }) => packet)).toMatchObject([
      { at: 0, bytes: MIB },
      { at: MIB, bytes: MIB },
      { at: 2 * MIB, bytes: MIB },
    ]);
    expect(get(bucket, { from: 2.5 * MIB })).toBe(`206 ${3 * MIB}`);
    expect(bucket.sent.at(-1)?.packet).toMatchObject({ at: 2.5 * MIB, bytes: MIB / 2 });
    expect(get(bucket, { etag: '"1"' })).toBe(`304 ${3 * MIB}`);
    expect(get(bucket, { from: 3 * MIB })).toBe('416 InvalidRange');
    expect(get(bucket, { key: 'media/none' })).toBe('404 NoSuchKey');
  });
});

describe('503 SlowDown', () => {
  test('beyond the requests that a prefix takes in a second, reads and writes apart', () => {
    const bucket = aBucket({ settings: { putsPerSecond: 2, getsPerSecond: 1 } });
    const puts = [1, 2, 3].map((bytes) => put(bucket, urlFor({}), bytes));
    expect(puts).toEqual(['200 "1"', '200 "2"', '503 SlowDown']);
    expect(bucket.state('pace')).toBe('slowingDown');
    expect([get(bucket), get(bucket)]).toEqual(['200 2', '503 SlowDown']);
    bucket.advanceMs(1000);
    expect(bucket.state('pace')).toBe('serving');
    expect(get(bucket)).toBe('200 2');
  });

  test('S3’s own limits are 3,500 writes and 5,500 reads', () => {
    const { node } = aBucket();
    const counts = { puts: 0, gets: 0 };
    while (!isOverLimit(node, 'puts')) counts.puts += 1;
    while (!isOverLimit(node, 'gets')) counts.gets += 1;
    expect(counts).toEqual({ puts: 3500, gets: 5500 });
  });
});

test('what no store understands is refused', () => {
  const bucket = aBucket();
  bucket.deliver({ type: 'ping' }, 'ana', 1);
  expect(bucket.records.at(-1)).toMatchObject({
    kind: 'refused',
    fields: { reason: 'badRequest' },
  });
});
