/** What the platforms answer to a request that they will not take, under their own names. */
import { bytesOf, type PacketOf } from '../protocol/index.ts';
import { spendPush, spendRequest } from './allowances.ts';
import {
  COLLAPSE_ID_BYTES_MAX,
  FCM_LIFE_S,
  PAYLOAD_BYTES_MAX,
  TOPIC_PAYLOAD_BYTES_MAX,
  VOIP_PAYLOAD_BYTES_MAX,
} from './limits.ts';
import { flavourFor, type Flavour, type Provider } from './mailbox.ts';
import type { TokenState } from './tokens.ts';

export interface Answer {
  readonly status: number;
  /** '' where the push is accepted. */
  readonly reason: string;
  readonly timestampMs?: number;
}

/** Both Apple and FCM answer 200. */
const ACCEPTED: Answer = { status: 200, reason: '' };

/** Apple, Handling notification responses from APNs. Of several reasons of a status, one. */
export const APNS_REASONS: Readonly<Record<number, string>> = {
  400: 'BadCollapseId',
  403: 'ExpiredProviderToken',
  405: 'MethodNotAllowed',
  410: 'Unregistered',
  413: 'PayloadTooLarge',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

/** firebase.google.com, FCM error codes. */
export const FCM_ERRORS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  403: 'SENDER_ID_MISMATCH',
  404: 'UNREGISTERED',
  429: 'QUOTA_EXCEEDED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** Judges a request; one that is taken counts against the platform's allowances. */
export function answerTo(
  provider: Provider,
  devices: readonly number[],
  request: PacketOf<'pushRequest'>,
  token?: TokenState,
): Answer {
  const flavour = flavourFor(provider, devices[0] ?? token?.device ?? -1);
  const status = statusFor(provider, flavour, devices, request);
  if (status === 200) return ACCEPTED;
  // Where a status has several names, the one for this cause.
  if (flavour === 'apns' && status === 400) return { status, reason: badRequest(request) };
  if (flavour === 'apns' && status === 410 && token?.state === 'unknown') {
    return { status: 400, reason: 'BadDeviceToken' };
  }
  if (flavour === 'apns' && status === 410 && token?.state === 'ended') {
    return { status, reason: 'Unregistered', timestampMs: token.timestampMs };
  }
  const names = flavour === 'apns' ? APNS_REASONS : FCM_ERRORS;
  return { status, reason: names[status] ?? '' };
}

const badRequest = ({ ttlS = 0 }: PacketOf<'pushRequest'>): string =>
  ttlS < 0 ? 'BadExpirationDate' : 'BadCollapseId';

function statusFor(
  provider: Provider,
  flavour: Flavour,
  devices: readonly number[],
  request: PacketOf<'pushRequest'>,
): number {
  const isApns = flavour === 'apns';
  // A provider that is out of order says so whatever is asked: its setting `answers`.
  const answers = Number(provider.spec.settings['answers'] ?? 200);
  if (answers !== 200) return answers;
  if (!isApns && !spendRequest(provider)) return 429;
  if (devices.length === 0) return isApns ? 410 : 404;
  if (payloadBytes(request) > payloadLimit(flavour, request)) return isApns ? 413 : 400;
  if (isApns && bytesOf(request.collapseId) > COLLAPSE_ID_BYTES_MAX) return 400;
  const { ttlS = 0 } = request;
  if (ttlS < 0 || (!isApns && ttlS > FCM_LIFE_S)) return 400;
  if (isApns && !spendPush(provider, devices)) return 429;
  return 200;
}

const payloadBytes = ({ text, sealed = [] }: PacketOf<'pushRequest'>): number =>
  sealed.reduce((sum, copy) => sum + copy.length, bytesOf(text));

function payloadLimit(flavour: Flavour, { pushType, topic }: PacketOf<'pushRequest'>): number {
  if (flavour === 'apns') return pushType === 'voip' ? VOIP_PAYLOAD_BYTES_MAX : PAYLOAD_BYTES_MAX;
  return topic === undefined ? PAYLOAD_BYTES_MAX : TOPIC_PAYLOAD_BYTES_MAX;
}
