/** The chat server: what it answers to each packet, timer and action. */
import type { MachineEvent } from '../../statechart/index.ts';
import type { Arrival, Component, Packet, PacketOf } from '../protocol/index.ts';
import { publish, retryBuffered } from './accept.ts';
import {
  forwardAnswered,
  logAnswered,
  producerExpired,
  redisAnswered,
  sqlAnswered,
  tableAnswered,
  unanswered,
} from './answers.ts';
import {
  assigned,
  coordinatorFound,
  fetched,
  groupHeartbeat,
  heartbeatAnswered,
  joinGroups,
  leaveGroups,
} from './consumer.ts';
import {
  askCoordinatorAgain,
  askLeadersAgain,
  COORDINATOR,
  LEADERS,
  leadersTold,
} from './log-cluster.ts';
import {
  askProducerIdAgain,
  attemptAgain,
  attemptAll,
  PRODUCE_AGAIN,
  PRODUCE_EXPIRES,
  PRODUCER_ID,
  producerIdTold,
} from './log-producer.ts';
import { fetchMoved, refetch } from './partitions.ts';
import { takeForward } from './deliver.ts';
import { fidelity } from './fidelity.ts';
import { inspect } from './inspect.ts';
import { chatServerKnobs } from './knobs.ts';
import { serverMachine } from './machine.ts';
import { addMember } from './membership.ts';
import { askDownload, askUpload, carryDown, carryUp, multipartCreated } from './media.ts';
import { passToken, relay, sync } from './offline.ts';
import { acknowledged, pushGivenUp, read, unacknowledged } from './acknowledgements.ts';
import { answerPoll, poll } from './polls.ts';
import { pollPresence, watch } from './presence.ts';
import { receiptForwarded } from './receipts.ts';
import { GIVE_AGAIN, giveAgain } from './redis-client.ts';
import type { Server } from './requests.ts';
import { passAskAgain, reseal } from './resealing.ts';
import { closeSocket, isOurs, ping, place } from './sockets.ts';
import { ChatServerStore } from './store.ts';

/** A restarted process until it serves. Our choice: long enough to be seen. */
const STARTUP_MS = 200;

/** The chat server. Settings: drainsAtMs, servesAgainAtMs: when a deployment takes it out, and back. */
export const chatServer: Component<Server> = {
  kind: 'chat-server',
  regions: [{ name: 'server', machine: serverMachine }],
  knobs: chatServerKnobs,
  fidelity,
  createStore: () => new ChatServerStore(),
  openSockets: ({ store, topology, knobs }) => [
    // Between two questions a polling phone has no connection that could be reset.
    ...(knobs.transport === 'polling' ? [] : [...store.memory.sockets]).map(
      ([to, { connection }]) => ({ to, connection }),
    ),
    ...[...store.memory.admissions.keys()].flatMap((connection) =>
      topology.ofKind('postgresql').map((to) => ({ to, connection })),
    ),
  ],
  boot,
  receive,
  timer,
  actions: {
    serve: (server) => {
      joinGroups(server);
      if (server.knobs.dedup === 'outbox') server.startTimer('relay', server.knobs.relayMs);
    },
    leave: leaveGroups,
  },
  // At the beginning of a run the deployment has long been up.
  delays: { startup: ({ store }) => (store.disk.requests === 0 ? 0 : STARTUP_MS) },
  inspect,
};

/** Times of a deployment are times of the run, whichever life of the process they fall into. */
function boot(server: Server): void {
  for (const name of ['drainsAtMs', 'servesAgainAtMs']) {
    const waitMs = Number(server.spec.settings[name] ?? -1) - server.localTimeUs() / 1000;
    if (waitMs > 0) server.startTimer(name, waitMs);
  }
}

function receive(server: Server, packet: Packet, arrival: Arrival): undefined {
  switch (packet.type) {
    case 'place':
      return void place(server, packet, arrival.from);
    case 'healthCheck':
      return void server.send(arrival.from, { type: 'healthReply' });
    case 'redisReply':
      return void redisAnswered(server, packet);
    case 'produceReply':
      return void logAnswered(server, packet);
    case 'rows':
      return void tableAnswered(server, packet);
    case 'sqlResult':
      return void sqlAnswered(server, packet);
    case 'forward':
      return void takeForward(server, packet, arrival.from);
    case 'forwardReply':
      return void forwardAnswered(server, packet);
    case 'forwardReceipt':
      return void receiptForwarded(server, packet);
    case 'assignment':
      return void assigned(server, packet);
    case 'fetchReply':
      return void fetched(server, packet);
    case 'multipartCreated':
      return void multipartCreated(server, packet);
    case 'mediaReceived':
    case 'mediaStored':
    case 'mediaCompleted':
    case 'mediaHead':
      return void carryDown(server, packet);
    case 'metadataReply':
    case 'coordinatorReply':
    case 'groupHeartbeatReply':
    case 'producerIdReply':
      return void onCluster(server, packet);
    default:
      if (packet.type === 'mediaPiece' && arrival.connection === 0) carryDown(server, packet);
      else onSocket(server, packet, arrival);
      return undefined;
  }
}

type FromCluster = PacketOf<
  'metadataReply' | 'coordinatorReply' | 'groupHeartbeatReply' | 'producerIdReply'
>;

/** What brokers tell a client that looks for its way among them. */
function onCluster(server: Server, packet: FromCluster): void {
  if (packet.type === 'coordinatorReply') coordinatorFound(server, packet);
  else if (packet.type === 'groupHeartbeatReply') heartbeatAnswered(server, packet);
  else if (packet.type === 'producerIdReply') producerIdTold(server, packet);
  else if (leadersTold(server, packet)) {
    attemptAll(server);
    fetchMoved(server, packet.topic);
  }
}

/** Packets of phones. A socket that this process does not know is answered as TCP does: a reset. */
function onSocket(server: Server, packet: Packet, arrival: Arrival): void {
  if (!isOurs(server, arrival)) {
    if (packet.type === 'close') return;
    server.record('refused', { reason: 'notConnected', from: arrival.from });
    server.send(arrival.from, { type: 'close' }, arrival.connection);
    return;
  }
  if (packet.type === 'publish') publish(server, packet, arrival);
  else if (packet.type === 'deliverAck') acknowledged(server, packet, arrival.from);
  else if (packet.type === 'readReceipt') read(server, packet, arrival.from);
  else if (packet.type === 'sync') sync(server, packet, arrival.from);
  else if (packet.type === 'ping') signOfLife(server, arrival);
  else if (packet.type === 'poll') askedForNews(server, arrival);
  else if (packet.type === 'watch') watch(server, arrival.from, packet.user);
  else if (packet.type === 'askAgain') passAskAgain(server, packet, arrival.from);
  else if (packet.type === 'reseal') reseal(server, packet, arrival);
  else if (packet.type === 'addMember') addMember(server, packet, arrival.from);
  else if (packet.type === 'registerToken') passToken(server, packet);
  else if (packet.type === 'askUpload') askUpload(server, packet, arrival.from);
  else if (packet.type === 'askDownload') askDownload(server, packet, arrival);
  else if ('transfer' in packet) carryUp(server, packet, arrival);
  else if (packet.type === 'close') closeSocket(server, arrival.from, 'client');
  else server.record('refused', { reason: 'badRequest', from: arrival.from });
}

function signOfLife(server: Server, arrival: Arrival): void {
  ping(server, arrival);
  pushGivenUp(server, arrival.from);
}

/** A question for news is a sign of life as well. */
function askedForNews(server: Server, arrival: Arrival): void {
  ping(server, arrival, false);
  pushGivenUp(server, arrival.from);
  poll(server, arrival);
}

function timer(server: Server, name: string, key: string): MachineEvent | undefined {
  if (name === 'drainsAtMs') return { type: 'DRAIN' };
  if (name === 'servesAgainAtMs') return { type: 'UNDRAIN' };
  if (name === 'rpc') unanswered(server, Number(key));
  else if (name === 'unacked') unacknowledged(server, key);
  else if (name === 'idle') closeSocket(server, Number(key), 'server');
  else if (name === 'groupHeartbeat') groupHeartbeat(server);
  else if (name === GIVE_AGAIN) giveAgain(server, Number(key));
  else if (name === 'presence') pollPresence(server);
  else if (name === 'refetch') refetch(server, key);
  else if (name === LEADERS) askLeadersAgain(server, key);
  else if (name === COORDINATOR) askCoordinatorAgain(server, key);
  else if (name === PRODUCER_ID) askProducerIdAgain(server);
  else if (name === PRODUCE_EXPIRES) producerExpired(server, Number(key));
  else if (name === PRODUCE_AGAIN) attemptAgain(server, Number(key));
  else if (name === 'buffered') retryBuffered(server, Number(key));
  else if (name === 'held') answerPoll(server, Number(key));
  else if (name === 'relay') {
    for (const [phone, { user }] of server.store.memory.sockets) relay(server, user, phone);
    server.startTimer('relay', server.knobs.relayMs);
  }
  return undefined;
}
