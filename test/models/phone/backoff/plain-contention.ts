/**
 * The same experiment written a second time with nothing of ours: a sorted list, times in floating
 * point, the formulas as the original has them. What both agree on is not one author's slip.
 */
import type { Contention, Dice } from './contention.ts';

export type Algorithm = 'None' | 'Exponential' | 'EqualJitter' | 'FullJitter' | 'Decorr';

interface Event {
  readonly atMs: number;
  readonly act: (atMs: number) => void;
}

const BASE_MS = 5;
const CAP_MS = 2000;

function backoffOf(algorithm: Algorithm, dice: Dice): (attempt: number) => number {
  let sleepMs = BASE_MS;
  const between = (low: number, high: number) => low + (high - low) * dice.uniform();
  return (attempt) => {
    const ceiling = Math.min(CAP_MS, 2 ** attempt * BASE_MS);
    if (algorithm === 'None') return 0;
    if (algorithm === 'Exponential') return ceiling;
    if (algorithm === 'EqualJitter') return ceiling / 2 + between(0, ceiling / 2);
    if (algorithm === 'FullJitter') return between(0, ceiling);
    sleepMs = Math.min(CAP_MS, between(BASE_MS, sleepMs * 3));
    return sleepMs;
  };
}

export function contendPlainly(clients: number, algorithm: Algorithm, dice: Dice): Contention {
  const events: Event[] = [];
  const add = (event: Event) => {
    let place = events.length;
    while (place > 0 && events[place - 1]!.atMs < event.atMs) place -= 1;
    events.splice(place, 0, event);
  };
  const delay = () => Math.abs(10 + 2 * dice.normal());
  let [version, calls, lastMs] = [0, 0, 0];
  for (let client = 0; client < clients; client += 1) {
    const backoff = backoffOf(algorithm, dice);
    let attempt = 0;
    const answer = (isDone: boolean) => (atMs: number) => {
      if (isDone) return;
      attempt += 1;
      add({ atMs: atMs + delay() + backoff(attempt), act: read });
    };
    const write = (known: number) => (atMs: number) => {
      calls += 1;
      const isDone = known === version;
      if (isDone) version += 1;
      add({ atMs: atMs + delay(), act: answer(isDone) });
    };
    const read = (atMs: number) => {
      const known = version;
      const reply = (arrivedMs: number) => add({ atMs: arrivedMs + delay(), act: write(known) });
      add({ atMs: atMs + delay(), act: reply });
    };
    add({ atMs: delay(), act: read });
  }
  for (let event = events.pop(); event !== undefined; event = events.pop()) {
    lastMs = event.atMs;
    event.act(event.atMs);
  }
  return { timeMs: lastMs, calls };
}
