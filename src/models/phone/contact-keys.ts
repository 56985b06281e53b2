/** The keys of contacts' devices: asked for, trusted for a while, and what happens when one changes. */
import type { Awaited, Letter, PacketOf } from '../protocol/index.ts';
import { isSealing, registryOf } from './own-keys.ts';
import { isConnected, isLinkedTo, send, type PhoneNode } from './phone-node.ts';
import type { ContactKey } from './phone-store.ts';

/** The registry is asked again when it is silent, or has nothing yet. Our choice. */
const FETCH_AGAIN_MS = 3000;

/** Names of the devices that a message of this conversation is sealed to: all but this one. */
export function audienceOf(node: PhoneNode, conversation: string): readonly string[] {
  return devicesIn(node, conversation).filter((device) => !isMissing(node, device));
}

/** A linked device of somebody's that the registry does not know: nobody waits for its keys. */
const isMissing = (node: PhoneNode, device: string): boolean =>
  node.store.disk.contacts.get(device)?.isAbsent === true;

/** Every other device of the conversation's members, linked or not. */
export function devicesIn(node: PhoneNode, conversation: string): readonly string[] {
  return node.topology
    .membersOf(conversation)
    .flatMap((member) => node.topology.devicesOf(member))
    .filter((device) => device !== node.index)
    .map((device) => node.topology.nodes[device]?.name ?? '');
}

/** What stands between this phone and sealing something to a device; '' when nothing does. */
export function keyWait(node: PhoneNode, device: string): Awaited | '' {
  const contact = node.store.disk.contacts.get(device);
  if (contact === undefined || isOld(node, contact)) return 'recipientKey';
  if (contact.isAbsent === true) return 'recipientKey';
  return contact.offered !== '' && node.knobs.keyChange === 'block' ? 'keyApproval' : '';
}

/** The same for a whole conversation. */
export function keysWait(node: PhoneNode, conversation: string): Awaited | '' {
  if (!isSealing(node)) return '';
  for (const device of audienceOf(node, conversation)) {
    const wait = keyWait(node, device);
    if (wait !== '') return wait;
  }
  return '';
}

function isOld(node: PhoneNode, { checkedAtUs }: ContactKey): boolean {
  return node.localTimeUs() - checkedAtUs > node.knobs.keyCacheMs * 1000;
}

/** Asks the registry, unless that is under way or not needed. */
export function wantKey(node: PhoneNode, device: string): void {
  const { asking } = node.store.memory;
  const contact = node.store.disk.contacts.get(device);
  if ((contact !== undefined && !isOld(node, contact)) || asking.has(device)) return;
  asking.add(device);
  fetchKey(node, device);
}

/** Also when the registry was silent. */
export function fetchKey(node: PhoneNode, device: string): void {
  const registry = registryOf(node);
  if (registry < 0 || !isConnected(node)) return;
  const known = node.store.disk.contacts.get(device);
  const packet = { type: 'fetchKeys', device, known: known?.offered || known?.key || '' } as const;
  send(node, registry, packet, 0);
  node.startTimer('keys', FETCH_AGAIN_MS, device);
}

export function stopFetching(node: PhoneNode): void {
  const { asking } = node.store.memory;
  for (const device of asking) node.stopTimer('keys', device);
  asking.clear();
}

/** The key of a device may be out of date: the registry is asked before the next use. */
export function distrustCache(node: PhoneNode, device: string): void {
  const contact = node.store.disk.contacts.get(device);
  if (contact !== undefined) contact.checkedAtUs = -Infinity;
}

/** The registry's answer. A device without keys is asked for again by the timer that still runs. */
export function learnKey(node: PhoneNode, { device, key, prekey }: PacketOf<'keyBundle'>): void {
  if (key === '') return noteAbsent(node, device);
  const { asking } = node.store.memory;
  asking.delete(device);
  node.stopTimer('keys', device);
  const { contacts } = node.store.disk;
  const checkedAtUs = node.localTimeUs();
  const known = contacts.get(device);
  // The first key that is seen of a device is trusted, as everywhere (trust on first use).
  if (known === undefined || known.key === '') {
    contacts.set(device, { key, prekey, offered: '', checkedAtUs });
  } else {
    known.checkedAtUs = checkedAtUs;
    delete known.isAbsent;
    if (known.key === key) known.offered = '';
    else meetNewKey(node, device, known, { key, prekey });
  }
}

/** A linked device may be gone, or not there yet; a user's first device is asked for until it is. */
function noteAbsent(node: PhoneNode, device: string): void {
  if (!isLinkedTo(node, node.topology.indexOf(device))) return;
  const { contacts } = node.store.disk;
  node.store.memory.asking.delete(device);
  node.stopTimer('keys', device);
  const known = contacts.get(device) ?? { key: '', prekey: '', offered: '' };
  contacts.set(device, { ...known, checkedAtUs: node.localTimeUs(), isAbsent: true });
}

function meetNewKey(
  node: PhoneNode,
  device: string,
  contact: ContactKey,
  { key, prekey }: { readonly key: string; readonly prekey: string },
): void {
  if (node.knobs.keyChange !== 'silent' && contact.offered !== key) {
    const index = node.topology.indexOf(device);
    node.record('keyChanged', { device: index, before: contact.key, after: key });
  }
  contact.offered = key;
  // The registry gives a prekey once; an answer that was asked for again brings none.
  contact.prekey = prekey;
}

/** The key to seal to; call it when nothing stands in the way. */
export function trustedKey(node: PhoneNode, device: string): string {
  const contact = node.store.disk.contacts.get(device) as ContactKey;
  if (contact.offered !== '') adopt(contact);
  return contact.key;
}

/** Whom a letter is for, and with what it is sealed; call it when nothing stands in the way. */
export function letterTo(
  node: PhoneNode,
  device: string,
): Pick<Letter, 'device' | 'key' | 'prekey'> {
  const key = trustedKey(node, device);
  const { prekey } = node.store.disk.contacts.get(device) as ContactKey;
  return { device, key, prekey };
}

/** The owner of this phone takes the new keys in a conversation for those of its people. */
export function acceptKeys(node: PhoneNode, conversation: string): void {
  for (const device of audienceOf(node, conversation)) {
    const contact = node.store.disk.contacts.get(device);
    if (contact === undefined || contact.offered === '') continue;
    node.record('keyAccepted', { device: node.topology.indexOf(device), key: contact.offered });
    adopt(contact);
  }
}

function adopt(contact: ContactKey): void {
  contact.key = contact.offered;
  contact.offered = '';
}
