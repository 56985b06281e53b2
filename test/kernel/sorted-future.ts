/** The slow, obvious queue that the timing wheel is compared with: a list kept in order. */

export interface PendingEvent {
  timeUs: number;
  kind: number;
  entity: number;
  a: number;
  b: number;
  cause: number;
  handle: number;
}

export class SortedFuture {
  nowUs = 0;
  private pending: PendingEvent[] = [];

  get size(): number {
    return this.pending.length;
  }

  /** Inserts after every event of the same or an earlier time: first in, first out. */
  schedule(event: PendingEvent): void {
    let at = this.pending.length;
    while (at > 0 && this.pending[at - 1]!.timeUs > event.timeUs) at -= 1;
    this.pending.splice(at, 0, event);
  }

  cancel(handle: number): void {
    this.pending = this.pending.filter((event) => event.handle !== handle);
  }

  has(handle: number): boolean {
    return this.pending.some((event) => event.handle === handle);
  }

  peekTimeUs(): number {
    return this.pending[0]?.timeUs ?? Infinity;
  }

  take(): PendingEvent | undefined {
    const event = this.pending.shift();
    if (event !== undefined) this.nowUs = event.timeUs;
    return event;
  }

  /** The n-th pending event in order, counted round and round. */
  nth(n: number): PendingEvent {
    return this.pending[n % this.pending.length]!;
  }

  all(): readonly PendingEvent[] {
    return this.pending;
  }

  copy(): SortedFuture {
    const copy = new SortedFuture();
    copy.nowUs = this.nowUs;
    copy.pending = [...this.pending];
    return copy;
  }
}
