/** Photos through the chat server, the wrong design: what that does to everybody's text. */
import { describe, expect, test } from 'vitest';
import { countOf, linesOf } from '../chat.ts';
import { runMedia, sendsPhoto, timesOf, type MediaChat } from './media-chat.ts';

const texts = (phone: string, conversation: string, fromMs: number, untilMs: number) => {
  const script: MediaChat['script'][number][] = [];
  for (let atMs = fromMs; atMs < untilMs; atMs += 500) {
    const operation = { act: 'type', conversation, text: `at ${atMs}` } as const;
    script.push([atMs, { do: 'operate', phone, operation }]);
  }
  return script;
};

/**
 * Ana sends Ben a video. Ben's friend Cy writes to him meanwhile; Dee and Eve write to one another and
 * have nothing to do with any of it but the servers, which send 20 Mbit/s and take 40 ms for a MiB.
 */
const day = (mediaPath: string, miB = 12) =>
  runMedia({
    phones: { ana: 'ios', ben: 'android', cy: 'ios', dee: 'android', eve: 'ios' },
    conversations: [
      { name: 'ana-ben', members: ['ana', 'ben'] },
      { name: 'ben-cy', members: ['ben', 'cy'] },
      { name: 'dee-eve', members: ['dee', 'eve'] },
    ],
    script: [
      ...(miB > 0 ? ([[2000, sendsPhoto('ana', miB)]] as const) : []),
      ...texts('ana', 'ana-ben', 2500, 40_000),
      ...texts('cy', 'ben-cy', 2600, 40_000),
      ...texts('dee', 'dee-eve', 2700, 40_000),
    ],
    service: {
      workers: 1,
      serviceMs: 1,
      distribution: 'fixed',
      queueLimit: 100_000,
      msPerMiB: 40,
    },
    settings: { 'chat-server': { nicMbps: 20 } },
    design: {
      mediaPath,
      mediaOrder: 'overtake',
      retryMs: 60_000,
      pongTimeoutMs: 60_000,
      rpcTimeoutMs: 30_000,
    },
    durationMs: 120_000,
  });

/** From typing to the other's screen: the 99th percentile and the median of one writer's texts, ms. */
function latencyOf(run: ReturnType<typeof day>, writer: string) {
  const typed = new Map<string, number>();
  const waits: number[] = [];
  for (const { kind, message, timeMs } of linesOf(run)) {
    if (kind === 'typed' && message.startsWith(`${writer}/`)) typed.set(message, timeMs);
    const sinceMs = typed.get(message);
    // The video is its own first message.
    if (kind === 'shown' && sinceMs !== undefined && message !== 'ana/m1')
      waits.push(timeMs - sinceMs);
  }
  waits.sort((a, b) => a - b);
  const at = (share: number) => Math.round(waits[Math.ceil(share * waits.length) - 1]!);
  return { p50: at(0.5), p99: at(0.99), texts: waits.length };
}

describe('through the chat server', () => {
  const runs = {
    none: day('objectStore', 0),
    right: day('objectStore'),
    wrong: day('chatServer'),
  };
  const of = (writer: string) => ({
    none: latencyOf(runs.none, writer),
    right: latencyOf(runs.right, writer),
    wrong: latencyOf(runs.wrong, writer),
  });

  test('the writer’s own next words wait behind the whole video: 73 ms become up to 25 s', () => {
    expect(of('ana').none).toEqual({ p50: 73, p99: 73, texts: 74 });
    expect(of('ana').right).toMatchObject({ p50: 73, p99: 73 });
    expect(of('ana').wrong).toMatchObject({ p50: 7549, p99: 24_549 });
  });

  test('the receiver’s other friends wait on his socket: up to 12 s', () => {
    expect(of('cy').right).toEqual(of('cy').none);
    expect(of('cy').wrong).toMatchObject({ p50: 94, p99: 12_449 });
  });

  test('strangers wait for the servers’ cards and processors: up to 5 s', () => {
    expect(of('dee').right).toEqual(of('dee').none);
    expect(of('dee').wrong).toMatchObject({ p50: 73, p99: 4845 });
  });

  test('and the video is there no sooner', () => {
    const [right, wrong] = [runs.right, runs.wrong].map((run) => timesOf(run, 'downloaded')[0]!);
    expect(wrong!.timeMs).toBeGreaterThan(right!.timeMs);
    // Four times over the wire: phone, server, bucket, server, phone.
    expect(countOf(runs.wrong, 'sent', 'mediaPiece')).toBe(4 * 12);
  });

  test('a ping that stands in line behind it looks like a dead connection', () => {
    const script = [[2000, sendsPhoto('ana', 12)]] as const;
    const design = (mediaPath: string) => ({
      mediaPath,
      mediaUpload: 'single',
      heartbeatMs: 5000,
      pongTimeoutMs: 5000,
    });
    const [right, wrong] = ['objectStore', 'chatServer'].map((mediaPath) =>
      runMedia({ script, design: design(mediaPath), durationMs: 60_000 }),
    );
    expect(timesOf(right!, 'disconnected', 'ana')).toHaveLength(0);
    expect(timesOf(wrong!, 'disconnected', 'ana').length).toBeGreaterThan(0);
    expect(timesOf(wrong!, 'interrupted', 'ana').length).toBeGreaterThan(0);
  });
});
