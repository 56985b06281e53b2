/**
 * All parts of the kernel together. One run, run again, run in pieces, and continued from any
 * checkpoint must give one and the same digest.
 */
import { describe, expect, test } from 'vitest';
import { Checkpoints } from '../../src/kernel/index.ts';
import { withoutWorld } from '../without-world.ts';
import { LOST, RECEIVED, SENT, TIMED_OUT, ToyNetwork, type ToyImage } from './toy-network.ts';
import { recordsOf } from './trace-records.ts';
import { sampleOf } from '../proof-size.ts';

const EVENTS = 4000;

describe('one seed gives one run', () => {
  const digest = new ToyNetwork('tuesday').run(EVENTS);

  test('run again', () => {
    expect(new ToyNetwork('tuesday').run(EVENTS)).toBe(digest);
  });

  test('run in pieces, with the digest read between them', () => {
    const network = new ToyNetwork('tuesday');
    for (let n = 0; n < EVENTS; n += 100) network.run(100);
    expect(network.trace.digest()).toBe(digest);
  });

  test('run with the clock, dice, timers and engine-dependent functions taken away', () => {
    expect(withoutWorld(() => new ToyNetwork('tuesday').run(EVENTS))).toBe(digest);
  });

  test('and another seed another', () => {
    expect(new ToyNetwork('wednesday').run(EVENTS)).not.toBe(digest);
  });

  test('that does what a network does', () => {
    const network = new ToyNetwork('tuesday');
    network.run(EVENTS);
    const kinds = new Int32Array(5);
    for (const record of recordsOf(network.trace)) kinds[record.kind] = kinds[record.kind]! + 1;
    // Every tenth message is lost, and some timeouts do fire.
    expect(kinds[LOST]! / kinds[SENT]!).toBeGreaterThan(0.08);
    expect(kinds[LOST]! / kinds[SENT]!).toBeLessThan(0.12);
    expect(kinds[TIMED_OUT]).toBeGreaterThan(100);
    expect(kinds[RECEIVED]).toBeGreaterThan(1000);
    expect(network.stop).toBeUndefined();
  });

  test('golden digest', () => {
    expect(digest).toMatchInlineSnapshot(`"0de84c02deff8d23"`);
  });
});

describe('checkpoints', () => {
  const network = new ToyNetwork('tuesday');
  const checkpoints = new Checkpoints<ToyImage>({ spacingCost: 250, maxBytes: 1e9 });
  let lastCheckpoint = -1e9;
  while (network.ordinal < EVENTS) {
    if (checkpoints.isDue(network.ordinal - lastCheckpoint)) {
      const image = network.save();
      const { ordinal, wheel } = network;
      checkpoints.add({ ordinal, timeUs: wheel.nowUs, bytes: image.wheel.bytes, image });
      lastCheckpoint = ordinal;
    }
    network.step();
  }
  const digest = network.trace.digest();
  const records = recordsOf(network.trace);

  test('were made all along the run', () => {
    expect(checkpoints.ordinals()).toEqual(Array.from({ length: 16 }, (_, n) => n * 250));
  });

  test('each leads to the same end, in the same run', () => {
    for (const ordinal of sampleOf(checkpoints.ordinals().toReversed(), 4)) {
      const { image } = checkpoints.nearestBefore(ordinal)!;
      network.restore(image, true);
      expect(network.run(EVENTS - ordinal)).toBe(digest);
      expect(recordsOf(network.trace)).toEqual(records);
    }
  });

  test('each leads to the same end in a new run that knows only the image', () => {
    for (const ordinal of sampleOf(checkpoints.ordinals(), 4)) {
      const { image } = checkpoints.nearestBefore(ordinal)!;
      const other = new ToyNetwork('tuesday');
      other.run(17);
      other.restore(structuredClone(image), false);
      expect(other.run(EVENTS - ordinal)).toBe(digest);
      expect(recordsOf(other.trace)).toEqual(records.slice(image.mark.length));
    }
  });

  test('with other luck from there on the end is another, the past the same', () => {
    const { image } = checkpoints.nearestBefore(2000)!;
    const other = new ToyNetwork('probe 1');
    other.restore(image, false);
    expect(other.trace.digest()).toBe(digestAt(2000));
    expect(other.run(EVENTS - 2000)).not.toBe(digest);
  });

  function digestAt(ordinal: number): string {
    return new ToyNetwork('tuesday').run(ordinal);
  }
});
