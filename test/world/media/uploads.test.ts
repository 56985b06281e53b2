/** A photo goes before its message: in parts, past dropped connections, expired URLs and slow clocks. */
import { describe, expect, test } from 'vitest';
import { MIB } from '../../../src/models/index.ts';
import { brokenIn, linesOf, shownOn, ticksOf } from '../chat.ts';
import { answersOf, runMedia, sendsPhoto, timesOf, type MediaChat } from './media-chat.ts';

const airplane = (on: boolean) =>
  ({ do: 'operate', phone: 'ana', operation: { act: 'airplane', on } }) as const;

/** 12 MiB at 8 Mbit/s take 12.6 s, and a little for each piece to be acknowledged. */
const twelve = (chat: Omit<MediaChat, 'script'> & { script?: MediaChat['script'] } = {}) =>
  runMedia({
    durationMs: 90_000,
    ...chat,
    script: [[2000, sendsPhoto('ana', 12)], ...(chat.script ?? [])],
  });

/** Bytes that came across in vain, and what is there in the end. */
const inVain = (run: ReturnType<typeof runMedia>): number =>
  timesOf(run, 'interrupted', 'ana').reduce((sum, { b }) => sum + b, 0) / MIB;

describe('a video of 12 MiB', () => {
  test('is stored in three parts before its message leaves, and then fetched by the edge', () => {
    const run = twelve();
    expect(answersOf(run)).toEqual([
      'CreateMultipartUpload media/ana/m1: 200',
      'UploadPart media/ana/m1 1: 200 "1"',
      'UploadPart media/ana/m1 2: 200 "2"',
      'UploadPart media/ana/m1 3: 200 "3"',
      'CompleteMultipartUpload media/ana/m1: 200',
      'GetObject media/ana/m1: 200',
    ]);
    const kinds = linesOf(run).map(({ kind, message }) => `${kind} ${message}`);
    expect(kinds.lastIndexOf('uploaded ana/m1')).toBeLessThan(kinds.indexOf('accepted ana/m1'));
    expect(timesOf(run, 'downloaded', 'ben')).toMatchObject([{ a: 12 * MIB }]);
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent', 'delivered']);
    expect(brokenIn(run)).toEqual([]);
  });

  test.each([
    // The first part of 5 MiB is not whole: there is nothing to go on from.
    ['40 %', 7300, { single: 4, multipart: 4 }],
    ['60 %', 9700, { single: 6, multipart: 1 }],
    ['95 %', 14_700, { single: 11, multipart: 1 }],
  ])('dropped at %s is taken up from the last whole part', (_, atMs, lost) => {
    const script = [
      [atMs, airplane(true)],
      [30_000, airplane(false)],
    ] as const;
    for (const mediaUpload of ['single', 'multipart'] as const) {
      const run = twelve({ script, design: { mediaUpload } });
      expect(inVain(run)).toBe(lost[mediaUpload]);
      expect(timesOf(run, 'downloaded', 'ben')).toHaveLength(1);
      expect(brokenIn(run)).toEqual([]);
    }
  });

  test('that lost a piece on the way is noticed by silence, and goes on by itself', () => {
    const script = [[3000, { do: 'drop', packet: 'mediaPiece', nth: 2 }]] as const;
    const run = twelve({ script });
    expect(timesOf(run, 'interrupted', 'ana')).toHaveLength(1);
    expect(timesOf(run, 'downloaded', 'ben')).toHaveLength(1);
  });

  test('survives a bucket that crashes: whole parts are on its disk', () => {
    const script = [
      [9700, { do: 'crash', node: 'bucket' }],
      [12_000, { do: 'restart', node: 'bucket' }],
    ] as const;
    const run = twelve({ script });
    expect(
      answersOf(run).filter((each) => each.startsWith('UploadPart media/ana/m1 1')),
    ).toHaveLength(1);
    expect(timesOf(run, 'downloaded', 'ben')).toHaveLength(1);
  });

  test('survives the app: killed and launched again, it goes on from its disk', () => {
    const script = [
      [9700, { do: 'operate', phone: 'ana', operation: { act: 'kill' } }],
      [20_000, { do: 'operate', phone: 'ana', operation: { act: 'launch' } }],
    ] as const;
    const run = twelve({ script });
    expect(inVain(run)).toBe(1);
    expect(timesOf(run, 'downloaded', 'ben')).toHaveLength(1);
  });
});

test('a photo of 2 MiB is one part: an upload in parts saves nothing', () => {
  for (const mediaUpload of ['single', 'multipart'] as const) {
    const run = runMedia({
      script: [
        [2000, sendsPhoto('ana', 2)],
        [3500, airplane(true)],
        [5000, airplane(false)],
      ],
      design: { mediaUpload },
    });
    expect(inVain(run)).toBe(1);
    expect(answersOf(run)).toContain('PutObject media/ana/m1: 200 "1"');
  }
});

describe('signed URLs', () => {
  test('that expire between two parts are refused with 403, and new ones go on with the upload', () => {
    const run = twelve({ design: { mediaUrlTtlS: 5 } });
    expect(answersOf(run).slice(1, 5)).toEqual([
      // Begun within 5 s: its body may take longer.
      'UploadPart media/ana/m1 1: 200 "1"',
      'UploadPart media/ana/m1 2: 403 AccessDenied',
      'UploadPart media/ana/m1 2: 200 "2"',
      'UploadPart media/ana/m1 3: 403 AccessDenied',
    ]);
    expect(answersOf(run).filter((each) => each.startsWith('Create'))).toHaveLength(1);
    expect(timesOf(run, 'downloaded', 'ben')).toHaveLength(1);
  });

  test('at a bucket whose clock is 20 minutes fast are all expired, until somebody sets it', () => {
    const run = runMedia({
      script: [
        [1000, { do: 'skew', node: 'bucket', skewMs: 1_200_000 }],
        [2000, sendsPhoto('ana', 1)],
        [20_000, { do: 'skew', node: 'bucket', skewMs: 0 }],
      ],
      durationMs: 60_000,
    });
    expect(answersOf(run)[0]).toBe('PutObject media/ana/m1: 403 AccessDenied');
    const uploadedMs = timesOf(run, 'uploaded', 'ana').map(({ timeMs }) => timeMs);
    expect(uploadedMs).toHaveLength(1);
    expect(uploadedMs[0]).toBeGreaterThan(20_000);
  });

  test('in the message are broken for whoever reads it too late; a key is not', () => {
    for (const [mediaPointer, downloads] of [
      ['signedUrl', 0],
      ['key', 1],
    ] as const) {
      const run = runMedia({
        script: [
          [1000, { do: 'operate', phone: 'ben', operation: { act: 'airplane', on: true } }],
          [2000, sendsPhoto('ana', 1)],
          [30_000, { do: 'operate', phone: 'ben', operation: { act: 'airplane', on: false } }],
        ],
        durationMs: 60_000,
        design: { mediaPointer, mediaUrlTtlS: 20 },
      });
      expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
      expect(timesOf(run, 'downloaded', 'ben')).toHaveLength(downloads);
      expect(timesOf(run, 'interrupted', 'ben')).toHaveLength(1 - downloads);
    }
  });
});

test('EntityTooSmall: parts of 1 MiB are taken one by one and refused together; the sender is told', () => {
  const run = runMedia({ script: [[2000, sendsPhoto('ana', 3)]], design: { mediaPartMiB: 1 } });
  expect(answersOf(run).at(-1)).toBe('CompleteMultipartUpload media/ana/m1: 400 EntityTooSmall');
  expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'failed']);
  expect(shownOn(run, 'ben')).toEqual([]);
});

test('503 SlowDown: the phone waits, and tries again', () => {
  const run = runMedia({
    script: [
      [2000, sendsPhoto('ana', 0.5)],
      [2000, sendsPhoto('ben', 0.5)],
    ],
    settings: { bucket: { putsPerSecond: 1 } },
  });
  expect(answersOf(run).filter((each) => each.endsWith('503 SlowDown')).length).toBeGreaterThan(0);
  expect(timesOf(run, 'downloaded')).toHaveLength(2);
});

describe('text typed after a photo', () => {
  const text = (mediaOrder: string) =>
    twelve({
      script: [
        [
          3000,
          {
            do: 'operate',
            phone: 'ana',
            operation: { act: 'type', conversation: 'ana-ben', text: 'Nice?' },
          },
        ],
      ],
      design: { mediaOrder },
    });

  test('overtakes it: it is read long before', () => {
    expect(shownOn(text('overtake'), 'ben')).toEqual(['ana/m2', 'ana/m1']);
  });

  test('or waits for it, 12 s long', () => {
    const run = text('wait');
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(brokenIn(run)).toEqual([]);
  });
});
