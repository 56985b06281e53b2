/** What stands on the scrubber follows from the records, and is read once. */
import { describe, expect, test } from 'vitest';
import { clockParts, clockText, speedText } from '../../../src/app/transport/clock-text.ts';
import { MarkReader } from '../../../src/app/transport/marks.ts';
import { marksOf } from '../../../src/app/transport/use-marks.ts';
import { timeAfterKey } from '../../../src/app/transport/Scrubber.tsx';
import { TraceWriter } from '../fixture.ts';
import { fastestMs } from '../fastest.ts';
import { longBranch } from '../long-trace.ts';

describe('marks', () => {
  test('faults last from their strike to their cure, else to the end', () => {
    const writer = new TraceWriter();
    writer.write('server-1', 'crashed', {}, { atMs: 1000 });
    writer.write('ben', 'cut', {}, { atMs: 1500 });
    writer.write('server-1', 'restarted', {}, { atMs: 2000 });
    writer.write('ana', 'slowed', { addedMs: 200 }, { atMs: 2500 });
    writer.write('ana', 'slowed', { addedMs: 0 }, { atMs: 3000 });
    writer.write('redis', 'paused', {}, { atMs: 4000 });
    writer.write('redis', 'resumed', {}, { atMs: 4250 });
    const branch = writer.branch();
    const { faults } = marksOf(branch);
    expect(faults.map(({ fromUs, toUs, label }) => [fromUs / 1000, toUs / 1000, label])).toEqual([
      [1000, 2000, 'Server 1 is down.'],
      [1500, 10_000, "Ben's phone is cut off."],
      [2500, 3000, "Ana's phone is slow."],
      [4000, 4250, 'Redis is paused.'],
    ]);
  });

  test('drops and refusals are ticks, thinned where they would touch', () => {
    const writer = new TraceWriter();
    for (const atMs of [100, 101, 102, 900]) {
      writer.write('ben', 'lost', { from: 'ana', packet: 'ping', reason: 'cut' }, { atMs });
    }
    writer.write('ana', 'refused', { reason: 'timeout', from: 'ben' }, { atMs: 950 });
    expect(marksOf(writer.branch()).troublesUs).toEqual([100_000, 900_000, 950_000]);
  });

  test('a broken check stands at the record that shows it', () => {
    const branch = longBranch(400);
    const because = 'Ben’s phone never had it.';
    const verdicts = [
      { id: 'honest-ticks', verdict: 'broken', record: 81, because } as const,
      { id: 'shown-once', verdict: 'holds' } as const,
    ];
    expect(marksOf({ ...branch, verdicts }).broken).toEqual([
      { record: 81, timeUs: 6000, label: `honest-ticks is broken: ${because}` },
    ]);
  });

  test('are the same object until the run grows or is judged', () => {
    const branch = longBranch(400);
    const marks = marksOf(branch);
    expect(marksOf({ ...branch, name: 'Renamed' })).toBe(marks);
    expect(marksOf({ ...branch, verdicts: [{ id: 'shown-once', verdict: 'holds' }] })).not.toBe(
      marks,
    );
  });

  test('of 200,000 records are read in well under a frame budget', () => {
    const branch = longBranch(200_000);
    const { troublesUs } = new MarkReader(branch).read(branch);
    expect(fastestMs(() => new MarkReader(branch).read(branch))).toBeLessThan(30);
    expect(troublesUs.length).toBeGreaterThan(300);
    expect(troublesUs.length).toBeLessThanOrEqual(800);
  });
});

describe('in words', () => {
  test('the clock keeps three digits behind the point', () => {
    expect(clockParts(12_345_678)).toEqual(['12,345', '.678']);
    expect(clockParts(0)).toEqual(['0', '.000']);
    expect(clockText(999.7)).toBe('0.999 ms');
  });

  test.each([
    [0.01, '1/100×'],
    [0.5, '1/2×'],
    [1, '1×'],
    [1000, '1,000×'],
  ])('a speed of %s is %s', (speed, text) => {
    expect(speedText(speed)).toBe(text);
  });

  test('keys of the slider jump to the ends and by a twentieth', () => {
    expect(timeAfterKey('Home', 500, 1000)).toBe(0);
    expect(timeAfterKey('End', 500, 1000)).toBe(1000);
    expect(timeAfterKey('PageUp', 980, 1000)).toBe(1000);
    expect(timeAfterKey('PageDown', 500, 1000)).toBe(450);
    expect(timeAfterKey('ArrowLeft', 500, 1000)).toBeUndefined();
  });
});
