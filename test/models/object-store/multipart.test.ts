/** Multipart uploads: parts of 5 MiB at least, in any order, and the refusals under S3's names. */
import { describe, expect, test } from 'vitest';
import { MIB } from '../../../src/models/protocol/index.ts';
import { aBucket, begun, complete, get, kept, lastAnswer, put, urlFor } from './a-bucket.ts';

const tags = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ part: place + 1, etag: `"${place + 1}"` }));

describe('a multipart upload', () => {
  test('parts of 5, 5 and 2 MiB become one object of 12 MiB, and the upload is gone', () => {
    const bucket = aBucket();
    const uploadId = begun(bucket, [5, 5, 2]);
    expect(kept(bucket)).toEqual({
      objects: [],
      parts: [`1 ${5 * MIB}`, `2 ${5 * MIB}`, `3 ${2 * MIB}`],
    });
    expect(bucket.state('uploads')).toBe('inProgress');
    expect(complete(bucket, uploadId, tags(3))).toBe('200 "4-3"');
    expect(kept(bucket)).toEqual({ objects: [`media/p ${12 * MIB}`], parts: [] });
    expect(bucket.state('uploads')).toBe('none');
    expect(get(bucket)).toBe(`200 ${12 * MIB}`);
  });

  test('EntityTooSmall: 5 MiB is enough, one byte less is not, except for the last part', () => {
    const bucket = aBucket();
    const whole = begun(bucket, [5, 1]);
    expect(complete(bucket, whole, tags(2))).toMatch(/^200/);
    const small = begun(bucket, [(5 * MIB - 1) / MIB, 5]);
    const parts = [3, 4].map((version, place) => ({ part: place + 1, etag: `"${version + 1}"` }));
    expect(complete(bucket, small, parts)).toBe('400 EntityTooSmall');
    // The upload is still there: a larger part in its place, and all is well.
    expect(kept(bucket).parts).toHaveLength(2);
  });

  test('InvalidPart: a part that never came, or another version of it', () => {
    const bucket = aBucket();
    const uploadId = begun(bucket, [5]);
    expect(complete(bucket, uploadId, tags(2))).toBe('400 InvalidPart');
    expect(complete(bucket, uploadId, [{ part: 1, etag: '"9"' }])).toBe('400 InvalidPart');
    put(bucket, urlFor({ verb: 'UploadPart', uploadId, part: 1 }), 6 * MIB);
    // The part that came again has replaced the first.
    expect(complete(bucket, uploadId, tags(1))).toBe('400 InvalidPart');
    expect(complete(bucket, uploadId, [{ part: 1, etag: '"2"' }])).toMatch(/^200/);
    expect(kept(bucket).objects).toEqual([`media/p ${6 * MIB}`]);
  });

  test('InvalidPartOrder and MalformedXML: parts out of order, twice, and none at all', () => {
    const bucket = aBucket();
    const uploadId = begun(bucket, [5, 5]);
    expect(complete(bucket, uploadId, tags(2).reverse())).toBe('400 InvalidPartOrder');
    expect(complete(bucket, uploadId, [tags(1)[0]!, tags(1)[0]!])).toBe('400 InvalidPartOrder');
    expect(complete(bucket, uploadId, [])).toBe('400 MalformedXML');
  });

  test('NoSuchUpload: an unknown id, one that was completed, one that was aborted', () => {
    const bucket = aBucket();
    const part = (uploadId: string) =>
      put(bucket, urlFor({ verb: 'UploadPart', uploadId, part: 1 }), 5 * MIB);
    expect(part('bucket/u9')).toBe('404 NoSuchUpload');
    const done = begun(bucket, [5]);
    complete(bucket, done, tags(1));
    expect(complete(bucket, done, tags(1))).toBe('404 NoSuchUpload');
    expect(part(done)).toBe('404 NoSuchUpload');
    const given = begun(bucket, [5]);
    bucket.deliver({ type: 'abortMultipart', name: 'ana/m1', uploadId: given }, 'server-1');
    expect(part(given)).toBe('404 NoSuchUpload');
    expect(kept(bucket).parts).toEqual([]);
  });

  test('an upload that was aborted while a part was coming takes the part no more', () => {
    const bucket = aBucket();
    const uploadId = begun(bucket);
    const url = urlFor({ verb: 'UploadPart', uploadId, part: 1 });
    const transfer = 'ana/late';
    const of = { name: 'ana/m1', transfer } as const;
    bucket.deliver({ type: 'mediaPut', ...of, url, bytes: MIB, isSealed: true }, 'ana', 1);
    bucket.deliver({ type: 'abortMultipart', name: 'ana/m1', uploadId }, 'server-1');
    bucket.deliver({ type: 'mediaPiece', ...of, at: 0, bytes: MIB }, 'ana', 1);
    expect(lastAnswer(bucket)).toBe('404 NoSuchUpload');
  });

  test('InvalidArgument, EntityTooLarge: part numbers 1 to 10,000, parts up to 5 GiB', () => {
    const bucket = aBucket();
    const uploadId = begun(bucket);
    const head = (part: number, bytes: number) => {
      const url = urlFor({ verb: 'UploadPart', uploadId, part });
      const before = bucket.sent.length;
      const packet = { type: 'mediaPut', name: 'ana/m1', transfer: `ana/${part}` } as const;
      bucket.deliver({ ...packet, url, bytes, isSealed: true }, 'ana', 1);
      return bucket.sent.length === before ? 'goes on' : lastAnswer(bucket);
    };
    expect(head(0, 5 * MIB)).toBe('400 InvalidArgument');
    expect(head(10_001, 5 * MIB)).toBe('400 InvalidArgument');
    expect(head(10_000, 5 * MIB)).toBe('goes on');
    expect(head(1, 5 * 1024 * MIB + 1)).toBe('400 EntityTooLarge');
    expect(head(2, 5 * 1024 * MIB)).toBe('goes on');
  });

  test('the rule of the bucket drops what nobody completes, also after a restart', () => {
    const bucket = aBucket({ knobs: { mediaAbortDays: 1 } });
    begun(bucket, [5]);
    bucket.advanceMs(86_399_999);
    expect(kept(bucket).parts).toHaveLength(1);
    bucket.crash();
    bucket.restart();
    expect(bucket.state('uploads')).toBe('inProgress');
    bucket.advanceMs(86_400_000);
    expect(kept(bucket).parts).toEqual([]);
    expect(bucket.state('uploads')).toBe('none');
  });

  test('without the rule parts stay for ever', () => {
    const bucket = aBucket({ knobs: { mediaAbortDays: 0 } });
    begun(bucket, [5]);
    bucket.advanceMs(400 * 86_400_000);
    expect(kept(bucket).parts).toHaveLength(1);
  });
});
