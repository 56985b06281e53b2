/** A worker in this thread: does real tasks between timers, and hangs or dies when it is told to. */
import type { FromWorker, ToWorker } from '../../../src/app/engine/messages.ts';
import { SearchTask } from '../../../src/app/engine/search-task.ts';
import {
  RunTask,
  ShrinkTask,
  SweepTask,
  type Task,
  type Tell,
} from '../../../src/app/engine/task.ts';

type Trouble = (message: ToWorker) => 'hang' | 'die' | undefined;

export class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  isTerminated = false;
  readonly #trouble: Trouble;
  readonly #runs = new Map<string, RunTask>();
  #isHanging = false;

  constructor(trouble: Trouble = () => undefined) {
    super();
    this.#trouble = trouble;
    FakeWorker.all.push(this);
    setTimeout(() => this.#tell({ type: 'alive' }), 0);
  }

  static make = (trouble?: Trouble) => () => new FakeWorker(trouble) as unknown as Worker;

  postMessage(message: ToWorker): void {
    setTimeout(() => this.#hear(structuredClone(message)), 0);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  #hear(message: ToWorker): void {
    const trouble = this.#trouble(message);
    if (trouble === 'hang') this.#isHanging = true;
    if (trouble === 'die') this.dispatchEvent(new Event('error'));
    if (trouble !== undefined || this.isTerminated || this.#isHanging) return;
    const { type } = message;
    if (type === 'cancel') this.#runs.delete(message.id);
    else if (type === 'inspect') {
      const { id, node, ordinal, request } = message;
      const inspection = this.#runs.get(id)?.host.inspect(node, ordinal) ?? null;
      this.#tell({ type: 'inspection', request, inspection });
    } else if (type !== 'buffer') this.#begin(message);
  }

  #begin(message: Extract<ToWorker, { order: unknown }>): void {
    try {
      const task = this.#taskOf(message);
      const step = () => {
        if (!this.isTerminated && !this.#isHanging && task.slice(once())) setTimeout(step, 0);
      };
      step();
    } catch (error) {
      this.#tell({ type: 'failed', id: message.id, sentence: (error as Error).message });
    }
  }

  #taskOf(message: Extract<ToWorker, { order: unknown }>): Task {
    const tell: Tell = (told) => this.#tell(told);
    if (message.type === 'run') {
      const task = new RunTask(message.id, message.order, tell);
      this.#runs.set(message.id, task);
      return task;
    }
    if (message.type === 'search') return new SearchTask(message.id, message.order, tell);
    if (message.type === 'shrink') return new ShrinkTask(message.id, message.order, tell);
    return new SweepTask(message.id, { ...message.order, ...message }, tell);
  }

  #tell(data: FromWorker): void {
    if (!this.isTerminated) this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** Time for one step, then it is up. */
function once(): () => boolean {
  let asked = 0;
  return () => ++asked > 1;
}
