/** A thread of a sweep: told its orders, it runs one share after the other until there is none. */
import { parentPort } from 'node:worker_threads';
import { SweepJob, type RunOutcome } from '../explore/index.ts';
import type { FromPool, SweepOrder } from './sweep-pool.ts';

/** Answers 0 when the pool has nothing more for it, 2 when nobody is there to give it anything. */
export function main(): Promise<number> | number {
  const port = parentPort;
  if (port === null) return 2;
  let orders: readonly SweepOrder[] = [];
  return new Promise((resolve) => {
    port.on('message', (message: FromPool) => {
      if (message.orders !== undefined) orders = message.orders;
      else if (message.share !== undefined) {
        const { order, from, to } = message.share;
        port.postMessage(runsOf(orders[order]!, from, to));
      } else {
        port.close();
        resolve(0);
      }
    });
  });
}

function runsOf(order: SweepOrder, from: number, to: number): readonly RunOutcome[] {
  const job = new SweepJob({ ...order, from, count: to });
  while (!job.advance(1_000_000).finished);
  return job.outcomes;
}
