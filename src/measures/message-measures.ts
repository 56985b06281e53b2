/** What becomes of messages: how many, how fast, how often twice. */
import type { TraceRecord } from '../kernel/index.ts';
import { RECORD, STATUSES } from '../models/index.ts';
import { Histogram } from './histogram.ts';
import { MessageBook } from './message-book.ts';

const SENT = STATUSES.indexOf('sent');
const DELIVERED = STATUSES.indexOf('delivered');
const READ = STATUSES.indexOf('read');
const FAILED = STATUSES.indexOf('failed');

/** Times run from the typing. A message counts once for each device that shows it. */
export class MessageMeasures {
  readonly #book = new MessageBook();
  readonly #toShown = new Histogram();
  readonly #toStatus = new Map(
    [SENT, DELIVERED, READ].map((status) => [status, new Histogram()] as const),
  );
  readonly #reached = new Map<number, number>();
  readonly #shown = new Set<string>();
  #shownTwice = 0;
  #absorbed = 0;
  #failed = 0;
  #banners = 0;
  #gaps = 0;

  step(record: TraceRecord): void {
    this.#book.step(record);
    if (record.kind === RECORD.shown) this.#show(record);
    else if (record.kind === RECORD.status) this.#tick(record);
    else if (record.kind === RECORD.duplicate) this.#absorbed++;
    else if (record.kind === RECORD.banner) this.#banners++;
    else if (record.kind === RECORD.gap) this.#gaps++;
  }

  summary(): Record<string, number> {
    return {
      messagesTyped: this.#book.size,
      messagesAcked: this.#toStatus.get(SENT)!.count,
      messagesDelivered: this.#toStatus.get(DELIVERED)!.count,
      messagesRead: this.#toStatus.get(READ)!.count,
      messagesFailed: this.#failed,
      messagesShown: this.#shown.size,
      ...percentiles('shown', this.#toShown),
      ...percentiles('firstTick', this.#toStatus.get(SENT)!),
      ...percentiles('secondTick', this.#toStatus.get(DELIVERED)!),
      ...percentiles('blueTicks', this.#toStatus.get(READ)!),
      duplicatesAbsorbed: this.#absorbed,
      duplicatesShown: this.#shownTwice,
      banners: this.#banners,
      gapsNoticed: this.#gaps,
    };
  }

  #show({ node, message, timeUs }: TraceRecord): void {
    const facts = this.#book.about(message);
    if (facts === undefined || facts.phone === node) return;
    const key = `${node} ${message}`;
    if (this.#shown.has(key)) {
      this.#shownTwice++;
      return;
    }
    this.#shown.add(key);
    this.#toShown.add(timeUs - facts.typedAtUs);
  }

  /** Two ticks at once are one tick too: every state up to the new one is reached now. */
  #tick({ node, message, a: status, timeUs }: TraceRecord): void {
    const facts = this.#book.about(message);
    if (facts?.phone !== node) return;
    if (status === FAILED) {
      this.#failed++;
      return;
    }
    const before = this.#reached.get(message) ?? 0;
    for (let step = before + 1; step <= status; step++) {
      this.#toStatus.get(step)?.add(timeUs - facts.typedAtUs);
    }
    this.#reached.set(message, Math.max(before, status));
  }
}

/** Milliseconds, to the microsecond; left out where nothing was measured. */
function percentiles(name: string, histogram: Histogram): Record<string, number> {
  if (histogram.count === 0) return {};
  const ms = (percent: number): number => histogram.percentile(percent) / 1000;
  return { [`${name}P50Ms`]: ms(50), [`${name}P95Ms`]: ms(95), [`${name}P99Ms`]: ms(99) };
}
