/** The worker: does its tasks slice by slice, so that it always hears the page in between. */
import type { FromWorker, ToWorker } from './messages.ts';
import { SearchTask } from './search-task.ts';
import { RunTask, ShrinkTask, SweepTask, type Task } from './task.ts';

/** Long enough to be efficient, short enough to answer within a frame. */
const SLICE_MS = 12;
const ALIVE_MS = 250;

const runs = new Map<string, RunTask>();
/** What is still to be done; the newest is done first: it is the one that somebody waits for. */
const queue: { readonly id: string; readonly task: Task }[] = [];
const turn = new MessageChannel();
let turnPending = false;
let aliveAtMs = 0;

const tell = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'run':
      return begin(data.id, () => {
        const task = new RunTask(data.id, data.order, tell);
        runs.set(data.id, task);
        return task;
      });
    case 'sweep':
      return begin(data.id, () => new SweepTask(data.id, { ...data.order, ...data }, tell), 'last');
    case 'shrink':
      return begin(data.id, () => new ShrinkTask(data.id, data.order, tell));
    case 'search':
      return begin(data.id, () => new SearchTask(data.id, data.order, tell));
    case 'cancel':
      return forget(data.id);
    case 'buffer':
      return runs.get(data.id)?.giveBack(data.buffer);
    case 'inspect':
      return inspect(data);
  }
});
turn.port1.addEventListener('message', work);
turn.port1.start();
// The script has come: from now on silence means something.
tell({ type: 'alive' });

/** The shares of a sweep are done in the order in which they came. */
function begin(id: string, make: () => Task, turnOf: 'first' | 'last' = 'first'): void {
  try {
    const entry = { id, task: make() };
    if (turnOf === 'first') queue.push(entry);
    else queue.unshift(entry);
  } catch (error) {
    return fail(id, error);
  }
  takeTurn();
}

function forget(id: string): void {
  runs.delete(id);
  dequeue(id);
}

function dequeue(id: string): void {
  const place = queue.findIndex((each) => each.id === id);
  if (place >= 0) queue.splice(place, 1);
}

function inspect(asked: Extract<ToWorker, { type: 'inspect' }>): void {
  const { id, request, node, ordinal } = asked;
  try {
    const inspection = runs.get(id)?.host.inspect(node, ordinal) ?? null;
    tell({ type: 'inspection', request, inspection });
  } catch {
    tell({ type: 'inspection', request, inspection: null });
  }
}

function work(): void {
  turnPending = false;
  const last = queue.at(-1);
  if (last === undefined) return;
  const startedAtMs = performance.now();
  try {
    if (!last.task.slice(() => performance.now() - startedAtMs >= SLICE_MS)) dequeue(last.id);
  } catch (error) {
    fail(last.id, error);
  }
  if (startedAtMs - aliveAtMs > ALIVE_MS) {
    aliveAtMs = startedAtMs;
    tell({ type: 'alive' });
  }
  if (queue.length > 0) takeTurn();
}

function fail(id: string, error: unknown): void {
  forget(id);
  tell({ type: 'failed', id, sentence: error instanceof Error ? error.message : String(error) });
}

function takeTurn(): void {
  if (turnPending) return;
  turnPending = true;
  turn.port2.postMessage(null);
}
