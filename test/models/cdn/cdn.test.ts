/** An edge: hits, misses, requests that join, freshness, errors, room, and doing without a parent. */
import { describe, expect, test } from 'vitest';
import { cdn } from '../../../src/models/cdn/index.ts';
import {
  MIB,
  piecesBetween,
  signed,
  type AnyDesign,
  type NodeSpec,
  type Packet,
} from '../../../src/models/protocol/index.ts';
import { fakeNode } from '../fake-node.ts';

const SECOND_US = 1_000_000;
const PHONES = ['ana', 'ben', 'cy'] as const;

function anEdge(knobs: AnyDesign = {}, settings: NodeSpec['settings'] = {}) {
  return fakeNode(cdn, {
    name: 'edge',
    settings,
    topology: {
      nodes: [
        ...PHONES.map((name) => ({ name, kind: 'phone' as const })),
        { name: 'shield', kind: 'cdn' },
        { name: 'bucket', kind: 'object-store' },
      ],
    },
    knobs,
  });
}

type FakeEdge = ReturnType<typeof anEdge>;

const urlOf = (key: string, signedAtUs = 0, expiresS = 900) =>
  signed({ verb: 'GetObject', key, uploadId: '', part: 0, signedAtUs, expiresS });

/** A phone asks; answers what was sent on the spot, to whom. */
function ask(
  edge: FakeEdge,
  phone: string,
  { key = 'media/p', from = 0, url = urlOf('media/p') as ReturnType<typeof urlOf> | null } = {},
): string[] {
  const before = edge.sent.length;
  const of = { name: 'ana/m1', transfer: `${phone}/t1` } as const;
  edge.deliver({ type: 'mediaGet', ...of, key, url, from, etag: '' }, phone, 3);
  return wordsFrom(edge, before);
}

const wordsFrom = (edge: FakeEdge, before: number): string[] =>
  edge.sent.slice(before).map(({ to, packet }) => `${to}: ${wordsOf(packet)}`);

function wordsOf(packet: Packet): string {
  switch (packet.type) {
    case 'mediaGet':
      return `GET ${packet.key} from ${packet.from}${packet.etag === '' ? '' : ` unless ${packet.etag}`}`;
    case 'mediaHead':
      return packet.error === '' ? `${packet.status}` : `${packet.status} ${packet.error}`;
    case 'mediaPiece':
      return `${packet.at / MIB}+${packet.bytes / MIB}`;
    default:
      return packet.type;
  }
}

/** The parent answers the edge's latest request, or the nth before it. */
function answer(
  edge: FakeEdge,
  { miB = 2, etag = '"1"', status = 200, error = '', nth = 1, parent = 'bucket' } = {},
): string[] {
  const gets = edge.sent.filter(({ packet }) => packet.type === 'mediaGet');
  const asked = gets.at(-nth)!.packet as Packet & { transfer: string; from: number };
  const of = { name: 'ana/m1', transfer: asked.transfer } as const;
  const before = edge.sent.length;
  const whole = { bytes: miB * MIB, etag, isSealed: true };
  edge.deliver({ type: 'mediaHead', ...of, ...whole, status, error }, parent);
  if (status === 200 || status === 206) {
    for (const piece of piecesBetween(asked.from, miB * MIB)) {
      edge.deliver({ type: 'mediaPiece', ...of, ...piece }, parent);
    }
  }
  return wordsFrom(edge, before);
}

const outcomes = (edge: FakeEdge): unknown[] =>
  edge.records.filter(({ kind }) => kind === 'cached').map(({ fields }) => fields['outcome']);

describe('an edge', () => {
  test('misses, fetches and passes the pieces on as they come; the next one is a hit', () => {
    const edge = anEdge();
    expect(ask(edge, 'ana')).toEqual(['bucket: GET media/p from 0']);
    expect(edge.state('cache')).toBe('filling');
    expect(answer(edge)).toEqual(['ana: 200', 'ana: 0+1', 'ana: 1+1']);
    expect(edge.state('cache')).toBe('idle');
    expect(ask(edge, 'ben')).toEqual(['ben: 200', 'ben: 0+1', 'ben: 1+1']);
    expect(outcomes(edge)).toEqual(['miss', 'hit']);
  });

  test('asks its shield where it has one', () => {
    const edge = anEdge({}, { parent: 'shield' });
    expect(ask(edge, 'ana')).toEqual(['shield: GET media/p from 0']);
  });

  test('answers from a place on, hit or miss', () => {
    const edge = anEdge();
    expect(ask(edge, 'ana', { from: 1.5 * MIB })).toEqual(['bucket: GET media/p from 0']);
    expect(answer(edge)).toEqual(['ana: 206', 'ana: 1.5+0.5']);
    expect(ask(edge, 'ben', { from: MIB })).toEqual(['ben: 206', 'ben: 1+1']);
  });
});

describe('requests for what is on its way', () => {
  test('join: the origin is asked once, and who comes late gets what has come so far', () => {
    const edge = anEdge();
    ask(edge, 'ana');
    expect(ask(edge, 'ben')).toEqual([]);
    const { transfer } = edge.sent[0]!.packet as Packet & { transfer: string };
    const of = { name: 'ana/m1', transfer } as const;
    const head = { status: 200, error: '', bytes: 2 * MIB, etag: '"1"', isSealed: true };
    edge.deliver({ type: 'mediaHead', ...of, ...head }, 'bucket');
    edge.deliver({ type: 'mediaPiece', ...of, at: 0, bytes: MIB }, 'bucket');
    expect(ask(edge, 'cy')).toEqual(['cy: 200', 'cy: 0+1']);
    const before = edge.sent.length;
    edge.deliver({ type: 'mediaPiece', ...of, at: MIB, bytes: MIB }, 'bucket');
    expect(wordsFrom(edge, before)).toEqual(['ana: 1+1', 'ben: 1+1', 'cy: 1+1']);
    expect(outcomes(edge)).toEqual(['miss', 'joined', 'joined']);
  });

  test('each by itself where they are not collapsed', () => {
    const edge = anEdge({ cdnCollapse: 'each' });
    ask(edge, 'ana');
    expect(ask(edge, 'ben')).toEqual(['bucket: GET media/p from 0']);
    expect(outcomes(edge)).toEqual(['miss', 'miss']);
    expect(answer(edge, { nth: 2 })).toEqual(['ana: 200', 'ana: 0+1', 'ana: 1+1']);
    expect(answer(edge)).toEqual(['ben: 200', 'ben: 0+1', 'ben: 1+1']);
  });
});

describe('time to live', () => {
  const filled = (knobs: AnyDesign) => {
    const edge = anEdge({ cdnTtlS: 60, ...knobs });
    ask(edge, 'ana');
    answer(edge);
    return edge;
  };

  test('until it ends no question is asked; then the parent says 304 and it begins anew', () => {
    const edge = filled({});
    edge.clockUs = 60 * SECOND_US - 1;
    expect(ask(edge, 'ben')[0]).toBe('ben: 200');
    edge.clockUs = 60 * SECOND_US;
    expect(ask(edge, 'ben')).toEqual(['bucket: GET media/p from 0 unless "1"']);
    expect(answer(edge, { status: 304 })).toEqual(['ben: 200', 'ben: 0+1', 'ben: 1+1']);
    edge.clockUs = 119 * SECOND_US;
    expect(ask(edge, 'cy')[0]).toBe('cy: 200');
    expect(outcomes(edge)).toEqual(['miss', 'hit', 'miss', 'revalidated', 'hit']);
  });

  test('a photo that has changed replaces the copy', () => {
    const edge = filled({});
    edge.clockUs = 60 * SECOND_US;
    ask(edge, 'ben');
    expect(answer(edge, { miB: 1, etag: '"2"' })).toEqual(['ben: 200', 'ben: 0+1']);
    expect(ask(edge, 'cy')).toEqual(['cy: 200', 'cy: 0+1']);
  });

  test('a parent that fails or is silent: what has run out is better than nothing', () => {
    const edge = filled({});
    edge.clockUs = 60 * SECOND_US;
    ask(edge, 'ben');
    expect(answer(edge, { status: 503, error: 'SlowDown' })[0]).toBe('ben: 200');
    ask(edge, 'cy');
    const before = edge.sent.length;
    edge.advanceMs(89_999);
    // Two more attempts, 30 s each.
    expect(wordsFrom(edge, before)).toHaveLength(2);
    expect(edge.state('cache')).toBe('filling');
    edge.advanceMs(1);
    expect(wordsFrom(edge, before).slice(2)).toEqual(['cy: 200', 'cy: 0+1', 'cy: 1+1']);
    expect(edge.state('cache')).toBe('parentDown');
    expect(outcomes(edge)).toEqual(['miss', 'miss', 'stale', 'miss', 'stale']);
    ask(edge, 'ana');
    answer(edge);
    expect(edge.state('cache')).toBe('idle');
  });
});

describe('refusals', () => {
  test('an expired URL is 403 AccessDenied although the edge has the photo', () => {
    const edge = anEdge();
    ask(edge, 'ana');
    answer(edge);
    edge.clockUs = 900 * SECOND_US;
    expect(ask(edge, 'ben')).toEqual(['ben: 403 AccessDenied']);
    expect(ask(edge, 'ben', { url: urlOf('media/p', 899 * SECOND_US) })[0]).toBe('ben: 200');
  });

  test('a forged URL is 403 SignatureDoesNotMatch; our own machines need none', () => {
    const edge = anEdge();
    const forged = { ...urlOf('media/q'), key: 'media/p' };
    expect(ask(edge, 'ana', { url: forged })).toEqual(['ana: 403 SignatureDoesNotMatch']);
    expect(ask(edge, 'shield', { url: null })).toEqual(['bucket: GET media/p from 0']);
  });

  test('the parent’s are passed on, and kept for 10 s', () => {
    const edge = anEdge();
    ask(edge, 'ana');
    expect(answer(edge, { status: 404, error: 'NoSuchKey', miB: 0 })).toEqual([
      'ana: 404 NoSuchKey',
    ]);
    edge.clockUs = 10 * SECOND_US - 1;
    expect(ask(edge, 'ben')).toEqual(['ben: 404 NoSuchKey']);
    edge.clockUs = 10 * SECOND_US;
    expect(ask(edge, 'ben')).toEqual(['bucket: GET media/p from 0']);
  });

  test('without a copy three silences are 504', () => {
    const edge = anEdge();
    ask(edge, 'ana');
    edge.advanceMs(90_000);
    expect(wordsOf(edge.sent.at(-1)!.packet)).toBe('504 GatewayTimeout');
  });

  test('what no cache understands, and answers to nothing it asked', () => {
    const edge = anEdge();
    edge.deliver({ type: 'ping' }, 'ana', 1);
    const of = { name: 'ana/m1', transfer: 'edge/t9' } as const;
    edge.deliver({ type: 'mediaPiece', ...of, at: 0, bytes: 1 }, 'bucket');
    const head = { status: 200, error: '', bytes: 1, etag: '"1"', isSealed: true };
    edge.deliver({ type: 'mediaHead', ...of, ...head }, 'bucket');
    expect(edge.records.map(({ fields }) => fields['reason'])).toEqual([
      'badRequest',
      'notConnected',
      'notConnected',
    ]);
  });
});

describe('what a copy is found by', () => {
  test('the path: another signature for the same photo is a hit', () => {
    const edge = anEdge();
    ask(edge, 'ana');
    answer(edge);
    expect(ask(edge, 'ben', { url: urlOf('media/p', 1) })[0]).toBe('ben: 200');
  });

  test('the whole URL: another signature is a miss', () => {
    const edge = anEdge({ cdnCacheKey: 'wholeUrl' });
    ask(edge, 'ana');
    answer(edge);
    expect(ask(edge, 'ben', { url: urlOf('media/p', 1) })).toEqual(['bucket: GET media/p from 0']);
    expect(ask(edge, 'cy')[0]).toBe('cy: 200');
  });
});

test('a fetch that loses a piece is taken up where it stopped', () => {
  const edge = anEdge();
  ask(edge, 'ana');
  const { transfer } = edge.sent[0]!.packet as Packet & { transfer: string };
  const of = { name: 'ana/m1', transfer } as const;
  const head = { status: 200, error: '', bytes: 3 * MIB, etag: '"1"', isSealed: true };
  edge.deliver({ type: 'mediaHead', ...of, ...head }, 'bucket');
  edge.deliver({ type: 'mediaPiece', ...of, at: 0, bytes: MIB }, 'bucket');
  edge.deliver({ type: 'mediaPiece', ...of, at: 2 * MIB, bytes: MIB }, 'bucket');
  edge.advanceMs(30_000);
  expect(wordsOf(edge.sent.at(-1)!.packet)).toBe('GET media/p from 1048576');
  expect(answer(edge, { miB: 3, status: 206 })).toEqual(['ana: 1+1', 'ana: 2+1']);
});

test('the least recently used copies go when there is no room, and one too large never stays', () => {
  const edge = anEdge({}, { capacityMiB: 4 });
  const fill = (key: string, miB: number) => {
    ask(edge, 'ana', { key, url: urlOf(key) });
    answer(edge, { miB });
  };
  fill('a', 2);
  fill('b', 2);
  ask(edge, 'ben', { key: 'a', url: urlOf('a') });
  fill('c', 2);
  fill('huge', 5);
  expect(edge.inspect().tables[0]!.rows.map(([key]) => key)).toEqual(['a', 'c']);
});

test('an edge without anything to fetch from says so', () => {
  const edge = fakeNode(cdn, {
    name: 'edge',
    topology: { nodes: [{ name: 'ana', kind: 'phone' }] },
  });
  const get = { type: 'mediaGet', name: 'ana/m1', transfer: 'ana/t1', key: 'k', from: 0 } as const;
  expect(() => edge.deliver({ ...get, url: null, etag: '' }, 'ana')).toThrow(
    'edge has no parent to fetch from: add an object-store, or name its parent',
  );
});
