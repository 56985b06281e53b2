/** One upload at a time: URLs asked for, part after part sent, completed. */
import { setup } from 'xstate';

type UploadEvent = {
  type:
    | 'UPLOAD'
    | 'UPLOAD_URLS'
    | 'PART_STORED'
    | 'PARTS_STORED'
    | 'UPLOADED'
    | 'UPLOAD_URL_REFUSED'
    | 'UPLOAD_FAILED'
    | 'UPLOAD_REFUSED'
    | 'UPLOAD_STOPPED'
    | 'NETWORK_DOWN'
    | 'SUSPEND'
    | 'KILL';
};

const stopped = { target: 'idle', actions: 'stopUpload' } as const;
/** Without a network nothing goes on, nor while the app may not run. */
const STOPS = {
  UPLOAD_STOPPED: stopped,
  NETWORK_DOWN: stopped,
  SUSPEND: stopped,
  KILL: stopped,
} as const;

export const uploadMachine = setup({
  types: { events: {} as UploadEvent },
  actions: {
    askForUploadUrls: () => {},
    sendPart: () => {},
    sendCompletion: () => {},
    stopUpload: () => {},
  },
  delays: {} as Record<'uploadAnswer' | 'uploadRetry', number>,
}).createMachine({
  id: 'upload',
  initial: 'idle',
  states: {
    idle: { on: { UPLOAD: 'asking' } },
    asking: {
      entry: 'askForUploadUrls',
      after: { uploadAnswer: 'waiting' },
      on: { ...STOPS, UPLOAD_URLS: 'sending', UPLOAD_FAILED: 'waiting' },
    },
    sending: {
      entry: 'sendPart',
      on: {
        ...STOPS,
        PART_STORED: { target: 'sending', reenter: true },
        PARTS_STORED: 'completing',
        UPLOADED: 'idle',
        UPLOAD_URL_REFUSED: 'asking',
        UPLOAD_FAILED: 'waiting',
        UPLOAD_REFUSED: 'idle',
      },
    },
    completing: {
      entry: 'sendCompletion',
      after: { uploadAnswer: { target: 'completing', reenter: true } },
      on: {
        ...STOPS,
        UPLOADED: 'idle',
        UPLOAD_URL_REFUSED: 'asking',
        UPLOAD_FAILED: 'waiting',
        UPLOAD_REFUSED: 'idle',
      },
    },
    waiting: { after: { uploadRetry: 'asking' }, on: STOPS },
  },
});
