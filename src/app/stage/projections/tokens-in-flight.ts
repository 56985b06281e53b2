/** Packets on the wire, those that lately did not arrive, and the way each message has come. */
import { LOSSES, RECORD, type Loss } from '../../../models/index.ts';
import type { TraceRecord } from '../../../kernel/index.ts';
import type { Projection } from '../../playback/index.ts';

export interface Flight {
  /** The record of its leaving: the packet's own number. */
  readonly record: number;
  readonly from: number;
  readonly to: number;
  /** Name ids: the packet's type, and the message it speaks of or -1. */
  readonly packet: number;
  readonly message: number;
  readonly sentUs: number;
  readonly flightUs: number;
}

export interface LostFlight extends Flight {
  readonly reason: Loss;
  readonly lostUs: number;
  readonly lostRecord: number;
}

export interface Tokens {
  flights: Map<number, Flight>;
  /** The latest losses, newest last. */
  losses: LostFlight[];
}

// Older crosses have faded long ago, at whatever speed the run is played.
const LOSSES_KEPT = 48;

function land(tokens: Tokens, record: TraceRecord): void {
  const flight = tokens.flights.get(record.cause);
  if (flight === undefined) return;
  tokens.flights.delete(record.cause);
  if (record.kind !== RECORD.lost) return;
  const reason = LOSSES[record.c]!;
  tokens.losses.push({ ...flight, reason, lostUs: record.timeUs, lostRecord: record.index });
  if (tokens.losses.length > LOSSES_KEPT) tokens.losses.shift();
}

export const tokensInFlight: Projection<Tokens> = {
  start: () => ({ flights: new Map(), losses: [] }),
  apply(tokens, record) {
    if (record.kind === RECORD.sent) {
      tokens.flights.set(record.index, {
        record: record.index,
        from: record.node,
        to: record.a,
        packet: record.b,
        message: record.message,
        sentUs: record.timeUs,
        flightUs: record.c,
      });
    } else if (record.kind === RECORD.received || record.kind === RECORD.lost) {
      land(tokens, record);
    }
  },
  copy: (tokens) => ({ flights: new Map(tokens.flights), losses: [...tokens.losses] }),
};

/** How far along its way a packet is: 0 when it leaves, 1 when it is due. */
export function progressOf(flight: Flight, nowUs: number): number {
  if (flight.flightUs <= 0) return 1;
  return Math.min(1, Math.max(0, (nowUs - flight.sentUs) / flight.flightUs));
}
