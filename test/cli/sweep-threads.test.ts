/** Threads that die or hang in the middle of a sweep: what is finished stays, and no thread does. */
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { runSweep, type SweepOrder } from '../../src/cli/sweep-pool.ts';
import { designFor, disputes } from '../../src/scenarios/index.ts';

const { scenario, repair } = disputes[0]!;
const order: SweepOrder = {
  scenario,
  design: designFor(scenario, repair),
  seed: 'sick',
  count: 90,
};

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, place) => `sick/${from + place}`);

/** Threads with that illness, and the codes with which they ended. */
function sickThreads(illness: string) {
  const ends: Promise<number>[] = [];
  const makeThread = (): Worker => {
    const file = new URL('./sick-thread.mjs', import.meta.url);
    const thread = new Worker(file, { workerData: illness });
    ends.push(new Promise((resolve) => thread.on('exit', resolve)));
    return thread;
  };
  return { ends, makeThread };
}

test.each([
  ['throws', /^A second worker died \(out of memory\) at run \d+, so the sweep ends here/],
  ['exits', /^A second worker ended with exit code 3 at run \d+, so the sweep ends here/],
  ['hangs', /^A second worker said nothing for 1.5 s at run \d+, so the sweep ends here/],
])(
  'a thread that %s is replaced once; then the finished runs are all there is',
  async (illness, told) => {
    const { ends, makeThread } = sickThreads(illness);
    const end = await runSweep([order], { makeThread, threads: 1, silenceMs: 1500 });
    expect(end.trouble).toMatch(told);
    const seeds = end.outcomes[0]!.map(({ seed }) => seed);
    expect(seeds).toEqual(numbers(1, 30));
    expect(end.trouble).toContain('the 30 finished runs are kept.');
    // The first, and the one in its place: not one of them goes on.
    expect(await Promise.all(ends)).toHaveLength(2);
  },
);

test('one thread that falls is made good: every run is there', async () => {
  let made = 0;
  const makeThread = (): Worker => {
    const file = new URL('./sick-thread.mjs', import.meta.url);
    return new Worker(file, { workerData: made++ === 0 ? 'throws' : 'sound' });
  };
  const end = await runSweep([{ ...order, count: 60 }], { makeThread, threads: 1 });
  expect(end.trouble).toBe('');
  expect(end.outcomes[0]!.map(({ seed }) => seed)).toEqual(numbers(1, 60));
});

test('when two have fallen, those that are at work are ended too', async () => {
  const { ends, makeThread } = sickThreads('hangs');
  const end = await runSweep([order], { makeThread, threads: 3, silenceMs: 1000 });
  expect(end.trouble).toContain('said nothing');
  expect((await Promise.all(ends)).length).toBeGreaterThan(2);
});
