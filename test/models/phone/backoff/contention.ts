/**
 * The simulator behind "Exponential Backoff And Jitter" (M. Brooker, AWS Architecture Blog, 2015) on
 * our kernel and our formulas: clients write one row under optimistic concurrency control.
 */
import { TimingWheel } from '../../../../src/kernel/index.ts';
import { backoffMs, type BackoffPolicy } from '../../../../src/models/phone/backoff.ts';

/** Luck in the order in which the simulation asks for it. */
export interface Dice {
  /** From 0 up to but not including 1. */
  uniform(): number;
  /** Mean 0, deviation 1. */
  normal(): number;
}

export interface Contention {
  /** Time of the last event. */
  readonly timeMs: number;
  /** Writes that reached the server; reads do not count. */
  readonly calls: number;
}

const READ = 0;
const READ_ANSWERED = 1;
const WRITE = 2;
const WRITE_ANSWERED = 3;

/** The wheel counts in millionths of a microsecond, so that rounding stays far below 1e-6 ms. */
const UNITS_PER_MS = 1e9;
const HOP_MEAN_MS = 10;
const HOP_DEVIATION_MS = 2;

export function contend(clients: number, policy: BackoffPolicy, dice: Dice): Contention {
  const wheel = new TimingWheel();
  const failures = new Int32Array(clients);
  /** Each client's luck so far: decorrelated waits depend on all of it. */
  const drawn: number[][] = Array.from({ length: clients }, () => []);
  let [version, calls] = [0, 0];

  const hopMs = () => Math.abs(HOP_MEAN_MS + HOP_DEVIATION_MS * dice.normal());
  const later = (delayMs: number, kind: number, client: number, carried = 0) => {
    const timeUs = wheel.nowUs + Math.round(delayMs * UNITS_PER_MS);
    wheel.schedule(timeUs, kind, client, carried);
  };
  const waitMs = (client: number) => {
    const nth = failures[client]!;
    const own = drawn[client]!;
    const draw = (failure: number) => (own[failure - 1] ??= dice.uniform());
    return backoffMs(nth, policy, draw);
  };
  const write = (client: number, read: number) => {
    calls += 1;
    const isCurrent = read === version;
    if (isCurrent) version += 1;
    later(hopMs(), WRITE_ANSWERED, client, isCurrent ? 1 : 0);
  };

  for (let client = 0; client < clients; client += 1) later(hopMs(), READ, client);
  while (wheel.take()) {
    const { kind, entity: client, a: carried } = wheel;
    if (kind === READ) later(hopMs(), READ_ANSWERED, client, version);
    else if (kind === READ_ANSWERED) later(hopMs(), WRITE, client, carried);
    else if (kind === WRITE) write(client, carried);
    else if (carried === 0) {
      failures[client]! += 1;
      later(hopMs() + waitMs(client), READ, client);
    }
  }
  return { timeMs: wheel.nowUs / UNITS_PER_MS, calls };
}
