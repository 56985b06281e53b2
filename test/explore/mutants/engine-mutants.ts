/** Bugs of the engine itself: its trace says what cannot be. */
import type { CreateRun, ExploredRun } from '../../../src/explore/index.ts';
import { Trace, type TraceRecord } from '../../../src/kernel/index.ts';
import { RECORD, topologyOf } from '../../../src/models/index.ts';
import { Run, type RunInput, type RunStatus } from '../../../src/world/index.ts';
import type { Mutant } from './mutant.ts';
import { busy, group } from './scenarios.ts';

/** A run whose records are changed on their way into the trace. */
class CorruptedRun implements ExploredRun {
  readonly input: RunInput;
  readonly trace: Trace;
  readonly topology: Run['topology'];
  readonly #run: Run;
  readonly #change: (record: TraceRecord, packet: string) => void;

  constructor(
    input: RunInput,
    change: (record: TraceRecord, packet: string) => void,
    topology?: Run['topology'],
  ) {
    this.input = input;
    this.#run = new Run(input);
    this.#change = change;
    this.topology = topology ?? this.#run.topology;
    this.trace = new Trace(this.#run.trace.names);
  }

  get ordinal(): number {
    return this.#run.ordinal;
  }

  advance(moments: number): RunStatus {
    const status = this.#run.advance(moments);
    const { trace } = this.#run;
    while (this.trace.length < trace.length) {
      const record = trace.readRecord(this.trace.length);
      const isOnWire = record.kind === RECORD.sent || record.kind === RECORD.received;
      this.#change(record, isOnWire ? trace.names.text(record.b) : '');
      const { ordinal, timeUs, node, kind, cause, join, message, a, b, c } = record;
      this.trace.append(ordinal, timeUs, node, kind, cause, join, message, a, b, c);
    }
    return status;
  }
}

const corrupted =
  (change: (record: TraceRecord, packet: string) => void): CreateRun =>
  (input) =>
    new CorruptedRun(input, change);

/** Work takes a tenth of what the stations declare. */
const hurried: CreateRun = (input) => {
  const { scenario } = input;
  const nodes = scenario.nodes.map((node) =>
    node.service === undefined
      ? node
      : { ...node, service: { ...node.service, serviceMs: node.service.serviceMs / 10 } },
  );
  const declared = topologyOf(
    scenario.nodes.map((node) =>
      node.service === undefined
        ? node
        : { ...node, service: { ...node.service, serviceMs: node.service.serviceMs * 30 } },
    ),
    scenario.conversations,
  );
  return new CorruptedRun(
    { ...input, scenario: { ...scenario, nodes } },
    () => undefined,
    declared,
  );
};

export const engineMutants: readonly Mutant[] = [
  {
    bug: 'acknowledgements that arrive without having been received',
    breaks: 'conservation',
    scenario: group,
    createRun: corrupted((record, packet) => {
      if (record.kind === RECORD.received && packet === 'publishAck') record.kind = RECORD.queue;
    }),
  },
  {
    bug: 'a network that foretells half of its latency',
    breaks: 'sane-numbers',
    scenario: busy,
    createRun: corrupted((record) => {
      if (record.kind === RECORD.sent) record.c = Math.floor(record.c / 2);
    }),
  },
  {
    bug: 'a network that foretells twice the latency of answers',
    breaks: 'sane-numbers',
    scenario: busy,
    createRun: corrupted((record, packet) => {
      if (record.kind === RECORD.sent && packet === 'publishAck') record.c *= 4;
    }),
  },
  {
    bug: 'workers that do thirty jobs at a time',
    breaks: 'sane-numbers',
    scenario: busy,
    createRun: hurried,
  },
];
