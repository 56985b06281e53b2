/**
 * What a way of hearing of new messages costs one client: requests, bytes and delay, counted one by
 * one. Header sizes are inputs: they are a fact of one site and one browser, not of a protocol.
 */
import { headerBytes, type HeaderSizes } from '../protocol/index.ts';

/** What passes between one client and its server. Times ascend. */
export interface Traffic {
  readonly durationMs: number;
  readonly down: readonly Transfer[];
  readonly up: readonly Transfer[];
}

export interface Transfer {
  readonly atMs: number;
  readonly bytes: number;
}

export interface Cost {
  /** HTTP requests, those that open a stream included. */
  readonly requests: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** How long messages to the client waited at the server, on average. */
  readonly meanDelayMs: number;
  /** Of them, those that the client had not asked for by the end. */
  readonly undelivered: number;
}

/** In server-sent events each message stands between `data: ` and an empty line (WHATWG HTML, 9.2). */
const EVENT_BYTES = 'data: \n\n'.length;
/** The comment that keeps such a stream open, as WHATWG HTML suggests (about every 15 s). */
const COMMENT_BYTES = ':\n\n'.length;

/** A request every so often, the first after one interval; an answer brings all that has come. */
export function pollingCost(traffic: Traffic, headers: HeaderSizes, intervalMs: number): Cost {
  const tally = new Tally();
  let next = 0;
  for (let atMs = intervalMs; atMs <= traffic.durationMs; atMs += intervalMs) {
    tally.request(headers);
    for (; (traffic.down[next]?.atMs ?? Infinity) <= atMs; next++) {
      tally.deliver(traffic.down[next]!, atMs);
    }
  }
  post(tally, traffic.up, headers);
  return tally.cost(traffic.down.length - next);
}

/**
 * A request that the server holds until there is news or its patience ends; then the next one
 * follows, after `turnMs` on the way. What comes in between waits for it.
 */
export function longPollingCost(
  traffic: Traffic,
  headers: HeaderSizes,
  { holdMs, turnMs }: { readonly holdMs: number; readonly turnMs: number },
): Cost {
  const tally = new Tally();
  let next = 0;
  for (let heldMs = 0; heldMs < traffic.durationMs;) {
    tally.request(headers);
    const news = traffic.down[next]?.atMs ?? Infinity;
    const answerMs = Math.min(Math.max(heldMs, news), heldMs + holdMs);
    if (answerMs > traffic.durationMs) break;
    for (; (traffic.down[next]?.atMs ?? Infinity) <= answerMs; next++) {
      tally.deliver(traffic.down[next]!, answerMs);
    }
    heldMs = answerMs + turnMs;
  }
  post(tally, traffic.up, headers);
  return tally.cost(traffic.down.length - next);
}

/** Server-sent events: one answer that never ends; what the client says are requests of their own. */
export function eventStreamCost(traffic: Traffic, headers: HeaderSizes, keepAliveMs: number): Cost {
  const tally = new Tally();
  tally.request(headers);
  for (const transfer of traffic.down) {
    tally.deliver(transfer, transfer.atMs);
    tally.bytesDown += EVENT_BYTES;
  }
  tally.bytesDown += Math.floor(traffic.durationMs / keepAliveMs) * COMMENT_BYTES;
  post(tally, traffic.up, headers);
  return tally.cost(0);
}

/** One upgrade, then frames both ways, and a ping with its pong every so often. */
export function webSocketCost(traffic: Traffic, headers: HeaderSizes, pingMs: number): Cost {
  const tally = new Tally();
  tally.request(headers);
  for (const transfer of traffic.down) {
    tally.deliver(transfer, transfer.atMs);
    tally.bytesDown += headerBytes(transfer.bytes, false);
  }
  for (const { bytes } of traffic.up) tally.bytesUp += bytes + headerBytes(bytes, true);
  const pings = Math.floor(traffic.durationMs / pingMs);
  tally.bytesUp += pings * headerBytes(0, true);
  tally.bytesDown += pings * headerBytes(0, false);
  return tally.cost(0);
}

/** Bits a second that a crowd's polling costs in headers alone, both ways taken together. */
export const pollingBitsPerSecond = (
  clients: number,
  headerBytesEach: number,
  intervalMs: number,
): number => (clients * headerBytesEach * 8 * 1000) / intervalMs;

class Tally {
  requests = 0;
  bytesUp = 0;
  bytesDown = 0;
  #delivered = 0;
  #delayMs = 0;

  request({ requestBytes, responseBytes }: HeaderSizes): void {
    this.requests++;
    this.bytesUp += requestBytes;
    this.bytesDown += responseBytes;
  }

  deliver({ atMs, bytes }: Transfer, nowMs: number): void {
    this.bytesDown += bytes;
    this.#delivered++;
    this.#delayMs += nowMs - atMs;
  }

  cost(undelivered: number): Cost {
    const { requests, bytesUp, bytesDown } = this;
    const meanDelayMs = this.#delivered === 0 ? 0 : this.#delayMs / this.#delivered;
    return { requests, bytesUp, bytesDown, meanDelayMs, undelivered };
  }
}

function post(tally: Tally, up: readonly Transfer[], headers: HeaderSizes): void {
  for (const { bytes } of up) {
    tally.request(headers);
    tally.bytesUp += bytes;
  }
}
