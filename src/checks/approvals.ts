/** Messages that wait for a person: until they trust a new key, no design can deliver them. */
import type { TraceRecord } from '../kernel/index.ts';
import { AWAITED, RECORD } from '../models/index.ts';

const APPROVAL = AWAITED.indexOf('keyApproval');

export class Approvals {
  static readonly kinds = ['awaiting'] as const;
  readonly #waiting = new Set<number>();

  step({ kind, message, a: awaited }: TraceRecord): void {
    if (kind !== RECORD.awaiting) return;
    if (awaited === APPROVAL) this.#waiting.add(message);
    else this.#waiting.delete(message);
  }

  /** Why a message is still at its sender's, or undefined when no person holds it up. */
  of(message: number, words: string): string | undefined {
    if (!this.#waiting.has(message)) return undefined;
    return `${words} waits until its sender trusts a new key`;
  }
}
