/** A disposable worker: one lesson text in, one parsed lesson or its problems out. */
import { parseLesson } from '../../../lesson/index.ts';

self.addEventListener(
  'message',
  ({ data }: MessageEvent<{ readonly text: string; readonly fileName: string }>) => {
    self.postMessage(parseLesson(data.text, data.fileName));
  },
);

// The script has come: from now on its time counts.
self.postMessage('ready');
