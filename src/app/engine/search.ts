/** A search on the page: one worker of its own, ended with its answer or by a cancel. */
import { makeEngineWorker } from './engine.ts';
import type { SearchKind, SearchKinds, SearchOrder } from './search-orders.ts';
import type { Cancellable } from './sweep.ts';
import { WatchedWorker, type MakeWorker } from './watched-worker.ts';

export interface SearchListener<Kind extends SearchKind> {
  progress?(progress: SearchKinds[Kind]['progress']): void;
  done(result: SearchKinds[Kind]['result']): void;
  failed(sentence: string): void;
}

const DIED = 'The simulation stopped answering in the middle of its search; try it once more.';

export function startSearch<Kind extends SearchKind>(
  search: Kind,
  order: SearchKinds[Kind]['order'],
  listener: SearchListener<Kind>,
  makeWorker: MakeWorker = makeEngineWorker,
): Cancellable {
  const leave = () => cancel();
  const worker = new WatchedWorker(makeWorker, {
    hear(message) {
      // The worker answers to the order that it was given, so that kind and answer belong together.
      if (message.type === 'searching') {
        listener.progress?.(message.progress as SearchKinds[Kind]['progress']);
      } else if (message.type === 'found') {
        cancel();
        listener.done(message.result as SearchKinds[Kind]['result']);
      } else if (message.type === 'failed') {
        cancel();
        listener.failed(message.sentence);
      }
    },
    died() {
      globalThis.removeEventListener?.('pagehide', leave);
      listener.failed(DIED);
    },
  });
  const cancel = () => {
    globalThis.removeEventListener?.('pagehide', leave);
    worker.end();
  };
  // No worker outlives the page, not even in the cache of the back button.
  globalThis.addEventListener?.('pagehide', leave);
  worker.setBusy(true);
  worker.tell({ type: 'search', id: 'search', order: { search, order } as SearchOrder });
  return { cancel };
}
