/** Several brokers in a run of the real world, and a console client that notes every answer. */
import {
  type AnyComponent,
  type AnyDesign,
  type NodeContext,
  type NodeSpec,
  NodeStore,
  type Packet,
  RECORD_NAMES,
} from '../../../src/models/index.ts';
import { referenceDesign } from '../../../src/scenarios/index.ts';
import type { Run } from '../../../src/world/index.ts';
import { runAtTerminal, type TerminalScript } from '../terminal-run.ts';

/** What is typed, by the number of the request. */
class ConsoleStore extends NodeStore<object, { lines: string[] }> {
  constructor() {
    super({ disk: () => ({}), memory: () => ({ lines: [] }) });
  }
}

type Console = NodeContext<ConsoleStore>;

/** "kafka-1 produce all m1" -> the packet. A producer is "id.epoch.sequence". */
function packetOf(words: readonly string[], request: number): Packet {
  const [, verb = '', one = '', two = '', three = ''] = words;
  const topic = 'messages';
  if (verb === 'fetch') {
    return { type: 'fetch', group: 'g', topic, partition: 0, offset: Number(one), request };
  }
  if (verb === 'leaders') return { type: 'metadata', topic: one, request };
  if (verb === 'coordinator') return { type: 'findCoordinator', group: one, request };
  const [id, epoch, sequence] = three.split('.').map(Number);
  const producer =
    id === undefined || three === '' ? undefined : { id, epoch: epoch!, sequence: sequence! };
  const value = two.endsWith('=null') ? null : two;
  return {
    type: 'produce',
    topic,
    key: two.split('=')[0]!,
    name: two,
    value,
    acks: one as 'all',
    partition: 0,
    timeoutMs: 3000,
    request,
    ...(producer === undefined ? {} : { producer }),
  };
}

function textOf(node: Console, packet: Packet): string | undefined {
  if (packet.type === 'produceReply') return packet.error || `offset ${packet.offset}`;
  if (packet.type === 'fetchReply') {
    return packet.error || packet.records.map(({ offset, name }) => `${offset}:${name}`).join(' ');
  }
  const nameOf = (each: number) => node.topology.nodes[each]?.name ?? 'none';
  if (packet.type === 'metadataReply') return packet.error || packet.leaders.map(nameOf).join(' ');
  if (packet.type === 'coordinatorReply') return packet.error || nameOf(packet.coordinator);
  return undefined;
}

const consoleClient: AnyComponent = {
  kind: 'phone',
  regions: [],
  knobs: {},
  fidelity: { models: [], leavesOut: [], assumes: '', sources: [] },
  actions: {},
  delays: {},
  createStore: () => new ConsoleStore(),
  inspect: () => ({ tables: [], vital: { label: 'asked', value: 0 } }),
  operate(node: Console, operation) {
    if (operation.act !== 'type') return undefined;
    const { lines } = node.store.memory;
    lines.push(operation.text);
    const words = operation.text.split(' ');
    node.send(node.topology.indexOf(words[0]!), packetOf(words, lines.length));
    return undefined;
  },
  receive(node: Console, packet) {
    const answer = textOf(node, packet);
    if (answer === undefined || !('request' in packet)) return undefined;
    node.record('banner', { text: `${node.store.memory.lines[packet.request - 1]} -> ${answer}` });
    return undefined;
  },
};

export interface Play {
  readonly brokers?: number;
  readonly design?: AnyDesign;
  readonly settings?: NodeSpec['settings'];
  /** What is typed at the console, or done to the world. */
  readonly script: TerminalScript;
  readonly durationMs: number;
  readonly components?: Partial<Record<'kafka', AnyComponent>>;
}

export interface Played {
  /** "at ms line -> answer", in the order of the answers. */
  readonly answers: string[];
  /** "at ms node: region before > after". */
  readonly states: string[];
  /** "node: sentence" of the records of these kinds. */
  of(...kinds: readonly (typeof RECORD_NAMES)[number][]): string[];
  readonly run: Run;
}

/** Names of the messages on the disk of a broker, in the order of the log. */
export const logOn = (run: Run, broker: string): string[] =>
  run
    .inspect(run.topology.indexOf(broker))
    .tables.find(({ title }) => title === 'Last records')!
    .rows.map((row) => `${row[1]}:${row[3]}`);

/** Brokers kafka-1, kafka-2, ... with a controller, each a millisecond away from the others. */
export function play({
  brokers = 3,
  design,
  settings,
  script,
  durationMs,
  components,
}: Play): Played {
  const names = Array.from({ length: brokers }, (_, at) => `kafka-${at + 1}`);
  const kafka = (name: string, role: NodeSpec['settings']): NodeSpec => ({
    name,
    kind: 'kafka',
    settings: { partitions: 1, ...settings, ...role },
  });
  const run = runAtTerminal({
    terminal: 'console',
    client: consoleClient,
    nodes: [
      ...names.map((name) => kafka(name, {})),
      ...(brokers > 1 ? [kafka('controller', { role: 'controller' })] : []),
    ],
    script,
    durationMs,
    design: { ...referenceDesign, ...design },
    seed: 'kafka',
    ...(components === undefined ? {} : { components }),
  });
  return read(run);
}

function read(run: Run): Played {
  const { trace, topology } = run;
  const name = (node: number) => topology.nodes[node]?.name ?? 'none';
  const text = (id: number) => trace.names.text(id);
  const records = Array.from({ length: trace.length }, (_, index) => trace.readRecord(index));
  const at = (timeUs: number) => Math.round(timeUs / 1000);
  const kindOf = (kind: number) => RECORD_NAMES[kind]!;
  const lineOf = ({ kind, node, timeUs, a, b, c, message }: (typeof records)[number]) => {
    const start = `${at(timeUs)} ${name(node)}`;
    switch (kindOf(kind)) {
      case 'elected':
        return `${start}: ${text(a)} led by ${name(b)} in epoch ${c}`;
      case 'inSync':
        return `${start}: ${text(a)} in sync on ${text(b)}`;
      case 'truncated':
        return `${start}: ${text(a)} cut to ${b}, ${c} gone`;
      case 'fenced':
        return `${start}: ${name(a)} ${b === 1 ? 'fenced' : 'back'}`;
      case 'served':
        return `${start}: ${text(a)} ${text(b)}`;
      default:
        return `${start}: ${kindOf(kind)} ${message < 0 ? '' : text(message)}`;
    }
  };
  return {
    run,
    answers: records
      .filter(({ kind }) => kindOf(kind) === 'banner')
      .map(({ timeUs, a }) => `${at(timeUs)} ${text(a)}`),
    states: records
      .filter(({ kind }) => kindOf(kind) === 'state')
      .map(
        (each) =>
          `${at(each.timeUs)} ${name(each.node)}: ${text(each.a)} ${text(each.b)} > ${text(each.c)}`,
      ),
    of: (...kinds) => records.filter(({ kind }) => kinds.includes(kindOf(kind))).map(lineOf),
  };
}
