/** A toy deployment: a caller that types texts to a listener, for tests of the world alone. */
import { assign, setup } from 'xstate';
import {
  NodeStore,
  type AnyComponent,
  type ComponentKind,
  type NodeContext,
  type NodeSpec,
} from '../../src/models/index.ts';
import { recordKind, RECORD_NAMES } from '../../src/models/index.ts';
import type { Action, Edit, Plan, Scenario } from '../../src/scenarios/index.ts';
import { Run, type RunInput } from '../../src/world/index.ts';

class ToyStore extends NodeStore<{ count: number }, { heard: string[] }> {
  constructor() {
    super({ disk: () => ({ count: 0 }), memory: () => ({ heard: [] }) });
  }
}

type ToyNode = NodeContext<ToyStore>;

const base = {
  knobs: {},
  fidelity: { models: [], leavesOut: [], assumes: '', sources: [] },
  createStore: () => new ToyStore(),
  delays: {},
  inspect: ({ store }: ToyNode) => ({
    tables: [],
    vital: { label: 'heard', value: store.memory.heard.length },
  }),
};

/** Sends what is typed to the first Redis node, and once again a second later. */
const caller: AnyComponent = {
  ...base,
  kind: 'phone',
  regions: [],
  actions: {},
  receive: () => undefined,
  operate(node: ToyNode, operation) {
    if (operation.act !== 'type') return undefined;
    call(node, operation.text);
    node.startTimer('again', 1000, operation.text);
    return undefined;
  },
  timer: (node: ToyNode, _name: string, text: string) => void call(node, text),
};

function call(node: ToyNode, text: string): void {
  node.store.disk.count++;
  const to = node.topology.ofKind('redis')[0] ?? 0;
  node.send(to, { type: 'push', name: `${node.name}/m${node.store.disk.count}`, text });
}

/** Counts what it hears; rests when nothing came for two seconds. */
const listener: AnyComponent = {
  ...base,
  kind: 'redis',
  regions: [
    {
      name: 'ear',
      machine: setup({
        types: { context: {} as { heard: number }, events: {} as { type: 'HEARD' } },
        actions: { hear: assign({ heard: ({ context }) => context.heard + 1 }), yawn: () => {} },
      }).createMachine({
        id: 'ear',
        initial: 'resting',
        context: { heard: 0 },
        states: {
          resting: { on: { HEARD: { target: 'listening', actions: 'hear' } } },
          listening: {
            after: { 2000: { target: 'resting', actions: 'yawn' } },
            on: { HEARD: { target: 'listening', reenter: true, actions: 'hear' } },
          },
        },
      }),
    },
  ],
  actions: { yawn: (node: ToyNode) => void node.record('banner', { text: 'yawn' }) },
  receive(node: ToyNode, packet) {
    if (packet.type !== 'push') return undefined;
    node.store.memory.heard.push(packet.text);
    node.record('banner', { message: packet.name, text: packet.text });
    return { type: 'HEARD' };
  },
};

const toys: Partial<Record<ComponentKind, AnyComponent>> = { phone: caller, redis: listener };

const NODES: readonly NodeSpec[] = [
  { name: 'ana', kind: 'phone', settings: {} },
  { name: 'ear', kind: 'redis', settings: {} },
];

export const types = (text: string): Action => ({
  do: 'operate',
  phone: 'ana',
  operation: { act: 'type', conversation: 'none', text },
});

export function toyScenario(changes: Partial<Scenario> = {}): Scenario {
  return {
    id: 'toy',
    title: 'A caller and a listener',
    nodes: NODES,
    conversations: [],
    network: {
      mobile: { floorMs: 10, jitterMs: 0, loss: 0 },
      datacentre: { floorMs: 10, jitterMs: 0, loss: 0 },
      push: { floorMs: 10, jitterMs: 0, loss: 0 },
    },
    script: [],
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs: 10_000,
    boundMs: 1000,
    checks: [],
    design: {},
    ...changes,
  };
}

export function planOf(items: readonly (readonly [atMs: number, action: Action])[]): Plan {
  return {
    items: items.map(([atMs, action], index) => ({
      id: `p${index + 1}`,
      atUs: atMs * 1000,
      action,
    })),
  };
}

export function toyInput(
  items: readonly (readonly [atMs: number, action: Action])[],
  changes: Partial<Scenario> = {},
  edits: readonly Edit[] = [],
): RunInput {
  const scenario = toyScenario(changes);
  return { scenario, design: {}, seed: 'toy', plan: planOf(items), edits, components: toys };
}

/** The whole log, one line a record: time in ms, node, kind, message, fields. */
export function logOf(run: Run): string[] {
  const lines: string[] = [];
  for (let index = run.trace.base; index < run.trace.length; index++) {
    const record = run.trace.readRecord(index);
    const kind = recordKind(record.kind);
    const name = (id: number) => (id < 0 ? '-' : run.trace.names.text(id));
    const values = [record.a, record.b, record.c];
    const fields = kind.fields.map((field, place) => {
      const value = values[place] ?? 0;
      if (field.kind === 'text') return name(value);
      if (field.kind === 'node') return run.topology.nodes[value]?.name ?? '-';
      return typeof field.kind === 'string' ? String(value) : field.kind[value];
    });
    const node = run.topology.nodes[record.node]?.name;
    const message = record.message < 0 ? '' : ` ${name(record.message)}`;
    const what = [RECORD_NAMES[record.kind], ...fields].join(' ');
    lines.push(`${record.timeUs / 1000} ${node}${message} ${what}`);
  }
  return lines;
}

export function finished(input: RunInput): Run {
  const run = new Run(input);
  run.finish();
  return run;
}
