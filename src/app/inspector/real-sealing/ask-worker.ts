/** Loaded only when somebody asks for real cryptography: the worker brings the libraries with it. */
import type { SealedForReal, SealingOrder } from './seal-for-real.ts';
import SealingWorker from './sealing.worker.ts?worker&inline';

/** Ends the worker when it has answered, when it fails, and when nobody waits any longer. */
export function askWorker(order: SealingOrder, signal: AbortSignal): Promise<SealedForReal> {
  const worker = new SealingWorker();
  return new Promise<SealedForReal>((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data as SealedForReal));
    worker.addEventListener('error', () =>
      reject(new Error('The cryptography could not be done.')),
    );
    signal.addEventListener('abort', () => reject(new Error('Nobody waits for it any longer.')));
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}
