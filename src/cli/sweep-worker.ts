/** A thread of a sweep: told its orders, it runs one share after the other until there is none. */
import { parentPort, type MessagePort } from 'node:worker_threads';
import { SweepJob } from '../explore/index.ts';
import type { SweepOrder } from './sweep-pool.ts';
import type { FromThread, ToThread } from './sweep-threads.ts';

/** Answers 0 when there is nothing more for it, 2 when nobody is there to give it anything. */
export function main(): Promise<number> | number {
  const port = parentPort;
  if (port === null) return 2;
  let orders: readonly SweepOrder[] = [];
  return new Promise((resolve) => {
    port.on('message', (message: ToThread) => {
      if (message.orders !== undefined) orders = message.orders;
      else if (message.share !== undefined) {
        const { order, from, to } = message.share;
        run(port, orders[order]!, from, to);
      } else {
        port.close();
        resolve(0);
      }
    });
  });
}

/** Each run is told as soon as it is done: a thread that dies loses one run, not all of them. */
function run(port: MessagePort, order: SweepOrder, from: number, to: number): void {
  const job = new SweepJob({ ...order, from, count: to });
  for (let told = 0; told < to - from + 1;) {
    job.advance(20_000);
    for (; told < job.outcomes.length; told++) {
      port.postMessage({ outcome: job.outcomes[told]! } satisfies FromThread);
    }
  }
}
