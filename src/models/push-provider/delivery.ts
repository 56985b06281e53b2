/** Pushes to devices: accepted at once, sent while the device answers, kept when it does not. */
import type { MachineEvent } from '../../statechart/index.ts';
import type { PacketOf, Refusal, SealedCopy } from '../protocol/index.ts';
import {
  devicesOf,
  flavourFor,
  isAlive,
  lifeS,
  mailboxOf,
  whatStays,
  type Mailbox,
  type Notification,
  type Provider,
} from './mailbox.ts';
import { answerTo } from './refusals.ts';
import { releaseAtUs } from './release.ts';
import { tokenState, type TokenState } from './tokens.ts';

/** Our choice, as the rest of how a provider finds out that a device is off. */
const ACK_TIMEOUT_MS = 5000;
const RETRY_BASE_MS = 10_000;
const ATTEMPTS_MOST = 6;

export function receiveRequest(
  provider: Provider,
  request: PacketOf<'pushRequest'>,
  from: number,
): MachineEvent {
  const { user, name, token } = request;
  const addressed = token === undefined ? undefined : tokenState(provider, token);
  const devices = addressed === undefined ? devicesOf(provider, user) : deviceBehind(addressed);
  const { status, reason, ...since } = answerTo(provider, devices, request, addressed);
  const of = token === undefined ? {} : { token };
  if (status !== 200) {
    provider.send(from, { type: 'pushResponse', name, status, reason, ...of, ...since });
    provider.record('refused', { message: name, reason: refusalFor(status), from });
    return whatItHolds(provider);
  }
  provider.send(from, { type: 'pushResponse', name, status, ...of });
  for (const device of devices) accept(provider, device, request);
  return whatItHolds(provider);
}

const deviceBehind = (addressed: TokenState): readonly number[] =>
  addressed.state === 'active' ? [addressed.device] : [];

const refusalFor = (status: number): Refusal => {
  if (status === 429) return 'overCapacity';
  return status >= 500 ? 'unavailable' : 'badRequest';
};

function accept(provider: Provider, device: number, request: PacketOf<'pushRequest'>): void {
  const { name, text, collapseId, sealed, ttlS } = request;
  const mailbox = mailboxOf(provider, device);
  const leavesAtUs = releaseAtUs(provider, device, request);
  const nowUs = provider.localTimeUs();
  // Throttled away, or now or never and not now: accepted all the same, and nobody is told.
  if (leavesAtUs === Infinity || (ttlS === 0 && leavesAtUs > nowUs)) return;
  mailbox.kept.push({
    name,
    text,
    collapseId,
    acceptedAtUs: nowUs,
    ttlS: lifeS(flavourFor(provider, device), ttlS),
    leavesAtUs,
    sent: false,
    ...copyAt(provider, device, sealed),
  });
  provider.record('stored', {
    message: name,
    place: 'provider',
    durable: 1,
    position: mailbox.kept.length,
  });
  if (mailbox.answers) pushUnsent(provider, device, mailbox);
  else trim(provider, device, mailbox);
}

/** Each device is sent its own copy only. */
function copyAt(
  { topology }: Provider,
  device: number,
  sealed: readonly SealedCopy[] | undefined,
): { readonly sealed?: readonly SealedCopy[] } {
  if (sealed === undefined) return {};
  const name = topology.nodes[device]?.name;
  return { sealed: sealed.filter((copy) => copy.device === name) };
}

/** A device has a push, or (with no name) is back in a network and says so. */
export function receiveAck(provider: Provider, name: string, device: number): MachineEvent {
  const mailbox = mailboxOf(provider, device);
  // What was sent before the device came back may have met nobody.
  if (name === '' && !mailbox.answers) {
    recall(mailbox);
    trim(provider, device, mailbox);
  } else if (name === '' && mailbox.discard === 'told') {
    mailbox.discard = 'none';
  }
  mailbox.answers = true;
  mailbox.attempts = 0;
  provider.stopTimer('retry', String(device));
  provider.stopTimer('ack', String(device));
  const rest = mailbox.kept.filter((each) => each.name !== name);
  if (rest.length < mailbox.kept.length) {
    provider.record('forgotten', { message: name, place: 'provider' });
  }
  mailbox.kept = rest;
  pushUnsent(provider, device, mailbox);
  if (isWaiting(mailbox)) provider.startTimer('ack', ACK_TIMEOUT_MS, String(device));
  return whatItHolds(provider);
}

/** The device has not acknowledged in time: it counts as off. */
export function deviceIsSilent(provider: Provider, device: number): MachineEvent {
  const mailbox = mailboxOf(provider, device);
  mailbox.answers = false;
  recall(mailbox);
  trim(provider, device, mailbox);
  mailbox.attempts += 1;
  if (mailbox.attempts <= ATTEMPTS_MOST) {
    let waitMs = RETRY_BASE_MS;
    for (let attempt = 1; attempt < mailbox.attempts; attempt += 1) waitMs *= 2;
    provider.startTimer('retry', waitMs, String(device));
  }
  return whatItHolds(provider);
}

/** One more attempt with what is stored; silence is noticed as before. */
export function tryAgain(provider: Provider, device: number): MachineEvent {
  const mailbox = mailboxOf(provider, device);
  recall(mailbox);
  trim(provider, device, mailbox);
  pushUnsent(provider, device, mailbox);
  return whatItHolds(provider);
}

function pushUnsent(provider: Provider, device: number, mailbox: Mailbox): void {
  // The clock runs from the first push without an answer: later ones must not put it off.
  const wasWaiting = isWaiting(mailbox);
  if (mailbox.discard === 'untold') {
    mailbox.discard = 'told';
    provider.send(device, { type: 'push', name: '', text: '' });
  }
  const nowUs = provider.localTimeUs();
  for (const notification of mailbox.kept) {
    if (notification.sent || notification.leavesAtUs > nowUs) continue;
    notification.sent = true;
    const { name, text, sealed } = notification;
    const push = { type: 'push', name, text } as const;
    provider.send(device, sealed === undefined ? push : { ...push, sealed });
  }
  if (!wasWaiting && isWaiting(mailbox)) {
    provider.startTimer('ack', ACK_TIMEOUT_MS, String(device));
  }
  const held = mailbox.kept.flatMap(({ leavesAtUs }) => (leavesAtUs > nowUs ? [leavesAtUs] : []));
  if (held.length === 0) return;
  provider.startTimer('window', (Math.min(...held) - nowUs) / 1000, String(device));
}

/** A burst or the device's maintenance window: what waited for it and is not too old leaves. */
export function windowOpens(provider: Provider, device: number): MachineEvent {
  const mailbox = mailboxOf(provider, device);
  const nowUs = provider.localTimeUs();
  forget(
    provider,
    mailbox,
    mailbox.kept.filter((each) => each.sent || isAlive(each, nowUs)),
  );
  if (mailbox.answers) pushUnsent(provider, device, mailbox);
  return whatItHolds(provider);
}

/** A push is on its way that the device has not acknowledged. */
const isWaiting = ({ kept, discard }: Mailbox): boolean =>
  discard === 'told' || kept.some(({ sent }) => sent);

function recall(mailbox: Mailbox): void {
  if (mailbox.discard === 'told') mailbox.discard = 'untold';
  for (const notification of mailbox.kept) notification.sent = false;
}

/** Applies the platform's limits on what is kept for a device that is off. */
function trim(provider: Provider, device: number, mailbox: Mailbox): void {
  const flavour = flavourFor(provider, device);
  const { kept, discarded } = whatStays(mailbox.kept, flavour, provider.localTimeUs());
  forget(provider, mailbox, kept);
  if (discarded) mailbox.discard = 'untold';
}

function forget(provider: Provider, mailbox: Mailbox, kept: readonly Notification[]): void {
  for (const each of mailbox.kept) {
    if (!kept.includes(each)) {
      provider.record('forgotten', { message: each.name, place: 'provider' });
    }
  }
  mailbox.kept = [...kept];
}

function whatItHolds({ store }: Provider): MachineEvent {
  const boxes = [...store.disk.mailboxes.values()];
  const holds = boxes.filter(({ kept, discard }) => kept.length > 0 || discard !== 'none');
  if (holds.length === 0) return { type: 'HOLDS_NOTHING' };
  return { type: holds.every(({ answers }) => answers) ? 'HOLDS_PUSHES' : 'HOLDS_STORED' };
}
