/** Does small pieces of work while nothing else is to be done, so that no frame waits for them. */

const PIECE_MS = 6;

export class IdleWork {
  readonly #work: (isTimeUp: () => boolean) => boolean;
  #waiting: number | undefined;

  /** @param work does a piece until the time is up; answers whether there is more to do. */
  constructor(work: (isTimeUp: () => boolean) => boolean) {
    this.#work = work;
  }

  /** Asks for pieces until there is nothing left to do. Asking twice is asking once. */
  ask(): void {
    if (this.#waiting !== undefined) return;
    // Safari has no idle callbacks; a short pause leaves room for input and drawing too.
    this.#waiting =
      typeof requestIdleCallback === 'function'
        ? requestIdleCallback(() => this.#piece(), { timeout: 500 })
        : Number(setTimeout(() => this.#piece(), 20));
  }

  stop(): void {
    if (this.#waiting === undefined) return;
    if (typeof cancelIdleCallback === 'function') cancelIdleCallback(this.#waiting);
    else clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }

  #piece(): void {
    this.#waiting = undefined;
    const endMs = performance.now() + PIECE_MS;
    if (this.#work(() => performance.now() >= endMs)) this.ask();
  }
}
