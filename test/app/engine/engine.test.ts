/** The engine brings a run home even when its worker dies or hangs; twice is told in a sentence. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEngine, type RunEnd } from '../../../src/app/engine/index.ts';
import type { TraceView } from '../../../src/kernel/index.ts';
import { FakeWorker } from './fake-worker.ts';
import { InlineEngine } from './inline-engine.ts';
import { homeOrder } from './orders.ts';

type Ended = { end: RunEnd; view: TraceView } | { sentence: string };

const engines: { dispose(): void }[] = [];

function engineOf(make: () => Worker) {
  const engine = createEngine(make);
  engines.push(engine);
  return engine;
}

function runOn(engine: ReturnType<typeof createEngine>, order = homeOrder()): Promise<Ended> {
  return new Promise((resolve) => {
    engine.run('run-1', order, {
      grown: () => {},
      ended: (end, view) => resolve({ end, view }),
      failed: (sentence) => resolve({ sentence }),
    });
  });
}

function plainDigest(order = homeOrder()): string {
  let digest = '';
  new InlineEngine().run('plain', order, {
    grown: () => {},
    ended: (end) => void (digest = end.digest),
    failed: () => {},
  });
  return digest;
}

beforeEach(() => void FakeWorker.all.splice(0));
afterEach(() => {
  vi.useRealTimers();
  for (const engine of engines.splice(0)) engine.dispose();
});

describe('the engine', () => {
  test('gathers the records of a run, which are those of a run without a worker', async () => {
    const ended = await runOn(engineOf(FakeWorker.make()));
    expect(ended).toMatchObject({ end: { status: 'finished', digest: plainDigest() } });
  });

  test('makes the run again when its worker dies half-way: the same digest', async () => {
    let deaths = 0;
    const make = FakeWorker.make((message) =>
      message.type === 'buffer' && deaths++ === 0 ? 'die' : undefined,
    );
    const order = homeOrder('long', 900_000);
    const ended = await runOn(engineOf(make), order);
    expect(FakeWorker.all).toHaveLength(2);
    expect(FakeWorker.all[0]!.isTerminated).toBe(true);
    expect(ended).toMatchObject({ end: { digest: plainDigest(order) } });
  });

  test('replaces a worker that hangs half-way after two seconds of silence', async () => {
    vi.useFakeTimers();
    let buffers = 0;
    const make = FakeWorker.make((message) =>
      message.type === 'buffer' && buffers++ === 0 ? 'hang' : undefined,
    );
    const order = homeOrder('long', 900_000);
    const ended = runOn(engineOf(make), order);
    await vi.advanceTimersByTimeAsync(1900);
    expect(FakeWorker.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(FakeWorker.all).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await ended).toMatchObject({ end: { digest: plainDigest(order) } });
  });

  test('gives a fresh worker time for its first order: a slow machine is no hang', async () => {
    vi.useFakeTimers();
    const make = FakeWorker.make(({ type }) => (type === 'run' ? 'hang' : undefined));
    void runOn(engineOf(make));
    await vi.advanceTimersByTimeAsync(5900);
    expect(FakeWorker.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(300);
    expect(FakeWorker.all).toHaveLength(2);
  });

  test('hears first what a worker said while the page itself stood still', async () => {
    vi.useFakeTimers();
    let buffers = 0;
    const make = FakeWorker.make((message) =>
      message.type === 'buffer' && buffers++ === 0 ? 'hang' : undefined,
    );
    void runOn(engineOf(make), homeOrder('long', 900_000));
    await vi.advanceTimersByTimeAsync(1500);
    // The timer that is due strikes, but the clock has run on while nothing could be heard.
    const now = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 2600);
    await vi.advanceTimersByTimeAsync(600);
    expect(FakeWorker.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2100);
    expect(FakeWorker.all).toHaveLength(2);
    vi.restoreAllMocks();
  });

  test('gives up in one sentence when the second worker hangs too', async () => {
    vi.useFakeTimers();
    const make = FakeWorker.make(({ type }) => (type === 'run' ? 'hang' : undefined));
    const ended = runOn(engineOf(make));
    await vi.advanceTimersByTimeAsync(17_000);
    expect(await ended).toEqual({
      sentence:
        'The simulation stopped answering twice and was ended. This is our mistake, not yours; ' +
        'what you typed is kept.',
    });
    expect(FakeWorker.all).toHaveLength(2);
    expect(FakeWorker.all.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  test('waits longer for a script to come, and for a second worker, than for one that computes', async () => {
    vi.useFakeTimers();
    const slow = new FakeWorker(() => 'hang');
    slow.postMessage = () => {};
    vi.spyOn(slow, 'dispatchEvent').mockReturnValue(true);
    const ended = runOn(engineOf(() => slow as unknown as Worker));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(slow.isTerminated).toBe(false);
    await vi.advanceTimersByTimeAsync(62_000);
    expect(await ended).toMatchObject({ sentence: /stopped answering twice/ });
  });

  test('says the same when no worker can be started at all', async () => {
    const refused = () => {
      throw new Error('SecurityError');
    };
    expect(await runOn(engineOf(refused))).toMatchObject({ sentence: /stopped answering twice/ });
  });

  test('tells why an order cannot be run', async () => {
    const engine = engineOf(FakeWorker.make());
    const order = homeOrder();
    const plan = {
      items: [{ id: 'x', atUs: 1000, action: { do: 'crash', node: 'server-9' } as const }],
    };
    const sentence = await new Promise((resolve) => {
      engine.run('run-1', { ...order, plan }, { grown() {}, ended() {}, failed: resolve });
    });
    expect(sentence).toBe('there is no node named "server-9" in this scenario');
  });

  test('answers what a node holds at a moment, and null for a run that is gone', async () => {
    const engine = engineOf(FakeWorker.make());
    const ended = await runOn(engine);
    if (!('view' in ended)) throw new Error('the run failed');
    const ordinal = ended.view.columns.ordinal[ended.view.lengthAt(3_000_000) - 1]!;
    const inspection = await engine.inspect('run-1', 0, ordinal);
    expect(inspection!.states.map(({ region }) => region)).toContain('connection');
    engine.cancel('run-1');
    expect(await engine.inspect('run-1', 0, ordinal)).toBeNull();
  });

  test('leaves no worker behind', async () => {
    const engine = engineOf(FakeWorker.make());
    await runOn(engine);
    engine.dispose();
    expect(FakeWorker.all.map(({ isTerminated }) => isTerminated)).toEqual([true]);
  });
});
