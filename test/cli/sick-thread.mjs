/** A thread of a sweep that reports made-up runs, and from run 31 on dies or hangs as it was told. */
import { parentPort, workerData } from 'node:worker_threads';

parentPort.on('message', ({ orders, share }) => {
  if (orders !== undefined) return;
  if (share === undefined) return parentPort.close();
  for (let nth = share.from; nth <= share.to; nth++) {
    if (nth > 30 && workerData !== 'sound') fail();
    const outcome = { seed: `sick/${nth}`, verdict: 'holds', verdicts: [], struck: [], events: 1 };
    parentPort.postMessage({ outcome });
  }
});

function fail() {
  if (workerData === 'throws') throw new Error('out of memory');
  if (workerData === 'exits') process.exit(3);
  for (;;);
}
