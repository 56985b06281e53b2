/** What crosses the network and what waits: packets, losses, retries, connections, queues. */
import type { TraceRecord } from '../kernel/index.ts';
import { LOSSES, RECORD, regionOf, type Topology } from '../models/index.ts';
import type { ReadNames } from './node-words.ts';
import { Gauge, Rate, type Series } from './series.ts';

/** Packets that are sent again when nobody answers. A message has one first attempt of each. */
const RETRIED = ['publish', 'deliver'];

/** What the data meters of phones tell, where there are any. */
export const METER_MEASURES: readonly string[] = ['bytesUp', 'bytesDown', 'httpRequests'];

export class WireMeasures {
  readonly #topology: Topology;
  readonly #names: ReadNames;
  readonly #packets = new Map<string, number>();
  readonly #losses = new Map<string, number>();
  /** Packets from one region to another. */
  readonly #crossings = new Map<string, number>();
  readonly #attempted = new Set<string>();
  #retries = 0;
  #refusals = 0;
  #crashes = 0;
  /** What the phones' data meters say, up and down, where they have any. */
  readonly #carried = [0, 0];
  #requests = 0;
  #connects = 0;
  #disconnects = 0;
  readonly #inFlight = new Gauge();
  readonly #open = new Gauge();
  readonly #attempts = new Rate();
  readonly #connectedPhones = new Set<number>();
  readonly #queues = new Map<number, Gauge>();

  constructor(topology: Topology, names: ReadNames) {
    this.#topology = topology;
    this.#names = names;
  }

  step(record: TraceRecord): void {
    const { kind, timeUs, node } = record;
    if (kind === RECORD.sent) this.#send(record);
    else if (kind === RECORD.received) this.#inFlight.add(timeUs, -1);
    else if (kind === RECORD.lost) {
      this.#inFlight.add(timeUs, -1);
      count(this.#losses, LOSSES[record.c] ?? 'unknown');
    } else if (kind === RECORD.refused) this.#refusals++;
    else if (kind === RECORD.crashed) {
      this.#crashes++;
      if (this.#connectedPhones.delete(node)) this.#disconnects++;
      this.#open.set(timeUs, this.#connectedPhones.size);
    } else if (kind === RECORD.connected) this.#connect(node, timeUs);
    else if (kind === RECORD.disconnected) this.#disconnect(node, timeUs);
    else if (kind === RECORD.carried) this.#carry(record);
    else if (kind === RECORD.queue) this.#queue(node).set(timeUs, record.a);
  }

  summary(): Record<string, number> {
    const queues = [...this.#queues].map(([node, gauge]): [string, number] => [
      `queueDepthMax.${this.#topology.nodes[node]?.name ?? node}`,
      gauge.highest,
    ]);
    return {
      packetsSent: total(this.#packets),
      ...dotted('packetsSent', this.#packets),
      packetsLost: total(this.#losses),
      ...dotted('packetsLost', this.#losses),
      ...this.#crossingCounts(),
      packetsInFlightMax: this.#inFlight.highest,
      retries: this.#retries,
      refusals: this.#refusals,
      crashes: this.#crashes,
      ...this.#meters(),
      connects: this.#connects,
      disconnects: this.#disconnects,
      connectionAttempts: this.#attempts.total,
      connectionAttemptsPerSecondMax: this.#attempts.highest,
      openConnectionsMax: this.#open.highest,
      ...Object.fromEntries(queues),
    };
  }

  series(): readonly Series[] {
    const queues = [...this.#queues].map(([node, gauge]) =>
      gauge.series(`queueDepth.${this.#topology.nodes[node]?.name ?? node}`, 'packets'),
    );
    return [
      this.#inFlight.series('packetsInFlight', 'packets'),
      this.#open.series('openConnections', 'connections'),
      this.#attempts.series('connectionAttemptsPerSecond', '1/s'),
      ...queues,
    ];
  }

  #crosses(from: number, to: number): boolean {
    const [here, there] = [regionOf(this.#topology, from), regionOf(this.#topology, to)];
    return here !== '' && there !== '' && here !== there;
  }

  /** Nothing in a deployment of one region. */
  #crossingCounts(): Record<string, number> {
    if (this.#crossings.size === 0) return {};
    return {
      regionCrossings: total(this.#crossings),
      ...dotted('regionCrossings', this.#crossings),
    };
  }

  #send({ node, timeUs, message, a: to, b }: TraceRecord): void {
    const packet = this.#names.text(b);
    if (this.#crosses(node, to)) count(this.#crossings, packet);
    count(this.#packets, packet);
    this.#inFlight.add(timeUs, 1);
    if (packet === 'open' && this.#topology.nodes[node]?.kind === 'phone') {
      this.#attempts.count(timeUs);
    }
    if (message < 0 || !RETRIED.includes(packet)) return;
    // A group's deliveries go to many phones; a publish may go to another server next time.
    const key = `${packet} ${message} ${packet === 'publish' ? node : to}`;
    if (this.#attempted.has(key)) this.#retries++;
    else this.#attempted.add(key);
  }

  #meters(): Record<string, number> {
    const [bytesUp, bytesDown] = this.#carried as [number, number];
    if (bytesUp + bytesDown === 0) return {};
    return { bytesUp, bytesDown, httpRequests: this.#requests };
  }

  #carry({ a: way, b: bytes, c: requests }: TraceRecord): void {
    this.#carried[way] = this.#carried[way]! + bytes;
    this.#requests += requests;
  }

  /** Phones and servers both write down a connection: phones are counted. */
  #connect(node: number, timeUs: number): void {
    if (this.#topology.nodes[node]?.kind !== 'phone') return;
    this.#connects++;
    this.#connectedPhones.add(node);
    this.#open.set(timeUs, this.#connectedPhones.size);
  }

  #disconnect(node: number, timeUs: number): void {
    if (!this.#connectedPhones.delete(node)) return;
    this.#disconnects++;
    this.#open.set(timeUs, this.#connectedPhones.size);
  }

  #queue(node: number): Gauge {
    const known = this.#queues.get(node);
    if (known !== undefined) return known;
    const fresh = new Gauge();
    this.#queues.set(node, fresh);
    return fresh;
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const value of counts.values()) sum += value;
  return sum;
}

function dotted(name: string, counts: ReadonlyMap<string, number>): Record<string, number> {
  const entries = [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [`${name}.${key}`, value]));
}
