/** Photos: how long they take from one screen to the other, what is sent in vain, what caches save. */
import type { TraceRecord } from '../kernel/index.ts';
import { CACHE_OUTCOMES, RECORD } from '../models/index.ts';
import { Histogram } from './histogram.ts';

/** What of these a run may tell; it tells none where nobody sends a photo. */
export const MEDIA_MEASURES: readonly string[] = [
  'photosSent',
  'photosDownloaded',
  'photoP50Ms',
  'photoP95Ms',
  'photoP99Ms',
  'bytesInVain',
  'cacheHitShare',
  ...CACHE_OUTCOMES.map((outcome) => `cacheAnswers.${outcome}`),
];

export class MediaMeasures {
  readonly #sentUs = new Map<number, number>();
  readonly #downloads = new Histogram();
  readonly #answers = CACHE_OUTCOMES.map(() => 0);
  #inVain = 0;

  step({ kind, message, timeUs, b }: TraceRecord): void {
    if (kind === RECORD.attached) this.#sentUs.set(message, timeUs);
    else if (kind === RECORD.interrupted) this.#inVain += b;
    else if (kind === RECORD.cached) this.#answers[b] = this.#answers[b]! + 1;
    else if (kind === RECORD.downloaded) {
      const sentUs = this.#sentUs.get(message);
      if (sentUs !== undefined) this.#downloads.add(timeUs - sentUs);
    }
  }

  summary(): Record<string, number> {
    if (this.#sentUs.size === 0) return {};
    const times = [50, 95, 99].map((percent): [string, number] => [
      `photoP${percent}Ms`,
      this.#downloads.percentile(percent) / 1000,
    ]);
    return {
      photosSent: this.#sentUs.size,
      photosDownloaded: this.#downloads.count,
      ...(this.#downloads.count === 0 ? {} : Object.fromEntries(times)),
      bytesInVain: this.#inVain,
      ...this.#caches(),
    };
  }

  /** A request that joins a fetch costs the origin nothing, and is no hit all the same. */
  #caches(): Record<string, number> {
    const [hits = 0, misses = 0, joined = 0] = this.#answers;
    const asked = hits + misses + joined;
    if (asked === 0) return {};
    const told = CACHE_OUTCOMES.map((outcome, at): [string, number] => [
      `cacheAnswers.${outcome}`,
      this.#answers[at]!,
    ]);
    return { cacheHitShare: hits / asked, ...Object.fromEntries(told) };
  }
}
