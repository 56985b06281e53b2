/** What the key registry says, and what it sets free: messages that waited for a key. */
import type { Packet } from '../protocol/index.ts';
import { acceptKeys, learnKey, stopFetching } from './contact-keys.ts';
import { sendOutbox } from './outbox.ts';
import { isRegistered, keysRegistered, registerKeys, replenish } from './own-keys.ts';
import type { PhoneNode } from './phone-node.ts';
import { sendResends } from './resealing.ts';
import { updateAllAwaited } from './ticks.ts';
import { askForAllUnopened, stopAsking } from './unopened.ts';

export const isFromRegistry = ({ type }: Packet): boolean =>
  type === 'keysRegistered' || type === 'keyBundle' || type === 'prekeysLow';

export function receiveFromRegistry(node: PhoneNode, packet: Packet): void {
  if (packet.type === 'keyBundle') {
    learnKey(node, packet);
    goOnSealing(node);
  } else if (packet.type === 'prekeysLow') replenish(node, packet);
  else if (packet.type === 'keysRegistered') {
    const isFirst = !isRegistered(node);
    keysRegistered(node, packet);
    if (isFirst && isRegistered(node)) askForAllUnopened(node);
  }
}

/** A new connection: own keys first, so that nobody is asked for a copy to a key they cannot find. */
export function greetRegistry(node: PhoneNode): void {
  registerKeys(node);
  sendResends(node);
  askForAllUnopened(node);
}

/** The connection is gone: nothing about keys is worth a retry. */
export function leaveRegistry(node: PhoneNode): void {
  node.stopTimer('register');
  stopFetching(node);
  stopAsking(node);
}

/** The owner of the phone has looked at the change and goes on with the new keys. */
export function trustNewKeys(node: PhoneNode, conversation: string): void {
  acceptKeys(node, conversation);
  goOnSealing(node);
}

function goOnSealing(node: PhoneNode): void {
  sendOutbox(node);
  sendResends(node);
  updateAllAwaited(node);
}
