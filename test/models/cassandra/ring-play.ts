/** A ring of Cassandra nodes in a run of the real world, and a person at cqlsh who notes every answer. */
import {
  NodeStore,
  RECORD_NAMES,
  recordKind,
  type AnyComponent,
  type AnyDesign,
  type CassandraStatement,
  type ConsistencyLevel,
  type FieldKind,
  type NodeContext,
  type NodeSpec,
  type PacketOf,
} from '../../../src/models/index.ts';
import { referenceDesign } from '../../../src/scenarios/index.ts';
import type { Run } from '../../../src/world/index.ts';
import { runAtTerminal, type TerminalScript } from '../terminal-run.ts';

class CqlStore extends NodeStore<object, { asked: string[] }> {
  constructor() {
    super({ disk: () => ({}), memory: () => ({ asked: [] }) });
  }
}

type Cql = NodeContext<CqlStore>;

/** `insert pair ana/m1 1 hello`: the verb, the partition's key, and what the verb needs. */
function statementOf([verb = '', key = '', ...rest]: readonly string[]): CassandraStatement {
  const [name = '', sequence = '0', text = 'hi'] = rest;
  const row = {
    name,
    conversation: key,
    sender: 'ana',
    text,
    typedAtUs: 7,
    sequence: Number(sequence),
  };
  switch (verb) {
    case 'insert':
      return { kind: 'insert', row };
    case 'unique':
      return { kind: 'insertIfNotExists', row };
    case 'batch':
      return {
        kind: 'insertWithOutbox',
        row: { ...row, sequence: 0, text: 'hi' },
        recipients: rest.slice(1),
      };
    case 'select':
      return { kind: 'selectAfter', conversation: key, sequence: 0, limit: Number(name || 50) };
    case 'outbox':
      return { kind: 'selectOutbox', owner: key, limit: 50 };
    case 'delete':
      return { kind: 'deleteOutbox', recipient: key, name };
    case 'status':
      return { kind: 'setStatus', name: key, recipient: name, status: sequence as 'read' };
    default:
      throw new Error(`cqlsh does not know "${verb}"`);
  }
}

function answerOf(packet: PacketOf<'rows'>): string {
  const { failure, error, applied, rows } = packet;
  if (failure !== undefined) {
    const type = failure.writeType === undefined ? '' : ` ${failure.writeType}`;
    return `${failure.exception}${type} ${failure.received}/${failure.required}`;
  }
  if (error !== '') return error;
  const told = rows.map((row) => `${row.sequence} ${row.name} ${row.text}`).join(', ');
  return `${applied ? '' : 'not applied '}${told === '' ? 'nothing' : told}`;
}

/** What is typed is "node LEVEL verb key ...", with @ and a time for USING TIMESTAMP. */
const cqlsh: AnyComponent = {
  kind: 'phone',
  regions: [],
  knobs: {},
  fidelity: { models: [], leavesOut: [], assumes: '', sources: [] },
  actions: {},
  delays: {},
  createStore: () => new CqlStore(),
  inspect: () => ({ tables: [], vital: { label: 'asked', value: 0 } }),
  operate(node: Cql, operation) {
    if (operation.act !== 'type') return undefined;
    const [to = '', level = '', ...words] = operation.text.split(' ');
    const [, consistency = '', stamp] = /^(\w+)(?:@(\d+))?$/.exec(level) ?? [];
    node.store.memory.asked.push(operation.text);
    node.send(node.topology.indexOf(to), {
      type: 'query',
      request: node.store.memory.asked.length,
      statement: statementOf(words),
      consistency: consistency as ConsistencyLevel,
      ...(stamp === undefined ? {} : { timestampUs: Number(stamp) }),
    });
    return undefined;
  },
  receive(node: Cql, packet) {
    if (packet.type !== 'rows') return undefined;
    const asked = node.store.memory.asked[packet.request - 1];
    node.record('banner', { text: `${asked} = ${answerOf(packet)}` });
    return undefined;
  },
};

export interface Play {
  /** Settings of each node; three plain ones when left out. */
  readonly nodes?: Readonly<Record<string, NodeSpec['settings']>>;
  readonly design?: AnyDesign;
  readonly script: TerminalScript;
  readonly durationMs: number;
}

export interface Played {
  /** "statement = answer", in the order of the answers. */
  readonly answers: string[];
  /** The same with the time of the answer in ms before it. */
  readonly timed: string[];
  readonly run: Run;
  /** Each record of one kind as "node message field field", texts and nodes by name. */
  of(kind: (typeof RECORD_NAMES)[number]): string[];
  /** The rows of a table that a node holds at the end, as "key sequence message ... text". */
  rowsOn(node: string, title?: string): string[];
  /** How many packets of a type were sent. */
  sent(packet: string): number;
}

/** Gossip ten times as fast as by default, so that a dead node is known for dead within seconds. */
export const QUICK = { gossipMs: 100 } as const;

export const THREE = { 'c-1': QUICK, 'c-2': QUICK, 'c-3': QUICK } as const;

/** Each way, on top of the millisecond; only where nodes are in regions. */
const OCEAN = { floorMs: 40, jitterMs: 0, loss: 0 };

/** Plays a script on a ring; the person's machine is a millisecond away from every node near it. */
export function play({ nodes = THREE, design = {}, script, durationMs }: Play): Played {
  const ocean = Object.values(nodes).some(({ region }) => region !== undefined);
  const run = runAtTerminal({
    terminal: 'cqlsh',
    settings: ocean ? { region: 'eu' } : {},
    client: cqlsh,
    nodes: Object.entries(nodes).map(([name, settings]) => ({ name, kind: 'cassandra', settings })),
    network: ocean ? { regions: OCEAN } : {},
    script,
    durationMs,
    design: { ...referenceDesign, storeReplicas: 3, ...design },
    seed: 'ring',
  });
  return read(run);
}

function read(run: Run): Played {
  const { trace, topology } = run;
  const name = (node: number) => topology.nodes[node]?.name ?? '';
  const records = Array.from({ length: trace.length }, (_, index) => trace.readRecord(index));
  const of = (kind: string) => records.filter((record) => RECORD_NAMES[record.kind] === kind);
  const valueOf = (kind: FieldKind, value: number): string => {
    if (kind === 'node') return name(value);
    if (kind === 'text') return trace.names.text(value);
    return typeof kind === 'string' ? `${value}` : (kind[value] ?? '');
  };
  const words = (kind: string) =>
    of(kind).map((record) => {
      const values = recordKind(record.kind).fields.map((field, place) =>
        valueOf(field.kind, [record.a, record.b, record.c][place]!),
      );
      const message = record.message < 0 ? [] : [trace.names.text(record.message)];
      return [name(record.node), ...message, ...values].join(' ');
    });
  const banners = of('banner').map((each) => [each.timeUs, trace.names.text(each.a)] as const);
  return {
    answers: banners.map(([, text]) => text),
    timed: banners.map(([timeUs, text]) => `${timeUs / 1000} ${text}`),
    run,
    of: words,
    rowsOn(node, title = 'messages') {
      const { tables } = run.inspect(topology.indexOf(node));
      const table = tables.find((each) => each.title === title);
      return (table?.rows ?? []).map((row) => [row[0], row[1], row[2], row[4]].join(' '));
    },
    sent: (packet) => of('sent').filter((each) => trace.names.text(each.b) === packet).length,
  };
}
