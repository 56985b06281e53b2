/**
 * Two or three buffers that go back and forth between two threads: a sender takes one, transfers
 * it filled, and gets it back when the receiver has read it. None free means the receiver is
 * behind: send later rather than more.
 */

export class BatchPool {
  private readonly free: ArrayBuffer[] = [];
  /** Buffers taken and not yet given back. */
  inFlight = 0;

  /** @throws RangeError unless there is at least one buffer of at least one byte. */
  constructor(buffers: number, bytesEach: number) {
    if (!(buffers >= 1 && bytesEach >= 1)) {
      throw new RangeError(`a pool needs buffers: got ${buffers} of ${bytesEach} bytes`);
    }
    for (let i = 0; i < buffers; i += 1) this.free.push(new ArrayBuffer(bytesEach));
  }

  /** A buffer to fill and transfer, or undefined while all are in flight. */
  take(): ArrayBuffer | undefined {
    const buffer = this.free.pop();
    if (buffer !== undefined) this.inFlight += 1;
    return buffer;
  }

  /**
   * Takes back what the receiver returned (a transferred buffer is a new object there and here).
   * @throws Error when more come back than were taken, or an empty (transferred away) one.
   */
  giveBack(buffer: ArrayBuffer): void {
    if (this.inFlight === 0) throw new Error('a buffer came back that was never taken');
    if (buffer.byteLength === 0) throw new Error('an empty buffer came back; transfer it back');
    this.inFlight -= 1;
    this.free.push(buffer);
  }
}
