/** The timers of a fake node: a plain list, soonest first, first armed first at equal time. */

export interface FakeTimer {
  /** The name given to startTimer, or 'region: delay' for a state's own `after`. */
  readonly name: string;
  readonly key: string;
  readonly dueUs: number;
}

interface ArmedTimer extends FakeTimer {
  readonly fire: () => void;
  readonly order: number;
}

export class FakeTimers {
  clockUs: number;
  private armed: ArmedTimer[] = [];
  private made = 0;

  constructor(startUs: number) {
    this.clockUs = startUs;
  }

  /** Arms a timer; one of the same name and key that waits already is replaced. */
  arm(name: string, key: string, delayMs: number, fire: () => void): void {
    this.remove(name, key);
    const dueUs = this.clockUs + Math.round(delayMs * 1000);
    this.armed.push({ name, key, dueUs, fire, order: (this.made += 1) });
  }

  remove(name: string, key: string): void {
    this.armed = this.armed.filter((each) => each.name !== name || each.key !== key);
  }

  clear(): void {
    this.armed = [];
  }

  list(): FakeTimer[] {
    return this.sorted().map(({ name, key, dueUs }) => ({ name, key, dueUs }));
  }

  /** Fires a waiting timer now, moving the clock on to its time. Throws when there is none. */
  due(name: string, key: string): void {
    const timer = this.sorted().find((each) => each.name === name && each.key === key);
    if (!timer) {
      const waiting = this.list().map((each) => `"${each.name}" "${each.key}"`);
      throw new Error(
        `no timer "${name}" "${key}" waits; waiting: ${waiting.join(', ') || 'none'}`,
      );
    }
    this.fire(timer);
  }

  /** Moves the clock on, firing what falls due in order; throws after `most` timers. */
  advanceMs(durationMs: number, most: number): void {
    const endUs = this.clockUs + durationMs * 1000;
    for (let fired = 0; ; fired += 1) {
      const next = this.sorted()[0];
      if (!next || next.dueUs > endUs) break;
      if (fired >= most) throw new Error(`more than ${most} timers; the next is "${next.name}"`);
      this.fire(next);
    }
    this.clockUs = endUs;
  }

  private sorted(): ArmedTimer[] {
    return [...this.armed].sort((a, b) => a.dueUs - b.dueUs || a.order - b.order);
  }

  private fire(timer: ArmedTimer): void {
    this.armed = this.armed.filter((each) => each !== timer);
    this.clockUs = Math.max(this.clockUs, timer.dueUs);
    timer.fire();
  }
}
