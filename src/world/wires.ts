/**
 * How long bytes take to leave. Packets of one connection leave one after the other, and all that a
 * node with a network card of its own sends goes through that card: small ones wait behind large ones.
 */
import { bytesCarried, type NodeSpec, type Packet } from '../models/index.ts';
import type { LinkSpec } from '../scenarios/index.ts';

export interface Wires {
  /** When a connection or a card is free again: by flow, and by -1 - node. */
  readonly freeAtUs: Map<number, number>;
  /** When a node hung up a connection, or died with all of them (-1). */
  readonly hungUp: Map<string, number>;
}

export const freshWires = (): Wires => ({ freeAtUs: new Map(), hungUp: new Map() });

/** Bits a microsecond are megabits a second. */
const BITS = 8;

/** When the packet's last byte has left. Only photos have bytes here; the rest just waits its turn. */
export function leavesAtUs(
  { freeAtUs }: Wires,
  wire: {
    readonly spec: LinkSpec;
    readonly flow: number;
    readonly from: number;
    readonly sender: NodeSpec;
    readonly packet: Packet;
  },
  nowUs: number,
): number {
  const { mbps } = wire.spec;
  const cardMbps = wire.sender.settings['nicMbps'];
  if (mbps === undefined && cardMbps === undefined) return nowUs;
  const bits = bytesCarried(wire.packet) * BITS;
  const through = (line: number, speed: number): number => {
    const free = Math.max(nowUs, freeAtUs.get(line) ?? 0);
    if (bits === 0) return free;
    const doneUs = free + Math.ceil(bits / speed);
    freeAtUs.set(line, doneUs);
    return doneUs;
  };
  const onLink = mbps === undefined ? nowUs : through(wire.flow, mbps);
  if (cardMbps === undefined) return onLink;
  return Math.max(onLink, through(-1 - wire.from, Number(cardMbps)));
}

/** Whether the sender hung up, or died, before the packet's last byte had left. */
export function isHungUp(
  { hungUp }: Wires,
  packet: {
    readonly from: number;
    readonly connection: number;
    readonly sentAtUs: number;
    readonly leavesAtUs: number;
  },
): boolean {
  const { from, connection, sentAtUs, leavesAtUs: leftUs } = packet;
  if (hungUp.size === 0 || leftUs === sentAtUs) return false;
  const struck = (at: number | undefined) => at !== undefined && sentAtUs <= at && at < leftUs;
  return struck(hungUp.get(`${from} ${connection}`)) || struck(hungUp.get(`${from} -1`));
}
