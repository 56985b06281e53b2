/** What a person does with the phone. */
import type { MachineEvent } from '../../statechart/index.ts';
import type { Operation } from '../protocol/index.ts';
import { trustNewKeys } from './key-arrivals.ts';
import { unlink } from './linked-devices.ts';
import { attach } from './media/index.ts';
import { greetProvider } from './notifications.ts';
import { typeMessage } from './outbox.ts';
import { isCompanion, type PhoneNode } from './phone-node.ts';
import { reinstallStore } from './phone-store.ts';
import { openConversation, readOnScreen } from './reading.ts';
import { askToAdd } from './groups.ts';
import { watch } from './watching.ts';

export function operate(node: PhoneNode, operation: Operation): MachineEvent | undefined {
  switch (operation.act) {
    case 'type':
      if (!mayUse(node, operation.conversation)) return undefined;
      typeMessage(node, operation.conversation, operation.text);
      return undefined;
    case 'attach':
      if (!mayUse(node, operation.conversation)) return undefined;
      attach(node, operation.conversation, operation.text, operation.bytes);
      return undefined;
    case 'open':
      if (!mayUse(node, operation.conversation)) return undefined;
      openConversation(node, operation.conversation);
      return undefined;
    case 'watch':
      watch(node, operation.user);
      return undefined;
    case 'add':
      askToAdd(node, operation.conversation, operation.user);
      return undefined;
    case 'acceptKeys':
      if (!mayUse(node, operation.conversation)) return undefined;
      trustNewKeys(node, operation.conversation);
      return undefined;
    case 'reinstall':
      reinstall(node);
      return undefined;
    case 'unlink':
      if (isCompanion(node)) unlink(node);
      else node.record('refused', { reason: 'badRequest', from: node.index });
      return undefined;
    case 'foreground':
    case 'launch':
      bringUp(node);
      readOnScreen(node);
      return undefined;
    case 'background':
      return { type: 'BACKGROUND' };
    case 'suspend':
      return { type: 'SUSPEND' };
    case 'kill':
      kill(node);
      return undefined;
    case 'airplane':
      switchAirplane(node, operation.on);
      return undefined;
  }
}

/** Whoever types or reads has the app in front of them. */
function mayUse(node: PhoneNode, conversation: string): boolean {
  if (!node.store.disk.conversations.has(conversation)) {
    node.record('refused', { reason: 'noConversation', from: node.index });
    return false;
  }
  bringUp(node);
  return true;
}

function bringUp(node: PhoneNode): void {
  const life = node.state('app');
  if (life === 'killed') node.step({ type: 'LAUNCH' });
  else if (life !== 'foreground') node.step({ type: 'FOREGROUND' });
}

/** The machines go first: they close the socket, which they find in memory. */
function kill(node: PhoneNode): void {
  if (node.state('app') === 'killed') return;
  node.step({ type: 'KILL' });
  node.store.crash();
}

/** Deleted with all it kept, private keys included, and started for the first time again. */
function reinstall(node: PhoneNode): void {
  node.record('reinstalled', { install: node.store.disk.keys.install + 1 });
  if (node.state('app') !== 'killed') node.step({ type: 'KILL' });
  for (const name of node.store.disk.outbox.keys()) {
    node.record('forgotten', { message: name, place: 'outbox' });
  }
  reinstallStore(node.store);
  node.step({ type: 'LAUNCH' });
}

function switchAirplane(node: PhoneNode, on: boolean): void {
  const isOff = node.state('network') === 'none';
  if (on === isOff) return;
  if (on) return node.step({ type: 'NETWORK_DOWN', listens: listens(node) });
  networkUp(node);
  greetProvider(node);
}

/** The network that the operating system finds: the setting `network`, else Wi-Fi. */
export function networkUp(node: PhoneNode): void {
  const bearer = String(node.spec.settings['network'] ?? 'wifi');
  node.step({ type: 'NETWORK_UP', bearer, listens: listens(node) });
}

const listens = (node: PhoneNode): boolean => node.knobs.backoffReset === 'onConnectivity';
