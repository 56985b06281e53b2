/** What every phone shows of every user it watches, beside the truth: shared by both presence checks. */
import type { TraceRecord } from '../kernel/index.ts';
import { RECORD, type RecordName } from '../models/index.ts';
import type { CheckContext } from './check.ts';
import { PresenceTruth } from './presence-truth.ts';

/** What one phone shows of one user. */
export interface Watch {
  readonly phone: number;
  readonly user: string;
  online: boolean;
  lastSeenMs: number;
  sinceUs: number;
  /** The record that changed it. */
  index: number;
}

/** Our choice: a poll that just missed the change, the one after it, and a slow way to the phone. */
const MARGIN_MS = 2000;

export class Watchers {
  static readonly kinds: readonly RecordName[] = ['belief', ...PresenceTruth.kinds];
  readonly truth: PresenceTruth;
  readonly ttlUs: number;
  /** What the truth may be older than its TTL. */
  readonly marginUs: number;
  readonly #context: CheckContext;
  readonly #watches = new Map<string, Watch>();

  constructor(context: CheckContext) {
    const { topology, names, design } = context;
    this.#context = context;
    this.truth = new PresenceTruth(topology, names);
    const numberOf = (knob: string): number => Number(design[knob] ?? 0);
    this.ttlUs = numberOf('presenceTtlMs') * 1000;
    this.marginUs = (2 * numberOf('presencePollMs') + numberOf('rpcTimeoutMs') + MARGIN_MS) * 1000;
  }

  all(): IterableIterator<Watch> {
    return this.#watches.values();
  }

  get size(): number {
    return this.#watches.size;
  }

  /** Tells `before` of everything that was so until now, then takes the record in. */
  step(record: TraceRecord, before: () => void): void {
    const { kind, node, a, b, c, timeUs, index } = record;
    if (kind === RECORD.received && !this.truth.isHeartbeat(record)) return;
    before();
    if (kind !== RECORD.belief) return this.truth.step(record);
    const user = this.#context.names.text(a);
    const next = { online: b === 1, lastSeenMs: c, sinceUs: timeUs, index };
    const known = this.#watches.get(`${node} ${user}`);
    if (known !== undefined) Object.assign(known, next);
    else this.#watches.set(`${node} ${user}`, { phone: node, user, ...next });
  }
}
