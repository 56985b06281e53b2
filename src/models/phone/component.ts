/** The phone: six machines over one store, and how it answers packets, people and timers. */
import type { Closing, Component } from '../protocol/index.ts';
import { appMachine } from './app-machine.ts';
import { receive } from './arrivals.ts';
import { CONNECT_TIMEOUT_MS, connectionMachine } from './connecting.ts';
import { fetchKey } from './contact-keys.ts';
import { fidelity } from './fidelity.ts';
import { noticeGap } from './inbox.ts';
import { inspect } from './inspection.ts';
import { phoneKnobs } from './knobs.ts';
import {
  askForDownloadUrl,
  askForUploadUrls,
  downloadMachine,
  endTransfer,
  sendCompletion,
  sendGet,
  sendPart,
  stalled,
  uploadMachine,
} from './media/index.ts';
import { networkMachine } from './network-machine.ts';
import { greetProvider } from './notifications.ts';
import { networkUp, operate } from './operations.ts';
import { retry } from './outbox.ts';
import { registerKeys } from './own-keys.ts';
import { isAndroid, tellMachines, type PhoneNode } from './phone-node.ts';
import { createPhoneStore } from './phone-store.ts';
import { heartbeatDelay, pollIsDue, pongDelay, sendPing } from './polling.ts';
import { radioMachine } from './radio-machine.ts';
import { abandonSocket, backoffDelay, dropSocket, greetServer, openSocket } from './session.ts';
import { askAgain } from './unopened.ts';

/** Our choice. Apple gives seconds, more on request; Android far longer, and varies by maker. */
const BACKGROUND_IOS_MS = 30_000;
const BACKGROUND_ANDROID_MS = 600_000;
/** The 3G radio of developer.android.com: 5 s at full power after a transfer, 12 s at half. */
const FULL_POWER_MS = 5000;
const LOW_POWER_MS = 12_000;
/** Our choice: a question about a photo is asked again after that; a failed transfer begins anew. */
const MEDIA_ANSWER_MS = 5000;
const MEDIA_RETRY_MS = 2000;

/** The phone. Settings: user, platform (ios, android), network (wifi, cellular), startsAtMs. */
export const phone: Component<PhoneNode> = {
  kind: 'phone',
  regions: [
    { name: 'app', machine: appMachine },
    { name: 'network', machine: networkMachine },
    { name: 'connection', machine: connectionMachine },
    { name: 'radio', machine: radioMachine },
    { name: 'upload', machine: uploadMachine },
    { name: 'download', machine: downloadMachine },
  ],
  knobs: phoneKnobs,
  fidelity,
  createStore: createPhoneStore,
  boot,
  receive,
  operate,
  timer,
  actions: {
    announceSuspension: (node) => tellMachines(node, 'SUSPEND'),
    openSocket,
    abandonSocket,
    greetServer,
    sendPing,
    askForUploadUrls,
    sendPart,
    sendCompletion,
    stopUpload: (node) => endTransfer(node, 'up', 'it was stopped'),
    askForDownloadUrl,
    sendGet,
    stopDownload: (node) => endTransfer(node, 'down', 'it was stopped'),
    dropSocket: (node, params) => dropSocket(node, (params as { closing: Closing }).closing),
  },
  delays: {
    backgroundGrace: (node) => (isAndroid(node) ? BACKGROUND_ANDROID_MS : BACKGROUND_IOS_MS),
    connectTimeout: () => CONNECT_TIMEOUT_MS,
    heartbeat: heartbeatDelay,
    pongTimeout: pongDelay,
    backoff: backoffDelay,
    fullPower: () => FULL_POWER_MS,
    lowPower: () => LOW_POWER_MS,
    uploadAnswer: () => MEDIA_ANSWER_MS,
    uploadRetry: () => MEDIA_RETRY_MS,
    downloadAnswer: () => MEDIA_ANSWER_MS,
    downloadRetry: () => MEDIA_RETRY_MS,
  },
  inspect,
};

/** The first start can be put off, so that a crowd does not all arrive in one instant. */
function boot(node: PhoneNode): void {
  const isFirst = node.store.disk.connections === 0;
  const startsAtMs = isFirst ? Number(node.spec.settings['startsAtMs'] ?? 0) : 0;
  if (startsAtMs > 0) return node.startTimer('start', startsAtMs);
  networkUp(node);
  if (!isFirst) greetProvider(node);
}

function timer(node: PhoneNode, name: string, key: string) {
  switch (name) {
    case 'tell':
      return { type: key };
    case 'start':
      networkUp(node);
      return undefined;
    case 'retry':
      retry(node, key);
      return undefined;
    case 'gap':
      noticeGap(node, key);
      return undefined;
    case 'register':
      registerKeys(node);
      return undefined;
    case 'keys':
      fetchKey(node, key);
      return undefined;
    case 'askAgain':
      askAgain(node, key);
      return undefined;
    case 'stall':
      return stalled(node, key);
    case 'pollDue':
      return pollIsDue();
    default:
      throw new Error(`phone "${node.name}" has no timer "${name}"`);
  }
}
