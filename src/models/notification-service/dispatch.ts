/** Turns notices into requests to providers, and judges what they answer. */
import type { MachineEvent } from '../../statechart/index.ts';
import { DOORBELL_TEXT, type PacketOf } from '../protocol/index.ts';
import {
  isIdle,
  laneKey,
  laneOf,
  type Lane,
  type Notice,
  type NotificationService,
} from './lanes.ts';
import { forgetToken, targetsOf } from './tokens.ts';

/** Our choice: a push is late long before. */
const RESPONSE_TIMEOUT_MS = 5000;
const ATTEMPTS_MOST = 4;
/** What APNs allows; FCM's collapse keys have no documented length. */
const COLLAPSE_ID_BYTES_MAX = 64;

export function receiveNotice(
  service: NotificationService,
  { user, name, text, sealed }: PacketOf<'notify'>,
): MachineEvent | undefined {
  for (const target of targetsOf(service, user)) {
    const lane = laneOf(service, user, target);
    if (service.knobs.pushCollapse === 'perUser') lane.waiting.length = 0;
    lane.waiting.push({ name, text, ...(sealed === undefined ? {} : { sealed }) });
    if (service.state('dispatch') !== 'backingOff') send(service, lane);
  }
  return isIdle(service) ? undefined : { type: 'DISPATCHED' };
}

/** Sends what waits in every lane, also what was on its way when the provider failed. */
export function dispatchAll(service: NotificationService): void {
  for (const lane of service.store.memory.lanes.values()) send(service, lane);
}

export function receiveResponse(
  service: NotificationService,
  response: PacketOf<'pushResponse'>,
  provider: number,
): MachineEvent | undefined {
  const { name, status, token = '' } = response;
  for (const lane of service.store.memory.lanes.values()) {
    if (lane.provider !== provider || lane.token !== token) continue;
    if (lane.flight?.name !== name) continue;
    if (status === 429 || status >= 500) return failed(service, lane);
    // 410 of APNs, 404 of FCM, and a token that never was.
    if (token !== '' && status !== 200) forgetToken(service, lane.user, response);
    // Anything else is final: accepted, or an error that another attempt would only repeat.
    return settle(service, lane);
  }
  return undefined;
}

export function responseTimedOut(
  service: NotificationService,
  key: string,
): MachineEvent | undefined {
  const lane = service.store.memory.lanes.get(key);
  return lane === undefined || lane.flight === null ? undefined : failed(service, lane);
}

function failed(service: NotificationService, lane: Lane): MachineEvent {
  service.stopTimer('response', laneKey(lane));
  const { flight } = lane;
  if (flight !== null && lane.attempts >= ATTEMPTS_MOST) {
    service.record('refused', { message: flight.name, reason: 'timeout', from: lane.provider });
    lane.flight = null;
    lane.attempts = 0;
  } else if (flight !== null) {
    // Back to the head of the line, unless something newer speaks for it.
    lane.flight = null;
    const isReplaced = service.knobs.pushCollapse === 'perUser' && lane.waiting.length > 0;
    if (!isReplaced) lane.waiting.unshift(flight);
  }
  return { type: isIdle(service) ? 'SETTLED' : 'OVERLOADED' };
}

function settle(service: NotificationService, lane: Lane): MachineEvent {
  service.stopTimer('response', laneKey(lane));
  lane.flight = null;
  lane.attempts = 0;
  if (service.state('dispatch') !== 'backingOff') send(service, lane);
  return { type: isIdle(service) ? 'SETTLED' : 'ANSWERED' };
}

function send(service: NotificationService, lane: Lane): void {
  if (lane.flight !== null) return;
  const notice = lane.waiting.shift();
  if (notice === undefined) return;
  lane.flight = notice;
  lane.attempts += 1;
  const { user, provider, token } = lane;
  const { pushPayload, pushCollapse, pushPriority, pushTtlS } = service.knobs;
  service.startTimer('response', RESPONSE_TIMEOUT_MS, laneKey(lane));
  service.send(provider, {
    type: 'pushRequest',
    user,
    ...(token === '' ? {} : { token }),
    name: notice.name,
    ...payloadOf(notice, pushPayload),
    collapseId: pushCollapse === 'perUser' ? collapseIdOf(user) : '',
    priority: pushPriority,
    ttlS: pushTtlS,
  });
}

/** What the provider gets to hold, and the phone to show. */
function payloadOf(
  { text, sealed }: Notice,
  policy: NotificationService['knobs']['pushPayload'],
): Pick<PacketOf<'pushRequest'>, 'text' | 'sealed'> {
  // What was never sealed cannot be sent sealed: then the push is a doorbell.
  if (policy === 'sealed' && sealed !== undefined) return { text: '', sealed };
  // Nor can words be sent that no server has.
  return { text: policy === 'clear' && text !== '' ? text : DOORBELL_TEXT };
}

/** Names of users are plain ASCII here, so a character is a byte. */
const collapseIdOf = (user: string): string => `chat-${user}`.slice(0, COLLAPSE_ID_BYTES_MAX);
