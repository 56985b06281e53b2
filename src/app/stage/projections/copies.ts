/** Where the copies of every message lie now, and the way it has come. */
import { PLACES, RECORD, type Place } from '../../../models/index.ts';
import type { TraceRecord } from '../../../kernel/index.ts';
import type { Projection } from '../../playback/index.ts';

export interface Copy {
  readonly node: number;
  readonly place: Place;
  /** On disk: it outlives a crash. */
  readonly durable: boolean;
  readonly record: number;
}

/** A step of a message from one node to another. */
export interface Hop {
  readonly from: number;
  readonly to: number;
  readonly packet: number;
  readonly sent: number;
  /** The record of its arrival or loss, -1 while it is on its way. */
  ended: number;
  lost: boolean;
}

export interface MessageLife {
  copies: Copy[];
  hops: Hop[];
}

/** By the message's name id. */
export type Copies = Map<number, MessageLife>;

// A message that is tried for ever would otherwise make its own story grow without end.
const HOPS_KEPT = 400;

export function lifeOf(copies: Copies, message: number): MessageLife {
  let life = copies.get(message);
  if (life === undefined) copies.set(message, (life = { copies: [], hops: [] }));
  return life;
}

function store(copies: Copies, record: TraceRecord): void {
  const life = lifeOf(copies, record.message);
  const place = PLACES[record.a]!;
  const isThere = life.copies.some((each) => each.node === record.node && each.place === place);
  if (isThere) return;
  const durable = record.b === 1;
  life.copies.push({ node: record.node, place, durable, record: record.index });
}

function forget(copies: Copies, record: TraceRecord): void {
  const life = lifeOf(copies, record.message);
  const place = PLACES[record.a]!;
  life.copies = life.copies.filter((each) => each.node !== record.node || each.place !== place);
}

/** What was only in the memory of a node that crashes is gone. */
function crash(copies: Copies, node: number): void {
  for (const life of copies.values()) {
    if (life.copies.some((each) => each.node === node && !each.durable)) {
      life.copies = life.copies.filter((each) => each.node !== node || each.durable);
    }
  }
}

function leave(copies: Copies, record: TraceRecord): void {
  const { hops } = lifeOf(copies, record.message);
  hops.push({
    from: record.node,
    to: record.a,
    packet: record.b,
    sent: record.index,
    ended: -1,
    lost: false,
  });
  if (hops.length > HOPS_KEPT) hops.shift();
}

function arrive(copies: Copies, record: TraceRecord): void {
  const hop = lifeOf(copies, record.message).hops.findLast((each) => each.sent === record.cause);
  if (hop === undefined) return;
  hop.ended = record.index;
  hop.lost = record.kind === RECORD.lost;
}

export const copiesOfMessages: Projection<Copies> = {
  start: () => new Map(),
  apply(copies, record) {
    if (record.kind === RECORD.crashed) return crash(copies, record.node);
    if (record.message < 0) return;
    switch (record.kind) {
      case RECORD.stored:
        return store(copies, record);
      case RECORD.forgotten:
        return forget(copies, record);
      case RECORD.sent:
        return leave(copies, record);
      case RECORD.received:
      case RECORD.lost:
        return arrive(copies, record);
      default:
    }
  },
  copy: (copies) =>
    new Map(
      [...copies].map(([message, { copies: kept, hops }]) => [
        message,
        { copies: [...kept], hops: hops.map((hop) => ({ ...hop })) },
      ]),
    ),
};
