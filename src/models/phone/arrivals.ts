/** Packets that reach the phone: for the operating system, for the present connection, or for none. */
import type { MachineEvent } from '../../statechart/index.ts';
import { messageOf, type Arrival, type Loss, type Packet } from '../protocol/index.ts';
import { noteCarried } from './data-meter.ts';
import { receiveDelivery, receiveSyncPage } from './inbox.ts';
import { isFromRegistry, receiveFromRegistry } from './key-arrivals.ts';
import { isExpected, isTransferred, receiveMedia } from './media/index.ts';
import { receivePush } from './notifications.ts';
import { receivePublishAck } from './outbox.ts';
import { isConnected, noteTraffic, send, type PhoneNode } from './phone-node.ts';
import { receivePollAnswer } from './polling.ts';
import { receiveToken } from './push-token.ts';
import { receiveAskAgain } from './resealing.ts';
import { receiveReceipt } from './ticks.ts';
import { receiveMemberAnswer } from './groups.ts';
import { receivePresence } from './watching.ts';

export function receive(
  node: PhoneNode,
  packet: Packet,
  arrival: Arrival,
): MachineEvent | undefined {
  if (node.state('network') === 'none') return lose(node, packet, arrival, 'cut');
  noteTraffic(node);
  if (packet.type === 'push') return receivePush(node, packet, arrival.from);
  if (packet.type === 'deviceToken') {
    receiveToken(node, packet.token, arrival.from);
    return undefined;
  }
  if (isFromRegistry(packet)) {
    // Requests to the registry live and die with the app's connection.
    if (!isConnected(node)) return lose(node, packet, arrival, 'closed');
    receiveFromRegistry(node, packet);
    return undefined;
  }
  if (isTransferred(packet)) {
    if (!isExpected(node, packet)) return lose(node, packet, arrival, 'closed');
    return receiveMedia(node, packet);
  }
  const { connection, server } = node.store.memory;
  if (connection === 0 || arrival.connection !== connection) return late(node, packet, arrival);
  if (isConnected(node) && arrival.from !== server) return late(node, packet, arrival);
  noteCarried(node, 'down', packet);
  if (!isConnected(node)) return receiveAnswer(node, packet, arrival);
  return receiveOnSocket(node, packet);
}

/** A packet of a connection that is over. A server that opens one is told so, as TCP would. */
function late(node: PhoneNode, packet: Packet, arrival: Arrival): undefined {
  lose(node, packet, arrival, 'closed');
  if (packet.type === 'opened') send(node, arrival.from, { type: 'close' }, arrival.connection);
}

function lose(node: PhoneNode, packet: Packet, { from }: Arrival, reason: Loss): undefined {
  node.record('lost', { message: messageOf(packet), from, packet: packet.type, reason });
}

/** The answer to our request for a connection, from a server or from the balancer. */
function receiveAnswer(
  node: PhoneNode,
  packet: Packet,
  arrival: Arrival,
): MachineEvent | undefined {
  switch (packet.type) {
    case 'opened':
      node.store.memory.server = arrival.from;
      return { type: 'OPENED' };
    case 'openRefused':
      return { type: 'REFUSED' };
    case 'close':
      return { type: 'CLOSED' };
    default:
      return late(node, packet, arrival);
  }
}

function receiveOnSocket(node: PhoneNode, packet: Packet): MachineEvent | undefined {
  switch (packet.type) {
    case 'pong':
      return { type: 'PONG' };
    case 'pollReply':
    case 'pollEmpty':
      return receivePollAnswer(node);
    case 'close':
      return { type: 'CLOSED' };
    case 'publishAck':
      receivePublishAck(node, packet);
      return undefined;
    case 'deliver':
      receiveDelivery(node, packet.message);
      return undefined;
    case 'syncPage':
      receiveSyncPage(node, packet);
      return undefined;
    case 'receipt':
      receiveReceipt(node, packet);
      return undefined;
    case 'askAgain':
      receiveAskAgain(node, packet);
      return undefined;
    case 'memberAnswer':
      receiveMemberAnswer(node, packet);
      return undefined;
    case 'presence':
      receivePresence(node, packet);
      return undefined;
    default:
      return receiveMedia(node, packet);
  }
}
