/** An engine without a worker: the same run host, advanced by the test, slice by slice. */
import { TraceView } from '../../../src/kernel/index.ts';
import { RunHost } from '../../../src/app/engine/run-host.ts';
import type { Engine, RunListener, RunOrder } from '../../../src/app/engine/index.ts';
import type { NodeInspection } from '../../../src/world/index.ts';

interface InlineJob {
  readonly host: RunHost;
  readonly listener: RunListener;
  readonly view: TraceView;
}

export class InlineEngine implements Engine {
  readonly orders: RunOrder[] = [];
  readonly #jobs = new Map<string, InlineJob>();
  readonly #hosts = new Map<string, RunHost>();
  /** Runs wait for advance() unless this is true. */
  readonly #isEager: boolean;

  constructor(isEager = true) {
    this.#isEager = isEager;
  }

  run(id: string, order: RunOrder, listener: RunListener): void {
    this.orders.push(order);
    const host = new RunHost(order);
    this.#jobs.set(id, { host, listener, view: new TraceView() });
    this.#hosts.set(id, host);
    if (this.#isEager) this.finish();
  }

  /** Computes a slice of every run that is under way. */
  advance(moments: number): void {
    for (const [id, { host, listener, view }] of this.#jobs) {
      const more = host.advance(moments);
      while (host.hasUnsent) view.appendBatch(host.cutBatch(4096));
      listener.grown(view);
      if (more) continue;
      this.#jobs.delete(id);
      listener.ended(host.end(), view);
    }
  }

  finish(): void {
    while (this.#jobs.size > 0) this.advance(100_000);
  }

  cancel(id: string): void {
    this.#jobs.delete(id);
    this.#hosts.delete(id);
  }

  inspect(id: string, node: number, ordinal: number): Promise<NodeInspection | null> {
    return Promise.resolve(this.#hosts.get(id)?.inspect(node, ordinal) ?? null);
  }

  dispose(): void {
    this.#jobs.clear();
    this.#hosts.clear();
  }
}
