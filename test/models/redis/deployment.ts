/** Several Redis nodes in a run of the real world, and a person at redis-cli who notes every answer. */
import {
  NodeStore,
  RECORD_NAMES,
  type AnyComponent,
  type NodeContext,
  type NodeSpec,
  type RedisReply,
} from '../../../src/models/index.ts';
import type { Scenario } from '../../../src/scenarios/index.ts';
import type { Run } from '../../../src/world/index.ts';
import { runAtTerminal, type TerminalScript } from '../terminal-run.ts';

type Asked = { readonly node: string; readonly words: readonly string[] };

class CliStore extends NodeStore<object, { asked: Asked[] }> {
  constructor() {
    super({ disk: () => ({}), memory: () => ({ asked: [] }) });
  }
}

type Cli = NodeContext<CliStore>;

const textOf = (reply: RedisReply): string => JSON.stringify(reply).replaceAll('"', '');

/** What is typed is "node: COMMAND words"; a name in brackets in front is the message it carries. */
const cli: AnyComponent = {
  kind: 'phone',
  regions: [],
  knobs: {},
  fidelity: { models: [], leavesOut: [], assumes: '', sources: [] },
  actions: {},
  delays: {},
  createStore: () => new CliStore(),
  inspect: () => ({ tables: [], vital: { label: 'asked', value: 0 } }),
  operate(node: Cli, operation) {
    if (operation.act !== 'type') return undefined;
    const [, name, to = '', line = ''] = /^(?:\[(.*)\] )?(\S+): (.*)$/.exec(operation.text) ?? [];
    const { asked } = node.store.memory;
    const words = line.split(' ');
    asked.push({ node: to, words });
    const named = name === undefined ? {} : { name };
    const packet = { type: 'redisCommand', request: asked.length, words, ...named } as const;
    node.send(node.topology.indexOf(to), packet);
    return undefined;
  },
  receive(node: Cli, packet, { from }) {
    const { asked } = node.store.memory;
    if (packet.type === 'redisReply') {
      const { node: to, words } = asked[packet.request - 1]!;
      node.record('banner', { text: `${to}: ${words.join(' ')} = ${textOf(packet.reply)}` });
    } else if (packet.type === 'redisPush') {
      const who = node.topology.nodes[from]!.name;
      node.record('banner', { text: `${who} pushes ${textOf(packet.reply)}` });
    }
    return undefined;
  },
};

export interface Play {
  readonly nodes: Readonly<Record<string, NodeSpec['settings']>>;
  /** A command as the person types it, or something that is done to the world. */
  readonly script: TerminalScript;
  readonly durationMs: number;
  readonly datacentre?: Scenario['network']['datacentre'];
}

export interface Played {
  /** "at ms node: COMMAND = answer", in the order of the answers. */
  readonly answers: string[];
  /** "at ms node: region before > after". */
  readonly states: string[];
  readonly run: Run;
  /** Each record of one kind as "node a b c", for what has no list of its own. */
  of(kind: (typeof RECORD_NAMES)[number]): string[];
}

/** Plays a script; the person's machine is a millisecond away from every node. */
export function play({ nodes, script, durationMs, datacentre }: Play): Played {
  const run = runAtTerminal({
    terminal: 'cli',
    client: cli,
    nodes: Object.entries(nodes).map(([name, settings]) => ({ name, kind: 'redis', settings })),
    network: datacentre === undefined ? {} : { datacentre },
    script,
    durationMs,
    design: {},
    seed: 'redis',
  });
  return { ...read(run), run };
}

function read(run: Run): Omit<Played, 'run'> {
  const { trace, topology } = run;
  const name = (node: number) => topology.nodes[node]?.name ?? '';
  const records = Array.from({ length: trace.length }, (_, index) => trace.readRecord(index));
  const text = (id: number) => trace.names.text(id);
  const of = (kind: string) => records.filter((record) => RECORD_NAMES[record.kind] === kind);
  return {
    answers: of('banner').map((each) => `${each.timeUs / 1000} ${text(each.a)}`),
    states: of('state').map(
      (each) =>
        `${each.timeUs / 1000} ${name(each.node)}: ${text(each.a)} ${text(each.b)} > ${text(each.c)}`,
    ),
    of: (kind) => of(kind).map((each) => `${name(each.node)} ${each.a} ${each.b} ${each.c}`),
  };
}
