/** Four ways to reach a phone, counted in runs: requests, bytes, and how long news has to wait. */
import { describe, expect, test } from 'vitest';
import { createMeasures } from '../../src/measures/index.ts';
import { transport as costs, type AnyDesign } from '../../src/models/index.ts';
import { designFor, scriptedPlan, type Action } from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { brokenIn, chatScenario, countOf, linesOf, says, shownOn } from './chat.ts';

const HEADERS = { requestBytes: 700, responseBytes: 300 };
const TRANSPORTS = ['websocket', 'polling', 'longPolling', 'sse'] as const;
type Name = (typeof TRANSPORTS)[number];

/** Ana writes to Ben now and then; both of their phones have a data meter. */
function day(
  transport: Name,
  {
    messages = 20,
    minutes = 60,
    script = [] as (readonly [number, Action])[],
    design = {} as AnyDesign,
  } = {},
): Run {
  const everyMs = (minutes * 60_000) / (messages + 1);
  const texts = Array.from({ length: messages }, (_, nth) => {
    // Not in step with any interval.
    return [Math.round((nth + 0.37) * everyMs) + 3000, says('ana', `Text ${nth}`)] as const;
  });
  const plain = chatScenario({
    script: [...texts, ...script],
    durationMs: minutes * 60_000,
    design: { transport, heartbeatMs: 30_000, pongTimeoutMs: 10_000, ...design },
  });
  const meter = { meter: 'on', ...HEADERS };
  const nodes = plain.nodes.map((node) =>
    node.kind === 'phone' ? { ...node, settings: { ...node.settings, ...meter } } : node,
  );
  const scenario = { ...plain, nodes };
  const plan = scriptedPlan(scenario);
  const run = new Run({
    scenario,
    design: designFor(scenario),
    seed: 'transport',
    plan,
    edits: [],
  });
  run.finish();
  return run;
}

function measured(run: Run) {
  const measures = createMeasures({ topology: run.topology, names: run.trace.names });
  for (let index = 0; index < run.trace.length; index++) measures.step(run.trace.readRecord(index));
  return measures.summary();
}

/** From typing to the other's screen, ms, one for each message. */
function waits(run: Run): number[] {
  const typed = new Map<string, number>();
  const found: number[] = [];
  for (const { kind, message, timeMs, node } of linesOf(run)) {
    if (kind === 'typed') typed.set(message, timeMs);
    if (kind === 'shown' && node === 'ben') found.push(timeMs - typed.get(message)!);
  }
  return found;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(TRANSPORTS)('%s', (transport) => {
  test('delivers every message once and in order, with honest ticks', () => {
    const run = day(transport, { messages: 10, minutes: 5 });
    expect(shownOn(run, 'ben')).toEqual(Array.from({ length: 10 }, (_, nth) => `ana/m${nth + 1}`));
    expect(brokenIn(run)).toEqual([]);
  });

  test('gets over a server that crashes, and a network that goes', () => {
    const run = day(transport, {
      messages: 10,
      minutes: 5,
      script: [
        [60_000, { do: 'crash', node: 'server-7' }],
        [90_000, { do: 'restart', node: 'server-7' }],
        [120_000, { do: 'operate', phone: 'ben', operation: { act: 'airplane', on: true } }],
        [180_000, { do: 'operate', phone: 'ben', operation: { act: 'airplane', on: false } }],
      ],
    });
    expect(new Set(shownOn(run, 'ben')).size).toBe(10);
    expect(brokenIn(run)).toEqual([]);
  });
});

describe('an hour with 20 messages, counted', () => {
  const runs = Object.fromEntries(
    TRANSPORTS.map((transport) => {
      const run = day(transport);
      const { httpRequests = 0, bytesUp = 0, bytesDown = 0 } = measured(run);
      return [transport, { run, requests: httpRequests, up: bytesUp, down: bytesDown }];
    }),
  ) as unknown as Record<Name, { run: Run; requests: number; up: number; down: number }>;
  const { websocket, polling, longPolling, sse } = runs;

  test('a socket is asked for once by each phone; polling asks every 5 s', () => {
    expect(websocket.requests).toBe(2);
    const polls = countOf(polling.run, 'sent', 'poll');
    const closed = costs.pollingCost({ durationMs: 3_600_000, down: [], up: [] }, HEADERS, 5000);
    expect(Math.abs(polls - 2 * closed.requests)).toBeLessThanOrEqual(4);
    // All that is no question is a post of its own, and the first that opens.
    expect(polling.requests).toBe(polls + postsIn(polling.run) + 2);
  });

  test('bytes: polling costs a hundred times a socket’s, nearly all of it headers', () => {
    expect(polling.up / websocket.up).toBeGreaterThan(100);
    expect(polling.down / websocket.down).toBeGreaterThan(50);
    expect(longPolling.up).toBeLessThan(polling.up / 4);
    expect(sse.up).toBeLessThan(longPolling.up);
    expect(websocket.up).toBeLessThan(sse.up / 20);
  });

  test('what is said is the same in each: only what stands around it differs', () => {
    const said = ({ up, requests }: { up: number; requests: number }) =>
      up - requests * HEADERS.requestBytes;
    expect(said(polling)).toBe(said(longPolling));
    expect(said(polling)).toBe(said(sse));
    // Frames: 6 bytes around what is short, 8 around a message, which is longer than 125 bytes.
    const pings = countOf(websocket.run, 'sent', 'ping');
    expect(said(websocket)).toBe(said(sse) + 6 * (pings + postsIn(websocket.run)) + 2 * 20);
  });

  test('news waits half an interval when it is polled for, and not at all otherwise', () => {
    for (const { run } of [websocket, longPolling, sse]) expect(mean(waits(run))).toBe(69);
    const waited = waits(polling.run).map((waitMs) => waitMs - 69);
    const standardError = 5000 / Math.sqrt(12) / Math.sqrt(waited.length);
    expect(Math.abs(mean(waited) - 2500)).toBeLessThan(3 * standardError);
    expect(Math.max(...waited)).toBeLessThanOrEqual(5100);
  });

  test('a fair long poll is answered when there is news, or after it was held for 30 s', () => {
    const [polls, empty] = ['poll', 'pollEmpty'].map((type) =>
      countOf(longPolling.run, 'sent', type),
    );
    const news = countOf(longPolling.run, 'sent', 'pollReply');
    expect(news).toBe(2 * 20);
    // Each of the two last questions is still held at the end.
    expect(polls).toBe(news + empty! + 2);
    expect(empty).toBeLessThan(2 * (3600 / 30));
  });
});

/** Packets up that are neither a question, a ping nor the opening. */
const postsIn = (run: Run): number => {
  const { nodes } = run.topology;
  return linesOf(run).filter(
    ({ kind, node, b }) =>
      kind === 'sent' &&
      nodes[run.topology.indexOf(node)]?.kind === 'phone' &&
      !['poll', 'ping', 'open'].includes(run.trace.names.text(b)),
  ).length;
};

test('one message in half an hour: 99.7 % of the answers to a poll every 5 s are empty', () => {
  // 100 million phones that share 58,000 messages a second have one each in 1,724 s.
  const run = day('polling', { messages: 4, minutes: 115 });
  const answers = ['pollEmpty', 'pollReply'].map(
    (type) =>
      linesOf(run).filter(
        ({ kind, node, b }) =>
          kind === 'received' && node === 'ben' && run.trace.names.text(b) === type,
      ).length,
  );
  expect((answers[0]! / (answers[0]! + answers[1]!)).toFixed(3)).toBe('0.997');
});

test('a poll whose answer is lost is a dead connection, and the phone comes back by itself', () => {
  for (const transport of ['polling', 'longPolling'] as const) {
    const run = day(transport, {
      messages: 10,
      minutes: 5,
      script: [[100_000, { do: 'drop', packet: 'pollEmpty', nth: 1 }]],
    });
    expect(shownOn(run, 'ben')).toHaveLength(10);
    expect(brokenIn(run)).toEqual([]);
  }
});

test('a server that dies without a word is noticed as soon as its answer is overdue', () => {
  const noticed = (transport: Name): number => {
    const run = day(transport, {
      messages: 2,
      minutes: 5,
      script: [[100_000, { do: 'pause', node: 'server-7' }]],
    });
    const lost = linesOf(run).find(
      ({ kind, node, timeMs }) => kind === 'disconnected' && node === 'ben' && timeMs > 100_000,
    );
    return lost!.timeMs - 100_000;
  };
  // At most an interval and the patience of 10 s: 5 s, 30 s held, 30 s between heartbeats.
  expect(noticed('polling')).toBeLessThanOrEqual(15_100);
  expect(noticed('longPolling')).toBeLessThanOrEqual(40_100);
  expect(noticed('websocket')).toBeLessThanOrEqual(40_100);
});

test('changed in mid-run, what had waited for a poll is sent on the socket', () => {
  const run = day('polling', {
    messages: 10,
    minutes: 5,
    script: [[100_000, { do: 'knob', key: 'transport', value: 'websocket' }]],
  });
  expect(new Set(shownOn(run, 'ben')).size).toBe(10);
  expect(brokenIn(run)).toEqual([]);
});
