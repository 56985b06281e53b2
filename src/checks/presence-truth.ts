/** Who is online in truth, when that last changed, and when a server last heard of whom. */
import type { TraceRecord } from '../kernel/index.ts';
import type { ReadNames } from '../measures/index.ts';
import { pathBetween, RECORD, type RecordName, type Topology } from '../models/index.ts';
import { userOf } from './people.ts';

const FAULTS: readonly number[] = (
  ['crashed', 'restarted', 'paused', 'resumed', 'cut', 'healed', 'slowed', 'skewed'] as const
).map((name) => RECORD[name]);

interface Device {
  /** The server it believes to be connected to, -1 for none. */
  server: number;
  /** Of the last change of its connection. */
  changedUs: number;
}

/** The node itself, or its link to `peer`; peer -1 stands for all its links. */
const linkKey = (node: number, peer: number): string =>
  peer < 0 ? `${node}` : `${Math.min(node, peer)} ${Math.max(node, peer)}`;

const SIGNS_OF_LIFE = ['ping', 'poll'];

export class PresenceTruth {
  static readonly kinds: readonly RecordName[] = [
    'connected',
    'disconnected',
    'received',
    'crashed',
    'restarted',
    'paused',
    'resumed',
    'cut',
    'healed',
    'slowed',
    'skewed',
  ];
  readonly #topology: Topology;
  readonly #names: ReadNames;
  readonly #devices = new Map<number, Device>();
  readonly #down = new Set<number>();
  readonly #cuts = new Map<string, number>();
  /** By node: its last fault or cure; a cut of one link counts for both ends. */
  readonly #faultUs = new Map<number, number>();
  /** By user: when a server last had a sign of life. */
  readonly #lifeUs = new Map<string, number>();

  constructor(topology: Topology, names: ReadNames) {
    this.#topology = topology;
    this.#names = names;
  }

  step(record: TraceRecord): void {
    const { kind, node, timeUs, a } = record;
    if (FAULTS.includes(kind)) return this.#strike(record);
    const isPhone = this.#topology.nodes[node]?.kind === 'phone';
    if (kind === RECORD.received) {
      if (this.isHeartbeat(record)) this.#lifeUs.set(userOf(this.#topology, a), timeUs);
    } else if (isPhone && (kind === RECORD.connected || kind === RECORD.disconnected)) {
      const server = kind === RECORD.connected ? a : -1;
      this.#devices.set(node, { server, changedUs: timeUs });
    } else if (kind === RECORD.connected) {
      this.#lifeUs.set(userOf(this.#topology, a), timeUs);
    }
  }

  /** A ping, or a question for news, of a phone that has reached a server. */
  isHeartbeat({ kind, a: from, b }: TraceRecord): boolean {
    const isFromPhone = this.#topology.nodes[from]?.kind === 'phone';
    return kind === RECORD.received && isFromPhone && SIGNS_OF_LIFE.includes(this.#names.text(b));
  }

  /** At least one device has a connection that works. */
  isOnline(user: string): boolean {
    return this.#topology.devicesOf(user).some((device) => this.isConnected(device));
  }

  isConnected(phone: number): boolean {
    const server = this.#devices.get(phone)?.server ?? -1;
    if (server < 0 || this.#down.has(phone) || this.#down.has(server)) return false;
    const path = pathBetween(this.#topology, phone, server);
    return path.every((node, hop) => {
      const next = path[hop + 1];
      return !this.#isCut(node, -1) && (next === undefined || !this.#isCut(node, next));
    });
  }

  /** When the connection of one of the user's devices last came or went, by the device's word. */
  connectionUs(user: string): number {
    const devices = this.#topology.devicesOf(user);
    return Math.max(0, ...devices.map((device) => this.#devices.get(device)?.changedUs ?? 0));
  }

  /** The last fault or cure at any node that is not among these. */
  faultUs(except: readonly number[]): number {
    let lastUs = 0;
    for (const [node, timeUs] of this.#faultUs) {
      if (!except.includes(node)) lastUs = Math.max(lastUs, timeUs);
    }
    return lastUs;
  }

  /** When a server last had a heartbeat or a new connection of the user; -1 for never. */
  lifeUs(user: string): number {
    return this.#lifeUs.get(user) ?? -1;
  }

  #strike({ kind, node, timeUs, a: peer }: TraceRecord): void {
    this.#faultUs.set(node, timeUs);
    const isLink = kind === RECORD.cut || kind === RECORD.healed || kind === RECORD.slowed;
    if (isLink && peer >= 0) this.#faultUs.set(peer, timeUs);
    if (kind === RECORD.crashed || kind === RECORD.paused) this.#down.add(node);
    else if (kind === RECORD.restarted || kind === RECORD.resumed) this.#down.delete(node);
    else if (kind === RECORD.cut || kind === RECORD.healed) {
      const key = linkKey(node, peer);
      const cuts = (this.#cuts.get(key) ?? 0) + (kind === RECORD.cut ? 1 : -1);
      this.#cuts.set(key, Math.max(0, cuts));
    }
  }

  #isCut(node: number, peer: number): boolean {
    return (this.#cuts.get(linkKey(node, peer)) ?? 0) > 0;
  }
}
