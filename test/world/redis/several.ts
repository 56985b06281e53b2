/** A chat whose Redis is several nodes: a master with replicas, or a cluster. */
import {
  components,
  RECORD,
  type AnyComponent,
  type AnyDesign,
  type NodeContext,
  type NodeSpec,
} from '../../../src/models/index.ts';
import {
  designFor,
  scriptedPlan,
  type Action,
  type Scenario,
} from '../../../src/scenarios/index.ts';
import { Run } from '../../../src/world/index.ts';
import { chatScenario, type Chat } from '../chat.ts';

const SERVED: number = RECORD.served;

type Nodes = Readonly<Record<string, NodeSpec['settings']>>;

/** A master and a replica that takes over three seconds after its master has gone silent. */
export const PAIR: Nodes = {
  redis: {},
  'redis-2': { role: 'replica', of: 'redis', 'down-after-milliseconds': 3000 },
};

export function withRedis(chat: Chat, nodes: Nodes): Scenario {
  const plain = chatScenario(chat);
  const redis = Object.entries(nodes).map(([name, settings]) => {
    return { name, kind: 'redis' as const, settings };
  });
  return { ...plain, nodes: [...plain.nodes.filter(({ kind }) => kind !== 'redis'), ...redis] };
}

/** What an administrator types at a node, with its time in the run. */
export type Order = readonly [
  atMs: number,
  order: { readonly node: string; readonly words: readonly string[] },
];

/** Redis, and an administrator at its console: orders come as timers of the node. */
function withOrders(orders: readonly Order[]): AnyComponent {
  const { redis } = components;
  return {
    ...redis,
    boot(node: NodeContext) {
      redis.boot?.(node as never);
      for (const [atMs, { node: name }] of orders) {
        if (name === node.name) node.startTimer('order', atMs, `${atMs}`);
      }
    },
    timer(node: NodeContext, name, key) {
      if (name !== 'order') return redis.timer?.(node as never, name, key);
      const due = orders.find(([atMs, order]) => `${atMs}` === key && order.node === node.name);
      const words = due?.[1].words ?? [];
      const packet = { type: 'redisCommand', request: 0, words } as const;
      return redis.receive(node as never, packet, { from: node.index, connection: 1 });
    },
  };
}

export function runWith(
  chat: Chat,
  nodes: Nodes,
  design: AnyDesign = {},
  orders: readonly Order[] = [],
): Run {
  const scenario = withRedis(chat, nodes);
  const run = new Run({
    scenario,
    design: designFor(scenario, design),
    seed: chat.seed ?? 'several',
    plan: scriptedPlan(scenario),
    edits: [],
    components: { redis: withOrders(orders) },
  });
  run.finish();
  return run;
}

/** What Redis nodes answered: "at ms node: command = answer". */
export function servedBy(run: Run, pattern: RegExp): string[] {
  const lines: string[] = [];
  const { names } = run.trace;
  for (let index = 0; index < run.trace.length; index += 1) {
    const { kind, node, timeUs, a, b } = run.trace.readRecord(index);
    if (kind !== SERVED || run.topology.nodes[node]?.kind !== 'redis') continue;
    const line = `${run.topology.nodes[node]!.name}: ${names.text(a)} = ${names.text(b)}`;
    if (pattern.test(line)) lines.push(`${Math.floor(timeUs / 1000)} ${line}`);
  }
  return lines;
}

export const cut = (node: string, peer: string): Action => ({ do: 'cut', node, peer });
export const crash = (node: string): Action => ({ do: 'crash', node });
export const restart = (node: string): Action => ({ do: 'restart', node });
