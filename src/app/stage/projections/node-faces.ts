/** What each node shows on its card: the states of its machines, its troubles, one number. */
import {
  PLACES,
  RECORD,
  REFUSALS,
  type ComponentKind,
  type Place,
  type Refusal,
} from '../../../models/index.ts';
import type { TraceRecord } from '../../../kernel/index.ts';
import { firstStates } from '../machines.ts';
import type { Branch, Projection } from '../../playback/index.ts';

export interface StateChange {
  readonly region: string;
  readonly before: string;
  readonly after: string;
  readonly record: number;
}

export interface RefusalSeen {
  readonly reason: Refusal;
  readonly from: number;
  readonly timeUs: number;
  readonly record: number;
}

/** What a server last found out about where a user is. server is -1 for "offline". */
export interface Belief {
  readonly server: number;
  readonly timeUs: number;
  readonly record: number;
}

/** Replaced when something changes, never changed: so keyframes of thousands of nodes share them. */
export interface NodeFace {
  /** The state of each machine, by region. */
  readonly states: ReadonlyMap<string, string>;
  readonly lastChange: StateChange | null;
  readonly down: boolean;
  readonly paused: boolean;
  readonly skewMs: number;
  /** Depth of its service queue, as last recorded. */
  readonly queue: number;
  readonly refusal: RefusalSeen | null;
  readonly beliefs: ReadonlyMap<string, Belief>;
  /** Messages in its care: outbox, rows, list entries or log records, whichever it keeps. */
  readonly kept: number;
  /** Sockets that both ends or one end believe to be open. */
  readonly sockets: number;
  /** Commands, pushes or requests it has handled. */
  readonly handled: number;
}

/** Troubles of links, by pair of nodes; a node with itself stands for all its links. */
export interface LinkFace {
  readonly cuts: number;
  readonly slowMs: number;
}

export interface Faces {
  nodes: NodeFace[];
  links: Map<string, LinkFace>;
}

export const pairKey = (node: number, peer: number): string => {
  const other = peer < 0 ? node : peer;
  return node < other ? `${node}-${other}` : `${other}-${node}`;
};

/** Is the way between two nodes cut, be it this link alone or all links of either. */
export function isCut(faces: Faces, a: number, b: number): boolean {
  const cutsOf = (key: string) => faces.links.get(key)?.cuts ?? 0;
  return cutsOf(pairKey(a, b)) > 0 || cutsOf(pairKey(a, a)) > 0 || cutsOf(pairKey(b, b)) > 0;
}

/** Milliseconds that the faults in force add on the way between two nodes. */
export function addedMs(faces: Faces, a: number, b: number): number {
  const slow = (key: string) => faces.links.get(key)?.slowMs ?? 0;
  return slow(pairKey(a, b)) + slow(pairKey(a, a)) + slow(pairKey(b, b));
}

function freshFace(kind: ComponentKind): NodeFace {
  return {
    states: firstStates(kind),
    lastChange: null,
    down: false,
    paused: false,
    skewMs: 0,
    queue: 0,
    refusal: null,
    beliefs: new Map(),
    kept: 0,
    sockets: 0,
    handled: 0,
  };
}

/** Where the copies lie that count as kept, kind by kind. */
const KEPT_IN: Readonly<Partial<Record<ComponentKind, Place>>> = {
  phone: 'outbox',
  redis: 'offlineList',
  kafka: 'log',
  cassandra: 'table',
  'push-provider': 'provider',
};

type Change = (
  face: NodeFace,
  record: TraceRecord,
  branch: Branch,
) => Partial<NodeFace> | undefined;

function keeps(record: TraceRecord, { nodes }: Branch): boolean {
  const kind = nodes.nodes[record.node]?.kind;
  return kind !== undefined && KEPT_IN[kind] === PLACES[record.a];
}

const handle: Change = (face) => ({ handled: face.handled + 1 });

const CHANGES = new Map<number, Change>([
  [RECORD.state, changeState],
  [RECORD.routed, changeBelief],
  [RECORD.refused, (_face, record) => ({ refusal: refusalIn(record) })],
  [RECORD.crashed, () => ({ down: true, paused: false, queue: 0, sockets: 0 })],
  [
    RECORD.restarted,
    (_face, record, { nodes }) => ({
      down: false,
      states: firstStates(nodes.nodes[record.node]!.kind),
      lastChange: null,
    }),
  ],
  [RECORD.paused, () => ({ paused: true })],
  [RECORD.resumed, () => ({ paused: false })],
  [RECORD.skewed, (_face, record) => ({ skewMs: record.a })],
  [RECORD.queue, (_face, record) => ({ queue: record.a })],
  [RECORD.connected, (face) => ({ sockets: face.sockets + 1 })],
  [RECORD.disconnected, (face) => ({ sockets: Math.max(0, face.sockets - 1) })],
  [RECORD.served, handle],
  [RECORD.cached, handle],
  [RECORD.notified, handle],
  [RECORD.appended, handle],
  [
    RECORD.sent,
    (face, record, { view }) =>
      view.names.text(record.b) === 'place' ? { handled: face.handled + 1 } : undefined,
  ],
  [
    RECORD.stored,
    (face, record, branch) => (keeps(record, branch) ? { kept: face.kept + 1 } : undefined),
  ],
  [
    RECORD.forgotten,
    (face, record, branch) =>
      keeps(record, branch) ? { kept: Math.max(0, face.kept - 1) } : undefined,
  ],
]);

function changeState(face: NodeFace, record: TraceRecord, { view }: Branch): Partial<NodeFace> {
  const region = view.names.text(record.a);
  const before = view.names.text(record.b);
  const after = view.names.text(record.c);
  return {
    states: new Map(face.states).set(region, after),
    lastChange: { region, before, after, record: record.index },
  };
}

function changeBelief(face: NodeFace, record: TraceRecord, { view }: Branch): Partial<NodeFace> {
  const belief = { server: record.a, timeUs: record.timeUs, record: record.index };
  return { beliefs: new Map(face.beliefs).set(view.names.text(record.b), belief) };
}

function refusalIn(record: TraceRecord): RefusalSeen {
  const { a, b, timeUs, index } = record;
  return { reason: REFUSALS[a]!, from: b, timeUs, record: index };
}

/** Cuts are counted: two of them need two healings. */
function changeLink({ links }: Faces, record: TraceRecord): void {
  const key = pairKey(record.node, record.a);
  const link = links.get(key) ?? { cuts: 0, slowMs: 0 };
  if (record.kind === RECORD.cut) links.set(key, { ...link, cuts: link.cuts + 1 });
  if (record.kind === RECORD.healed) links.set(key, { ...link, cuts: Math.max(0, link.cuts - 1) });
  if (record.kind === RECORD.slowed) links.set(key, { ...link, slowMs: record.b });
}

export const nodeFaces: Projection<Faces> = {
  start: (branch) => ({
    nodes: branch.nodes.nodes.map(({ kind }) => freshFace(kind)),
    links: new Map(),
  }),
  apply(faces, record, branch) {
    const face = faces.nodes[record.node];
    const changes = face && CHANGES.get(record.kind)?.(face, record, branch);
    if (changes) faces.nodes[record.node] = { ...face, ...changes };
    else changeLink(faces, record);
  },
  copy: ({ nodes, links }) => ({ nodes: [...nodes], links: new Map(links) }),
};
