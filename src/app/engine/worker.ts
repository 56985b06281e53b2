/** The worker: computes runs slice by slice, so that it always hears the page in between. */
import { RunHost } from './run-host.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** Long enough to be efficient, short enough to answer within a frame. */
const SLICE_MS = 12;
const MOMENTS_PER_STEP = 500;
const BATCH_RECORDS = 16_384;
const ALIVE_MS = 250;

const hosts = new Map<string, RunHost>();
const queue: string[] = [];
const buffers = new Map<string, ArrayBuffer[]>();
const turn = new MessageChannel();
let turnPending = false;
let aliveAt = 0;

const tell = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'run':
      return start(data.id, data.order);
    case 'cancel':
      return forget(data.id);
    case 'buffer':
      buffers.get(data.id)?.push(data.buffer);
      return;
    case 'inspect':
      return inspect(data);
  }
});
turn.port1.addEventListener('message', work);
turn.port1.start();

function start(id: string, order: Extract<ToWorker, { type: 'run' }>['order']): void {
  try {
    hosts.set(id, new RunHost(order));
  } catch (error) {
    return tell({ type: 'failed', id, sentence: sentenceOf(error) });
  }
  buffers.set(id, []);
  queue.push(id);
  takeTurn();
}

function forget(id: string): void {
  hosts.delete(id);
  buffers.delete(id);
  const place = queue.indexOf(id);
  if (place >= 0) queue.splice(place, 1);
}

function inspect(asked: Extract<ToWorker, { type: 'inspect' }>): void {
  const host = hosts.get(asked.id);
  const inspection = host?.inspect(asked.node, asked.ordinal) ?? null;
  tell({ type: 'inspection', request: asked.request, inspection });
}

/** The newest run first: it is the one that somebody waits for. */
function work(): void {
  turnPending = false;
  const id = queue.at(-1);
  const host = id === undefined ? undefined : hosts.get(id);
  if (id === undefined || host === undefined) return;
  try {
    if (!slice(id, host)) finish(id, host);
  } catch (error) {
    forget(id);
    tell({ type: 'failed', id, sentence: sentenceOf(error) });
  }
  if (queue.length > 0) takeTurn();
}

function slice(id: string, host: RunHost): boolean {
  const startedAt = performance.now();
  let more = true;
  while (more && performance.now() - startedAt < SLICE_MS) more = host.advance(MOMENTS_PER_STEP);
  if (host.hasUnsent) sendBatch(id, host);
  if (startedAt - aliveAt > ALIVE_MS) {
    aliveAt = startedAt;
    tell({ type: 'alive' });
  }
  return more;
}

function finish(id: string, host: RunHost): void {
  while (host.hasUnsent) sendBatch(id, host);
  const place = queue.indexOf(id);
  if (place >= 0) queue.splice(place, 1);
  tell({ type: 'end', id, end: host.end() });
}

function sendBatch(id: string, host: RunHost): void {
  const batch = host.cutBatch(BATCH_RECORDS, buffers.get(id)?.pop());
  tell({ type: 'batch', id, batch }, [batch.buffer]);
}

function takeTurn(): void {
  if (turnPending) return;
  turnPending = true;
  turn.port2.postMessage(null);
}

const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
