/**
 * PHOLD (Fujimoto, 1990): 1,024 logical processes with 16 events each; every event schedules one
 * after an exponential time, one in ten at another process.
 */
import TinyQueue from 'tinyqueue';
import { Luck, purpose, SECOND, TimingWheel } from '../../kernel/index.ts';
import type { Bench, Work } from './bench.ts';

const PROCESSES = 1024;
const EVENTS_EACH = 16;
const REMOTE = 0.1;
const HERE = -1;
const EVENTS = 200_000;

const DELAY = purpose('bench/phold delay');
const TARGET = purpose('bench/phold target');

export const phold: Bench = {
  name: 'phold',
  unit: 'events',
  question: 'How fast is the queue of events?',
  reference: 'the same loop on tinyqueue',
  floor: 4,
  prepare: () => ({ ours: onWheel(EVENTS), reference: tinyQueueLoop(EVENTS) }),
};

/** Drawn beforehand and used in turn, the same for both queues: what differs is the queue alone. */
const DRAWS = 1 << 12;

function model() {
  const luck = new Luck('phold');
  const delaysUs = new Int32Array(DRAWS);
  const targets = new Int32Array(DRAWS);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    delaysUs[draw] = Math.floor(luck.exponential(DELAY, draw) * SECOND);
    const isRemote = luck.chance(REMOTE, TARGET, draw);
    targets[draw] = isRemote ? luck.below(PROCESSES, TARGET, draw, 1) : HERE;
  }
  let drawn = 0;
  return {
    delayUs: () => delaysUs[(drawn = (drawn + 1) & (DRAWS - 1))]!,
    nextOf: (process: number) => (targets[drawn] === HERE ? process : targets[drawn]!),
  };
}

function onWheel(events: number): Work {
  const { delayUs, nextOf } = model();
  const wheel = new TimingWheel(PROCESSES * EVENTS_EACH);
  for (let event = 0; event < PROCESSES * EVENTS_EACH; event += 1) {
    wheel.schedule(delayUs(), 0, event % PROCESSES);
  }
  return () => {
    for (let event = 0; event < events; event += 1) {
      wheel.take();
      wheel.schedule(wheel.nowUs + delayUs(), 0, nextOf(wheel.entity));
    }
    return events;
  };
}

interface Pending {
  readonly timeUs: number;
  readonly order: number;
  readonly process: number;
}

/** A loop of 16,384 pending events on tinyqueue, so many events each time. */
export function tinyQueueLoop(events: number): Work {
  const { delayUs, nextOf } = model();
  // A heap alone would shuffle events of one time; the order of scheduling keeps them apart.
  const queue = new TinyQueue<Pending>([], (a, b) => a.timeUs - b.timeUs || a.order - b.order);
  let order = 0;
  const schedule = (timeUs: number, process: number) => {
    queue.push({ timeUs, order: (order += 1), process });
  };
  for (let event = 0; event < PROCESSES * EVENTS_EACH; event += 1) {
    schedule(delayUs(), event % PROCESSES);
  }
  return () => {
    for (let event = 0; event < events; event += 1) {
      const { timeUs, process } = queue.pop() as Pending;
      schedule(timeUs + delayUs(), nextOf(process));
    }
    return events;
  };
}
