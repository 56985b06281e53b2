/** What a packet between phone and server weighs, by the way in which the two are connected. */
import type { Way } from './enums.ts';
import type { Packet } from './packets.ts';
import { bytesOf } from './sealing.ts';

/** The ways in which a phone can be reached. */
export type Transport = 'websocket' | 'polling' | 'longPolling' | 'sse';

/** RFC 6455, 5.2: lengths up to here need no further bytes, then two, then eight. */
const SHORT_MAX = 125;
const MEDIUM_MAX = 65_535;
/** RFC 6455, 5.3: a client masks every frame with four bytes. */
const MASK_BYTES = 4;
/** WHATWG HTML, 9.2: each event stands between `data: ` and an empty line. */
const EVENT_BYTES = 8;

/** How many bytes come before a frame's payload: 2, 4 or 10, and 4 more from a client. */
export function headerBytes(payloadBytes: number, isMasked: boolean): number {
  const length = payloadBytes <= SHORT_MAX ? 2 : payloadBytes <= MEDIUM_MAX ? 4 : 10;
  return length + (isMasked ? MASK_BYTES : 0);
}

export interface HeaderSizes {
  readonly requestBytes: number;
  readonly responseBytes: number;
}

export interface CarriedBytes {
  readonly way: Way;
  readonly bytes: number;
  /** HTTP requests begun with it. */
  readonly requests: number;
}

/** Frames of their own kind, or a head without a body: nothing but the transport's own bytes. */
const BARE: readonly string[] = ['open', 'opened', 'ping', 'pong', 'close', 'poll'];
const ANSWERS: readonly string[] = ['opened', 'openRefused', 'pollReply', 'pollEmpty'];

/** The packet as JSON: our choice, and the same for every transport. */
export const payloadBytes = (packet: Packet): number =>
  BARE.includes(packet.type) || ANSWERS.includes(packet.type) ? 0 : bytesOf(JSON.stringify(packet));

/**
 * What one packet costs, from the phone's point of view. Without a socket each packet up is a request
 * of its own, whose answer is counted with it.
 */
export function carriedBytes(
  transport: Transport,
  way: Way,
  packet: Packet,
  { requestBytes, responseBytes }: HeaderSizes,
): readonly CarriedBytes[] {
  const payload = payloadBytes(packet);
  // Opening is a request in each of them: an upgrade, a stream's GET, the first question.
  if (packet.type === 'open') return [{ way: 'up', bytes: requestBytes, requests: 1 }];
  if (ANSWERS.includes(packet.type)) return [{ way: 'down', bytes: responseBytes, requests: 0 }];
  if (transport === 'websocket') {
    const bytes = payload + headerBytes(payload, way === 'up');
    return [{ way, bytes, requests: 0 }];
  }
  if (way === 'down') {
    const around = transport === 'sse' ? EVENT_BYTES : 0;
    return [{ way, bytes: payload + around, requests: 0 }];
  }
  const request = { way, bytes: requestBytes + payload, requests: 1 } as const;
  if (packet.type === 'poll') return [request];
  return [request, { way: 'down', bytes: responseBytes, requests: 0 }];
}
