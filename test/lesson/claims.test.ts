/** Claims over a trace: when each is decided, and by which record. */
import { describe, expect, test } from 'vitest';
import type { Claim, RecordPattern, RunEnd } from '../../src/lesson/index.ts';
import { judgeFor, matcherFor } from '../../src/lesson/index.ts';
import { Trace } from '../../src/kernel/index.ts';
import { EVIDENCES, RECORD, STATUSES, topologyOf } from '../../src/models/index.ts';

const TOPOLOGY = topologyOf(
  [
    { name: 'ana', kind: 'phone', settings: {} },
    { name: 'ben', kind: 'phone', settings: {} },
    { name: 'server-1', kind: 'chat-server', settings: {} },
  ],
  [],
);
const [ANA, BEN, SERVER] = [0, 1, 2];
const NOTHING: RunEnd = { measures: {}, verdicts: [] };

/** ana's message travels: sent (0), lost (1), sent (2), shown on ben (3), one tick on ana (4), shown again (5). */
function smallTrace(): Trace {
  const trace = new Trace();
  const message = trace.names.id('ana/m1');
  const publish = trace.names.id('publish');
  const text = trace.names.id('Hello');
  const add = (ms: number, node: number, kind: number, a: number, b: number, c: number): void => {
    trace.append(ms, ms * 1000, node, kind, -1, -1, message, a, b, c);
  };
  add(10, ANA, RECORD.sent, SERVER, publish, -1);
  add(20, SERVER, RECORD.lost, ANA, publish, 3);
  add(30, ANA, RECORD.sent, SERVER, publish, 5000);
  add(40, BEN, RECORD.shown, 1, 7, text);
  add(50, ANA, RECORD.status, STATUSES.indexOf('sent'), EVIDENCES.indexOf('store'), 0);
  add(60, BEN, RECORD.shown, 2, 7, text);
  return trace;
}

function decide(claim: Claim, end = NOTHING): string {
  const trace = smallTrace();
  const judge = judgeFor(claim, { names: trace.names, topology: TOPOLOGY });
  for (let index = 0; index < trace.length; index += 1) {
    judge.step(trace.readRecord(index));
    if (judge.decision !== undefined) {
      expect(judge.decision.record).toBe(index);
      return `${judge.decision.isTrue} at ${index}`;
    }
  }
  const { isTrue, record } = judge.finish(end);
  expect(record).toBe(-1);
  return `${isTrue} at the end`;
}

const ALWAYS = { fromUs: 0, untilUs: Infinity };
const like = (
  kind: RecordPattern['kind'],
  changes: Partial<RecordPattern> = {},
): RecordPattern => ({
  kind,
  nodes: [],
  messages: [],
  fields: [],
  ...changes,
});
const count = (of: RecordPattern, least: number, most: number, window = ALWAYS): Claim => ({
  claim: 'count',
  of,
  least,
  most,
  ...window,
});

describe('a pattern', () => {
  const trace = smallTrace();
  const found = (pattern: RecordPattern): number[] => {
    const matches = matcherFor(pattern, { names: trace.names, topology: TOPOLOGY });
    return Array.from({ length: trace.length }, (_, index) => index).filter((index) =>
      matches(trace.readRecord(index)),
    );
  };

  test('asks for kind, node, message and fields', () => {
    expect(found(like('sent'))).toEqual([0, 2]);
    expect(found(like('sent', { nodes: ['ben'] }))).toEqual([]);
    expect(found(like('shown', { messages: ['ana/m1'] }))).toEqual([3, 5]);
    expect(found(like('shown', { messages: ['ana/m2'] }))).toEqual([]);
    const packet = { name: 'packet', column: 'b', as: 'text', texts: ['publish'] } as const;
    expect(found(like('lost', { fields: [packet] }))).toEqual([1]);
    expect(found(like('lost', { fields: [{ ...packet, texts: ['deliver'] }] }))).toEqual([]);
    const reason = { name: 'reason', column: 'c', as: 'code', codes: [3] } as const;
    expect(found(like('lost', { fields: [packet, reason] }))).toEqual([1]);
    const from = { name: 'from', column: 'a', as: 'node', nodes: ['ana'] } as const;
    expect(found(like('lost', { fields: [from] }))).toEqual([1]);
    const position = { name: 'position', column: 'a', as: 'number', least: 2, most: 9 } as const;
    expect(found(like('shown', { fields: [position] }))).toEqual([5]);
  });

  test('of "no node" matches where a record names none', () => {
    const nobody = { name: 'to', column: 'c', as: 'node', nodes: [''] } as const;
    expect(found(like('sent', { fields: [nobody] }))).toEqual([0]);
  });
});

describe('a claim', () => {
  test('of a count is false at the record that is one too many', () => {
    expect(decide(count(like('shown'), 1, 1))).toBe('false at 5');
    expect(decide(count(like('shown'), 2, 2))).toBe('true at the end');
    expect(decide(count(like('shown'), 3, 3))).toBe('false at the end');
  });

  test('of "at least" is true as soon as there are enough', () => {
    expect(decide(count(like('shown'), 1, Number.MAX_VALUE))).toBe('true at 3');
    expect(decide(count(like('shown'), 9, Number.MAX_VALUE))).toBe('false at the end');
  });

  test('counts only in its window, whose end is not in it', () => {
    const window = { fromUs: 0, untilUs: 60_000 };
    expect(decide(count(like('shown'), 1, 1, window))).toBe('true at the end');
    expect(decide(count(like('shown'), 1, 1, { fromUs: 60_000, untilUs: 60_001 }))).toBe(
      'true at the end',
    );
  });

  test('of "never" is false at the first record of the kind', () => {
    expect(decide({ claim: 'never', of: like('shown'), ...ALWAYS })).toBe('false at 3');
    expect(decide({ claim: 'never', of: like('crashed'), ...ALWAYS })).toBe('true at the end');
  });

  test('of an order is decided by whichever comes first', () => {
    const before = (first: RecordPattern, second: RecordPattern): Claim => ({
      claim: 'before',
      first,
      second,
      ...ALWAYS,
    });
    expect(decide(before(like('shown'), like('status')))).toBe('true at 3');
    expect(decide(before(like('status'), like('shown')))).toBe('false at 3');
    expect(decide(before(like('crashed'), like('cut')))).toBe('false at the end');
  });

  test('of a measure waits for the end, and is false without a value', () => {
    const claim: Claim = { claim: 'measure', measure: 'shownP50Ms', least: 10, most: 30 };
    expect(decide(claim, { ...NOTHING, measures: { shownP50Ms: 30 } })).toBe('true at the end');
    expect(decide(claim, { ...NOTHING, measures: { shownP50Ms: 31 } })).toBe('false at the end');
    expect(decide(claim)).toBe('false at the end');
    const none: Claim = { claim: 'measure', measure: 'packetsLost.cut', least: 0, most: 0 };
    expect(decide(none)).toBe('true at the end');
  });

  test('of a check names the record that broke it', () => {
    const claim: Claim = { claim: 'check', check: 'shown-once', verdict: 'broken' };
    const trace = smallTrace();
    const judge = judgeFor(claim, { names: trace.names, topology: TOPOLOGY });
    const verdicts = [
      { id: 'shown-once', verdict: 'broken', record: 5, because: 'Twice.' },
    ] as const;
    expect(judge.finish({ ...NOTHING, verdicts })).toEqual({ isTrue: true, record: 5 });
    expect(() =>
      judgeFor(claim, { names: trace.names, topology: TOPOLOGY }).finish(NOTHING),
    ).toThrow('was not judged by "shown-once"');
  });

  test('of several is false with the first that is, and true with the last', () => {
    const shown = count(like('shown'), 1, Number.MAX_VALUE);
    const tick = count(like('status'), 1, Number.MAX_VALUE);
    const noLoss: Claim = { claim: 'never', of: like('lost'), ...ALWAYS };
    expect(decide({ claim: 'all', claims: [shown, tick] })).toBe('true at 4');
    expect(decide({ claim: 'all', claims: [shown, noLoss] })).toBe('false at 1');
    expect(decide({ claim: 'all', claims: [tick, count(like('shown'), 3, 3)] })).toBe(
      'false at the end',
    );
  });
});
