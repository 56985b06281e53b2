/** Real cryptography takes its time: it is done here, away from the page. */
import { sealForReal, type SealingOrder } from './seal-for-real.ts';

self.addEventListener('message', ({ data }: MessageEvent<SealingOrder>) => {
  self.postMessage(sealForReal(data));
});
