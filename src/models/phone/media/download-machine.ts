/** One download at a time: a URL asked for where the message has none, then the bytes. */
import { setup } from 'xstate';

type DownloadEvent = {
  type:
    | 'DOWNLOAD'
    | 'DOWNLOAD_URL'
    | 'DOWNLOADED'
    | 'DOWNLOAD_URL_REFUSED'
    | 'DOWNLOAD_FAILED'
    | 'DOWNLOAD_REFUSED'
    | 'DOWNLOAD_STOPPED'
    | 'NETWORK_DOWN'
    | 'SUSPEND'
    | 'KILL';
};

const stopped = { target: 'idle', actions: 'stopDownload' } as const;
const STOPS = {
  DOWNLOAD_STOPPED: stopped,
  NETWORK_DOWN: stopped,
  SUSPEND: stopped,
  KILL: stopped,
} as const;

export const downloadMachine = setup({
  types: { events: {} as DownloadEvent },
  actions: {
    askForDownloadUrl: () => {},
    sendGet: () => {},
    stopDownload: () => {},
  },
  delays: {} as Record<'downloadAnswer' | 'downloadRetry', number>,
}).createMachine({
  id: 'download',
  initial: 'idle',
  states: {
    idle: { on: { DOWNLOAD: 'asking' } },
    asking: {
      entry: 'askForDownloadUrl',
      after: { downloadAnswer: 'waiting' },
      on: { ...STOPS, DOWNLOAD_URL: 'fetching' },
    },
    fetching: {
      entry: 'sendGet',
      on: {
        ...STOPS,
        DOWNLOADED: 'idle',
        DOWNLOAD_URL_REFUSED: 'asking',
        DOWNLOAD_FAILED: 'waiting',
        // The photo cannot be had any more.
        DOWNLOAD_REFUSED: 'idle',
      },
    },
    waiting: { after: { downloadRetry: 'asking' }, on: STOPS },
  },
});
