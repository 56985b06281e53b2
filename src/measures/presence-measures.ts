/** Presence that is wrong: keys that ran out while their user was connected all along. */
import type { TraceRecord } from '../kernel/index.ts';
import { RECORD, type Topology } from '../models/index.ts';
import type { ReadNames } from './node-words.ts';

const KEY = 'presence:';
const US_PER_HOUR = 3_600_000_000;

/**
 * A key that runs out is removed once, however late: at the next access or by the expire cycle. So
 * the removals are the false offlines, even those too short for any watcher to see.
 */
export class PresenceMeasures {
  readonly #topology: Topology;
  readonly #names: ReadNames;
  /** By phone: since when it is connected. */
  readonly #since = new Map<number, number>();
  #connectedUs = 0;
  #nowUs = 0;
  #offlines = 0;

  constructor(topology: Topology, names: ReadNames) {
    this.#topology = topology;
    this.#names = names;
  }

  step({ kind, node, timeUs, a }: TraceRecord): void {
    this.#nowUs = timeUs;
    if (kind === RECORD.expired) this.#expire(this.#names.text(a));
    else if (this.#topology.nodes[node]?.kind !== 'phone') return;
    else if (kind === RECORD.connected) this.#since.set(node, timeUs);
    else if (kind === RECORD.disconnected || kind === RECORD.crashed) this.#leave(node);
  }

  /** Nothing where no presence key ran out: most designs keep none. */
  summary(): Record<string, number> {
    if (this.#offlines === 0) return {};
    let connectedUs = this.#connectedUs;
    for (const sinceUs of this.#since.values()) connectedUs += this.#nowUs - sinceUs;
    return {
      falseOfflines: this.#offlines,
      falseOfflinesPerUserHour:
        connectedUs === 0 ? 0 : (this.#offlines * US_PER_HOUR) / connectedUs,
    };
  }

  #leave(phone: number): void {
    this.#connectedUs += this.#nowUs - (this.#since.get(phone) ?? this.#nowUs);
    this.#since.delete(phone);
  }

  #expire(key: string): void {
    if (!key.startsWith(KEY)) return;
    const devices = this.#topology.devicesOf(key.slice(KEY.length));
    if (devices.some((device) => this.#since.has(device))) this.#offlines += 1;
  }
}
