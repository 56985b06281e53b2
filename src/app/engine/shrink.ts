/** A shrinking on the page: one worker of its own, ended with its answer or by a cancel. */
import type { ShrinkProgress, ShrinkResult } from '../../explore/index.ts';
import { TraceView } from '../../kernel/index.ts';
import { makeEngineWorker } from './engine.ts';
import type { ShrinkOrder } from './messages.ts';
import type { Cancellable } from './sweep.ts';
import { WatchedWorker, type MakeWorker } from './watched-worker.ts';

export interface ShrinkListener {
  progress?(progress: ShrinkProgress): void;
  /** The smallest run, and all of its records. */
  done(result: ShrinkResult, view: TraceView): void;
  failed(sentence: string): void;
}

const NOT_BROKEN = 'This run does not break the check any more; there is nothing to shrink.';
const DIED = 'The simulation stopped answering while it made the story shorter; try it once more.';

export function startShrink(
  order: ShrinkOrder,
  listener: ShrinkListener,
  makeWorker: MakeWorker = makeEngineWorker,
): Cancellable {
  const leave = () => cancel();
  const worker = new WatchedWorker(makeWorker, {
    hear(message) {
      if (message.type === 'shrinking') listener.progress?.(message.progress);
      else if (message.type === 'shrunk') {
        cancel();
        if (message.result === null) listener.failed(NOT_BROKEN);
        else {
          const view = new TraceView();
          for (const batch of message.records) view.appendBatch(batch);
          listener.done(message.result, view);
        }
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
  globalThis.addEventListener?.('pagehide', leave);
  worker.setBusy(true);
  worker.tell({ type: 'shrink', id: 'shrink', order });
  return { cancel };
}
