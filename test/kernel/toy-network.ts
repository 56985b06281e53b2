/** A toy network of phones that answer each other: every part of the kernel at work, and no chat. */
import {
  Budget,
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

const LATENCY = purpose('latency of the toy network');
const LOSS = purpose('loss of the toy network');
const PEER = purpose('peer of the toy network');
const [START, DELIVERY, TIMEOUT] = [1, 2, 3] as const;
export const [SENT, RECEIVED, LOST, TIMED_OUT] = [1, 2, 3, 4] as const;
const PHONES = 12;

export interface ToyImage {
  wheel: WheelImage;
  mark: TraceMark;
  names: string[];
  budget: BudgetImage;
  timers: Int32Array;
  sent: Int32Array;
  ordinal: number;
}

/** Phones send to a random peer, wait for an answer, and try again when none comes in time. */
export class ToyNetwork {
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
    for (let phone = 0; phone < PHONES; phone += 1) this.wheel.schedule(phone * 10, START, phone);
  }

  step(): boolean {
    if (this.stop !== undefined || !this.wheel.take()) return false;
    this.ordinal += 1;
    const { nowUs, kind, entity, a, cause, size } = this.wheel;
    this.stop = this.budget.count(nowUs, entity, size);
    if (kind === DELIVERY) {
      const received = this.record(entity, RECEIVED, cause, a);
      if (this.wheel.isPending(this.timers[entity]!)) this.wheel.cancel(this.timers[entity]!);
      this.send(entity, received);
    } else if (kind === TIMEOUT) this.send(entity, this.record(entity, TIMED_OUT, cause, a));
    else this.send(entity, -1);
    return true;
  }

  run(events: number): string {
    for (let n = 0; n < events && this.step(); n += 1);
    return this.trace.digest();
  }

  save(): ToyImage {
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
  restore(image: ToyImage, whole: boolean): void {
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
    const sent = this.record(phone, SENT, cause, message);
    const delayUs = 1000 + Math.floor(luck.exponential(LATENCY, keyOf(name)) * 20_000);
    if (luck.chance(0.1, LOSS, keyOf(name))) this.record(phone, LOST, sent, message);
    else wheel.schedule(wheel.nowUs + delayUs, DELIVERY, peer, message, 0, sent);
    if (!wheel.isPending(this.timers[phone]!)) {
      this.timers[phone] = wheel.schedule(wheel.nowUs + 90_000, TIMEOUT, phone, message, 0, sent);
    }
  }

  private record(node: number, kind: number, cause: number, message: number): number {
    const { ordinal, wheel } = this;
    const join = kind === RECEIVED ? Math.max(-1, this.trace.length - 1) : -1;
    return this.trace.append(ordinal, wheel.nowUs, node, kind, cause, join, message, 0, 0, 0);
  }
}
