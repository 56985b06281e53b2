/** Animation frames that come when a test says so. */
import { vi } from 'vitest';

export class FrameClock {
  #nowMs = 1000;
  #waiting: { readonly id: number; readonly call: (nowMs: number) => void }[] = [];
  #count = 0;

  constructor() {
    vi.stubGlobal('requestAnimationFrame', (call: (nowMs: number) => void) => {
      this.#count++;
      this.#waiting.push({ id: this.#count, call });
      return this.#count;
    });
    vi.stubGlobal('cancelAnimationFrame', (id: number) => {
      this.#waiting = this.#waiting.filter((each) => each.id !== id);
    });
    vi.spyOn(performance, 'now').mockImplementation(() => this.#nowMs);
  }

  /** So many milliseconds pass, then a frame is drawn. */
  frame(elapsedMs: number): void {
    this.#nowMs += elapsedMs;
    const calls = this.#waiting;
    this.#waiting = [];
    for (const { call } of calls) call(this.#nowMs);
  }

  restore(): void {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  }
}
