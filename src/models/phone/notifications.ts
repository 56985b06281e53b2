/** Pushes: the operating system shows them, and may let the app run for a while. */
import type { MachineEvent } from '../../statechart/index.ts';
import { DOORBELL_TEXT, type PacketOf } from '../protocol/index.ts';
import { isAndroid, send, type PhoneNode } from './phone-node.ts';
import { openOwnCopy } from './sealing.ts';

/**
 * A push reaches the device whatever the app does. It wakes a suspended app; one that was killed
 * only on Android, where the message starts its process again.
 */
export function receivePush(
  node: PhoneNode,
  push: PacketOf<'push'>,
  provider: number,
): MachineEvent {
  const { name } = push;
  const life = node.state('app');
  const { banners } = node.store.disk;
  // Without a name it only says that stored messages were discarded: nothing to show.
  if (name !== '' && life !== 'foreground' && !banners.has(name)) {
    node.record('banner', { message: name, text: wordsOf(node, push) });
  }
  banners.add(name);
  send(node, provider, { type: 'pushAck', name }, 0);
  return { type: 'PUSH', wakes: life === 'suspended' || (life === 'killed' && isAndroid(node)) };
}

/** A sealed push is opened on the device, by the part of the app that may run for every push. */
function wordsOf(node: PhoneNode, { name, text, sealed }: PacketOf<'push'>): string {
  if (sealed === undefined) return text;
  return openOwnCopy(node, name, sealed) ?? DOORBELL_TEXT;
}

/** The push provider of this phone's platform; undefined when there is none. */
export function ownProvider(node: PhoneNode): number | undefined {
  const flavour = isAndroid(node) ? 'fcm' : 'apns';
  const providers = node.topology.ofKind('push-provider');
  return providers.find(
    (provider) => (node.topology.nodes[provider]?.settings['flavour'] ?? flavour) === flavour,
  );
}

/** Back in a network, the device makes itself known to its provider, which then sends what it kept. */
export function greetProvider(node: PhoneNode): void {
  const own = ownProvider(node);
  if (own !== undefined) send(node, own, { type: 'pushAck', name: '' }, 0);
}
