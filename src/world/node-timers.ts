/** The timers that nodes start by name and key: a retry for one message, one request's timeout. */
import { Names, type TimingWheel } from '../kernel/index.ts';

export interface NodeTimersImage {
  readonly names: readonly string[];
  readonly handles: readonly (readonly (readonly [number, number])[])[];
}

export class NodeTimers {
  #names = new Names();
  readonly #handles: Map<number, number>[];

  constructor(nodes: number) {
    this.#handles = Array.from({ length: nodes }, () => new Map<number, number>());
  }

  /** The number under which an event carries a timer's name and key. */
  id(name: string, key: string): number {
    return this.#names.id(`${name}\n${key}`);
  }

  named(id: number): { readonly name: string; readonly key: string } {
    const [name = '', key = ''] = this.#names.text(id).split('\n');
    return { name, key };
  }

  /** Starting a timer that runs already starts it anew. */
  started(node: number, id: number, handle: number, wheel: TimingWheel): void {
    this.stop(node, id, wheel);
    this.#of(node).set(id, handle);
  }

  stop(node: number, id: number, wheel: TimingWheel): void {
    const handle = this.#of(node).get(id);
    if (handle === undefined) return;
    wheel.cancel(handle);
    this.#of(node).delete(id);
  }

  /** Whether the event of this timer is the one that was started last; its handle is spent. */
  spend(node: number, id: number): boolean {
    return this.#of(node).delete(id);
  }

  stopAll(node: number, wheel: TimingWheel): void {
    for (const handle of this.#of(node).values()) wheel.cancel(handle);
    this.#of(node).clear();
  }

  save(): NodeTimersImage {
    const names: string[] = [];
    for (let id = 0; id < this.#names.length; id++) names.push(this.#names.text(id));
    return { names, handles: this.#handles.map((each) => [...each]) };
  }

  restore(image: NodeTimersImage): void {
    this.#names = new Names();
    for (const name of image.names) this.#names.id(name);
    this.#handles.forEach((each, node) => {
      each.clear();
      for (const [id, handle] of image.handles[node] ?? []) each.set(id, handle);
    });
  }

  #of(node: number): Map<number, number> {
    return this.#handles[node] as Map<number, number>;
  }
}
