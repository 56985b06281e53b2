/** A small deployment and a trace written by hand, record by record, for tests of what is drawn. */
import { Trace, TraceView, type TraceRecord } from '../../src/kernel/index.ts';
import {
  RECORD,
  RECORD_KINDS,
  topologyOf,
  type NodeSpec,
  type RecordFields,
  type RecordName,
} from '../../src/models/index.ts';
import type { Scenario } from '../../src/scenarios/index.ts';
import type { Engine, RunListener, RunOrder } from '../../src/app/engine/index.ts';
import { newBranch, Playback, type Branch, type Projection } from '../../src/app/playback/index.ts';
import type { NodeInspection } from '../../src/world/index.ts';

const node = (
  name: string,
  kind: NodeSpec['kind'],
  settings: NodeSpec['settings'] = {},
): NodeSpec => ({
  name,
  kind,
  settings,
});

export const NODES: readonly NodeSpec[] = [
  node('ana', 'phone', { user: 'ana', platform: 'ios', network: 'cellular' }),
  node('ben', 'phone', { user: 'ben', platform: 'android' }),
  node('balancer', 'load-balancer'),
  node('server-1', 'chat-server'),
  node('server-2', 'chat-server'),
  node('redis', 'redis'),
  node('kafka', 'kafka'),
  node('cassandra', 'cassandra'),
  node('notifier', 'notification-service'),
  node('push', 'push-provider'),
];

export const CONVERSATIONS = [{ name: 'ana-ben', members: ['ana', 'ben'] }];
export const TOPOLOGY = topologyOf(NODES, CONVERSATIONS);

export const SCENARIO: Scenario = {
  id: 'fixture',
  title: 'Two phones, two servers',
  nodes: NODES,
  conversations: CONVERSATIONS,
  network: {
    mobile: { floorMs: 40, jitterMs: 20, loss: 0 },
    datacentre: { floorMs: 1, jitterMs: 0, loss: 0 },
    push: { floorMs: 100, jitterMs: 50, loss: 0 },
  },
  script: [],
  chatter: [],
  faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
  durationMs: 10_000,
  boundMs: 5_000,
  checks: [],
  design: {},
};

interface Options {
  readonly cause?: number;
  readonly join?: number;
  readonly atMs?: number;
}

/** Writes records one by one; times are in milliseconds and stay where they are unless given. */
export class TraceWriter {
  readonly trace = new Trace();
  #timeUs = 0;
  #ordinal = 0;

  write(
    nodeName: string,
    kind: RecordName,
    fields: RecordFields = {},
    options: Options = {},
  ): number {
    if (options.atMs !== undefined) this.#timeUs = options.atMs * 1000;
    this.#ordinal += 1;
    const scalars = RECORD_KINDS[kind].fields.map((field) =>
      this.#scalar(fields[field.name], field.kind),
    );
    const message = fields.message === undefined ? -1 : this.trace.names.id(fields.message);
    const [a = 0, b = 0, c = 0] = scalars;
    const { cause = -1, join = -1 } = options;
    return this.trace.append(
      this.#ordinal,
      this.#timeUs,
      TOPOLOGY.indexOf(nodeName),
      RECORD[kind],
      cause,
      join,
      message,
      a,
      b,
      c,
    );
  }

  /** A packet that arrives after flightMs; answers the record of its arrival. */
  carry(
    from: string,
    to: string,
    packet: string,
    message: string | undefined,
    options: Options & { flightMs: number; loss?: string },
  ): number {
    const named = message === undefined ? {} : { message };
    const sent = this.write(
      from,
      'sent',
      { ...named, to, packet, flightUs: options.flightMs * 1000 },
      options,
    );
    const atMs = this.#timeUs / 1000 + options.flightMs;
    if (options.loss !== undefined) {
      return this.write(
        to,
        'lost',
        { ...named, from, packet, reason: options.loss },
        { cause: sent, atMs },
      );
    }
    return this.write(to, 'received', { ...named, from, packet }, { cause: sent, atMs });
  }

  #scalar(
    value: RecordFields[string],
    kind: (typeof RECORD_KINDS)[RecordName]['fields'][number]['kind'],
  ): number {
    if (kind === 'node') return typeof value === 'string' ? TOPOLOGY.indexOf(value) : -1;
    if (kind === 'text') return this.trace.names.id(String(value));
    if (typeof kind === 'string') return Number(value ?? 0);
    return kind.indexOf(String(value));
  }

  branch(): Branch {
    const view = new TraceView();
    const batch = this.trace.cutBatch(0, this.trace.length);
    // A writer may be asked twice: every branch gets all the names.
    view.appendBatch({ ...batch, namesFrom: 0, names: this.trace.names.textsFrom(0) });
    const input = {
      scenario: SCENARIO,
      design: {},
      seed: 'fixture',
      plan: { items: [] },
      edits: [],
    };
    return newBranch({ id: 'main', name: 'Main', input, split: null }, view);
  }
}

/** The state of a projection after the first `length` records, or after all. */
export function fold<State>(
  projection: Projection<State>,
  branch: Branch,
  length = branch.view.length,
): State {
  const state = projection.start(branch);
  const record = {} as TraceRecord;
  for (let index = 0; index < length; index++) {
    projection.apply(state, branch.view.readRecord(index, record), branch);
  }
  return state;
}

/** An engine whose every run is the trace that it was given, finished at once. */
class ReadyEngine implements Engine {
  readonly orders: RunOrder[] = [];
  inspection: NodeInspection | null = null;
  readonly #view: TraceView;

  constructor(view: TraceView) {
    this.#view = view;
  }

  run(_id: string, order: RunOrder, listener: RunListener): void {
    this.orders.push(order);
    listener.grown(this.#view);
    const end = { stopSentence: '', digest: 'fixture', events: 0, verdicts: [], measures: {} };
    listener.ended({ status: 'finished', ...end }, this.#view);
  }

  cancel(): void {}

  inspect(): Promise<NodeInspection | null> {
    return Promise.resolve(this.inspection);
  }

  dispose(): void {}
}

/** A playback of a written trace, with the playhead after `record` records or at the end. */
export function playbackOf(branch: Branch, record = branch.view.length) {
  const engine = new ReadyEngine(branch.view);
  const playback = new Playback(engine);
  void playback.load(branch.input);
  playback.seekRecord(record);
  return { playback, engine };
}
