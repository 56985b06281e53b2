/** The numbers of photos, from runs: how long they take, what is sent in vain, what the caches save. */
import { describe, expect, test } from 'vitest';
import { measureNames } from '../../src/lesson/measure-names.ts';
import { createMeasures } from '../../src/measures/index.ts';
import { MIB } from '../../src/models/index.ts';
import type { Run } from '../../src/world/index.ts';
import { runMedia, sendsPhoto } from '../world/media/media-chat.ts';

function summaryOf(run: Run): Record<string, number> {
  const measures = createMeasures({ topology: run.topology, names: run.trace.names });
  for (let index = 0; index < run.trace.length; index++) measures.step(run.trace.readRecord(index));
  return measures.summary();
}

const airplane = (phone: string, on: boolean) =>
  ({ do: 'operate', phone, operation: { act: 'airplane', on } }) as const;

describe('the numbers of photos', () => {
  const run = runMedia({
    phones: { ana: 'ios', ben: 'android', cy: 'ios' },
    script: [
      [1000, airplane('cy', true)],
      [2000, sendsPhoto('ana', 4)],
      [4500, airplane('ana', true)],
      [6000, airplane('ana', false)],
      [40_000, airplane('cy', false)],
    ],
    durationMs: 60_000,
  });
  const summary = summaryOf(run);

  test('one was sent, two phones have it; what had come across before the drop was in vain', () => {
    expect(summary).toMatchObject({ photosSent: 1, photosDownloaded: 2, bytesInVain: 2 * MIB });
  });

  test('the first has it after an upload and a download, the other when it is back', () => {
    expect(summary['photoP50Ms']).toBeGreaterThan(8000);
    expect(summary['photoP99Ms']).toBeGreaterThan(38_000);
  });

  test('the edge missed once and hit once; the shield missed', () => {
    expect(summary).toMatchObject({ 'cacheAnswers.hit': 1, 'cacheAnswers.miss': 2 });
    expect(summary['cacheHitShare']).toBeCloseTo(1 / 3, 9);
  });

  test('a lesson may name each of them', () => {
    const known = measureNames();
    expect(Object.keys(summary).filter((name) => /photo|cache|InVain/.test(name))).not.toEqual([]);
    for (const name of Object.keys(summary)) {
      if (/photo|cache|InVain/.test(name)) expect(known).toContain(name);
    }
    for (const name of ['bytesUp', 'bytesDown', 'httpRequests']) expect(known).toContain(name);
  });
});

test('where nobody sends a photo there are none', () => {
  const summary = summaryOf(runMedia({ script: [], durationMs: 5000 }));
  expect(Object.keys(summary).filter((name) => /photo|cache|InVain/.test(name))).toEqual([]);
});
