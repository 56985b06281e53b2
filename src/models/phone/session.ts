/** The life of one connection: asked for, opened, kept alive, dropped. */
import { purpose } from '../../kernel/index.ts';
import { nearestOf, type Closing } from '../protocol/index.ts';
import { reconnectWaitMs } from './connecting.ts';
import { stopWatchingGaps, syncAll } from './inbox.ts';
import { greetRegistry, leaveRegistry } from './key-arrivals.ts';
import { continueDownloads, continueUploads, isThroughServer } from './media/index.ts';
import { recallOutbox, sendOutbox } from './outbox.ts';
import { send, sendToServer, tellMachines, type PhoneNode } from './phone-node.ts';
import { userOf } from './phone-store.ts';
import { beginPolling } from './polling.ts';
import { greetPush } from './push-token.ts';
import { sendOwedReceipts } from './reading.ts';
import { updateAllAwaited } from './ticks.ts';
import { watchAgain } from './watching.ts';

const BACKOFF = purpose('phone/backoff');

export function openSocket(node: PhoneNode): void {
  const { disk, memory } = node.store;
  const balancer = nearestOf(node.topology, node.index, 'load-balancer');
  if (balancer < 0) {
    throw new Error(`phone "${node.name}" has no load balancer to connect to: add one`);
  }
  disk.connections += 1;
  memory.connection = disk.connections;
  memory.server = -1;
  const { connection } = memory;
  send(node, balancer, { type: 'open', user: userOf(node.spec), connection }, connection);
}

/** An attempt is given up: whatever still comes of it is not for us. */
export function abandonSocket(node: PhoneNode): void {
  node.store.memory.connection = 0;
}

/** The server has answered: first what was missed, then what waits here. */
export function greetServer(node: PhoneNode): void {
  const { disk, memory } = node.store;
  disk.sessions += 1;
  node.record('connected', { peer: memory.server, connection: memory.connection });
  updateAllAwaited(node);
  greetRegistry(node);
  syncAll(node);
  watchAgain(node);
  sendOwedReceipts(node);
  sendOutbox(node);
  greetPush(node);
  beginPolling(node);
  continueUploads(node);
  continueDownloads(node);
}

export function dropSocket(node: PhoneNode, closing: Closing): void {
  const { memory } = node.store;
  const { server, connection } = memory;
  // When the app stops, the operating system closes its socket in good order. A phone that gives up
  // on a silent server or has lost its network can tell nobody.
  if (closing === 'suspended' || closing === 'killed') sendToServer(node, { type: 'close' });
  recallOutbox(node);
  stopWatchingGaps(node);
  leaveRegistry(node);
  if (isThroughServer(node) && (memory.media.up !== null || memory.media.down !== null)) {
    node.hangUp(connection);
    tellMachines(node, 'UPLOAD_STOPPED');
    tellMachines(node, 'DOWNLOAD_STOPPED');
  }
  memory.connection = 0;
  memory.server = -1;
  node.record('disconnected', { peer: server, connection, closing });
  updateAllAwaited(node);
}

/** The wait before the next attempt, in milliseconds, keyed by phone, outage and attempt. */
export function backoffDelay(node: PhoneNode): number {
  const outage = node.store.disk.sessions;
  const failures = Number(node.context('connection', 'attempt'));
  const isOnline = node.context('connection', 'online') === true;
  const draw = (failure: number) => node.luck(BACKOFF, node.name, outage, failure);
  return reconnectWaitMs(node.knobs, isOnline, failures, draw);
}
