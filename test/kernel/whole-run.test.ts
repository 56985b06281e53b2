/**
 * All parts of the kernel together: a toy network of phones that answer each other. One run, run
 * again, run in pieces, and continued from any checkpoint must give one and the same digest.
 */
import { describe, expect, test } from 'vitest';
import {
  Budget,
  Checkpoints,
  keyOf,
  Luck,
  Names,
  purpose,
  TimingWheel,
  Trace,
  type BudgetImage,
  type BudgetStop,
  type TraceMark,
  type WheelImage,
} from '../../src/kernel/index.ts';
import { withoutWorld } from '../without-world.ts';
import { recordsOf } from './trace-records.ts';

const LATENCY = purpose('latency of the toy network');
const LOSS = purpose('loss of the toy network');
const PEER = purpose('peer of the toy network');
const [START, DELIVERY, TIMEOUT] = [1, 2, 3];
const [SENT, RECEIVED, LOST, TIMED_OUT] = [1, 2, 3, 4];
const PHONES = 12;

interface Image {
  wheel: WheelImage;
  mark: TraceMark;
  names: string[];
  budget: BudgetImage;
  timers: Int32Array;
  sent: Int32Array;
  ordinal: number;
}

/** Phones send to a random peer, wait for an answer, and try again when none comes in time. */
class ToyNetwork {
  readonly wheel = new TimingWheel(4);
  readonly luck: Luck;
  trace = new Trace();
  ordinal = 0;
  stop: BudgetStop | undefined;
  private readonly budget = new Budget();
  private readonly timers = new Int32Array(PHONES);
  private readonly sent = new Int32Array(PHONES);

  constructor(seed: string) {
    this.luck = new Luck(seed);
    for (let phone = 0; phone < PHONES; phone += 1) this.wheel.schedule(phone * 10, START!, phone);
  }

  step(): boolean {
    if (this.stop !== undefined || !this.wheel.take()) return false;
    this.ordinal += 1;
    const { nowUs, kind, entity, a, cause, size } = this.wheel;
    this.stop = this.budget.count(nowUs, entity, size);
    if (kind === DELIVERY) {
      const received = this.record(entity, RECEIVED!, cause, a);
      if (this.wheel.isPending(this.timers[entity]!)) this.wheel.cancel(this.timers[entity]!);
      this.send(entity, received);
    } else if (kind === TIMEOUT) this.send(entity, this.record(entity, TIMED_OUT!, cause, a));
    else this.send(entity, -1);
    return true;
  }

  run(events: number): string {
    for (let n = 0; n < events && this.step(); n += 1);
    return this.trace.digest();
  }

  save(): Image {
    return {
      wheel: this.wheel.save(),
      mark: this.trace.mark(),
      names: this.trace.names.textsFrom(0),
      budget: this.budget.save(),
      timers: this.timers.slice(),
      sent: this.sent.slice(),
      ordinal: this.ordinal,
    };
  }

  /** Becomes the run of the image; `whole` keeps the records before it. */
  restore(image: Image, whole: boolean): void {
    this.wheel.restore(image.wheel);
    this.budget.restore(image.budget);
    this.timers.set(image.timers);
    this.sent.set(image.sent);
    this.ordinal = image.ordinal;
    if (whole) this.trace.rewind(image.mark);
    else this.trace = Trace.continuing(image.mark, Names.of(image.names));
  }

  private send(phone: number, cause: number): void {
    const { wheel, luck } = this;
    const n = (this.sent[phone] = this.sent[phone]! + 1);
    const peer = luck.below(PHONES, PEER, phone, n);
    const name = `phone-${phone}/m${n}`;
    const message = this.trace.names.id(name);
    const sent = this.record(phone, SENT!, cause, message);
    const delayUs = 1000 + Math.floor(luck.exponential(LATENCY, keyOf(name)) * 20_000);
    if (luck.chance(0.1, LOSS, keyOf(name))) this.record(phone, LOST!, sent, message);
    else wheel.schedule(wheel.nowUs + delayUs, DELIVERY!, peer, message, 0, sent);
    if (!wheel.isPending(this.timers[phone]!)) {
      this.timers[phone] = wheel.schedule(wheel.nowUs + 90_000, TIMEOUT!, phone, message, 0, sent);
    }
  }

  private record(node: number, kind: number, cause: number, message: number): number {
    const { ordinal, wheel } = this;
    const join = kind === RECEIVED ? Math.max(-1, this.trace.length - 1) : -1;
    return this.trace.append(ordinal, wheel.nowUs, node, kind, cause, join, message, 0, 0, 0);
  }
}

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
    expect(kinds[LOST!]! / kinds[SENT!]!).toBeGreaterThan(0.08);
    expect(kinds[LOST!]! / kinds[SENT!]!).toBeLessThan(0.12);
    expect(kinds[TIMED_OUT!]).toBeGreaterThan(100);
    expect(kinds[RECEIVED!]).toBeGreaterThan(1000);
    expect(network.stop).toBeUndefined();
  });

  test('golden digest', () => {
    expect(digest).toMatchInlineSnapshot(`"0de84c02deff8d23"`);
  });
});

describe('checkpoints', () => {
  const network = new ToyNetwork('tuesday');
  const checkpoints = new Checkpoints<Image>({ spacingCost: 250, maxBytes: 1e9 });
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
    for (const ordinal of checkpoints.ordinals().toReversed()) {
      const { image } = checkpoints.nearestBefore(ordinal)!;
      network.restore(image, true);
      expect(network.run(EVENTS - ordinal)).toBe(digest);
      expect(recordsOf(network.trace)).toEqual(records);
    }
  });

  test('each leads to the same end in a new run that knows only the image', () => {
    for (const ordinal of checkpoints.ordinals()) {
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
