/**
 * Which devices a message is meant for. A device that is linked to its user's phone has no history:
 * what was typed before it was linked is not meant for it, and once removed nothing is.
 */
import type { TraceRecord } from '../kernel/index.ts';
import type { MessageFacts } from '../measures/index.ts';
import { isCompanionDevice, RECORD } from '../models/index.ts';
import type { CheckContext } from './check.ts';

export class LinkedDevices {
  static readonly kinds = ['linked', 'unlinked'] as const;
  readonly #context: CheckContext;
  /** When each was linked last; one that was removed is not among them. */
  readonly #linkedUs = new Map<number, number>();

  constructor(context: CheckContext) {
    this.#context = context;
  }

  step({ kind, node, timeUs }: TraceRecord): void {
    if (kind === RECORD.linked) this.#linkedUs.set(node, timeUs);
    else if (kind === RECORD.unlinked) this.#linkedUs.delete(node);
  }

  /** Whether the message should come to this device, as far as the records go. */
  isMeantFor(device: number, { typedAtUs }: MessageFacts): boolean {
    const { design, topology } = this.#context;
    if (design['deviceFanOut'] !== 'device' || !isCompanionDevice(topology, device)) return true;
    return (this.#linkedUs.get(device) ?? Infinity) < typedAtUs;
  }
}
