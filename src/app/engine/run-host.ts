/** One run inside the worker: advanced in slices, judged beside, kept in checkpoints for seeking. */
import { Checkpoints, type TraceBatch } from '../../kernel/index.ts';
import { checkContextOf, Judge } from '../../checks/index.ts';
import { createMeasures } from '../../measures/index.ts';
import { checkpointBytes, Run, type Checkpoint, type NodeInspection } from '../../world/index.ts';
import type { RunEnd, RunOrder } from './messages.ts';

/** Moments between two checkpoints: at most some tens of milliseconds of replay. */
const SPACING_MOMENTS = 10_000;
const CHECKPOINT_BYTES_MAX = 256 * 1024 * 1024;

export class RunHost {
  readonly #order: RunOrder;
  readonly #run: Run;
  readonly #judge: Judge;
  readonly #measures: ReturnType<typeof createMeasures>;
  readonly #checkpoints = new Checkpoints<Checkpoint>({
    spacingCost: SPACING_MOMENTS,
    maxBytes: CHECKPOINT_BYTES_MAX,
  });
  /** A second run at the place that was inspected last; it often goes on from there. */
  #cursor: Run | undefined;
  #judged = 0;
  #sent = 0;
  #keptAt = 0;

  constructor(order: RunOrder) {
    this.#order = order;
    this.#run = new Run(order);
    const { topology, trace } = this.#run;
    this.#judge = new Judge(order.scenario.checks, checkContextOf(order, topology, trace.names));
    this.#measures = createMeasures({ topology, names: trace.names });
    this.#keep();
  }

  /** Computes at most so many moments; true while there is more to compute. */
  advance(moments: number): boolean {
    const status = this.#run.advance(moments);
    const { trace } = this.#run;
    for (; this.#judged < trace.length; this.#judged++) {
      const record = trace.readRecord(this.#judged);
      this.#judge.step(record);
      this.#measures.step(record);
    }
    if (this.#checkpoints.isDue(this.#run.ordinal - this.#keptAt)) this.#keep();
    return status === 'running';
  }

  get hasUnsent(): boolean {
    return this.#sent < this.#run.trace.length;
  }

  /** The next records for the page; give a buffer that came back, or none to have one made. */
  cutBatch(most: number, buffer?: ArrayBuffer): TraceBatch {
    const batch = this.#run.trace.cutBatch(this.#sent, most, buffer);
    this.#sent += batch.count;
    return batch;
  }

  end(): RunEnd {
    const { stop, topology } = this.#run;
    return {
      status: stop === undefined ? 'finished' : 'stopped',
      stopSentence: stop?.sentence((node) => topology.nodes[node]?.name ?? String(node)) ?? '',
      digest: this.#run.digest(),
      events: this.#run.ordinal,
      verdicts: this.#judge.finish(),
      measures: this.#measures.summary(),
    };
  }

  /** A node's full contents after the moment with that ordinal. */
  inspect(node: number, ordinal: number): NodeInspection {
    if (this.#cursor === undefined || this.#cursor.ordinal > ordinal) {
      const start = this.#checkpoints.nearestBefore(ordinal);
      this.#cursor =
        start === undefined ? new Run(this.#order) : Run.from(start.image, this.#order);
    }
    this.#cursor.runTo({ ordinal });
    return this.#cursor.inspect(node);
  }

  #keep(): void {
    const image = this.#run.checkpoint();
    const { ordinal, timeUs } = image;
    const bytes = checkpointBytes(image);
    this.#checkpoints.add({ ordinal, timeUs, bytes, image });
    this.#keptAt = ordinal;
  }
}
