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

export interface NodeFace {
  /** The state of each machine, by region. */
  states: Map<string, string>;
  lastChange: StateChange | null;
  down: boolean;
  paused: boolean;
  skewMs: number;
  /** Depth of its service queue, as last recorded. */
  queue: number;
  refusal: RefusalSeen | null;
  beliefs: Map<string, Belief>;
  /** Messages in its care: outbox, rows, list entries or log records, whichever it keeps. */
  kept: number;
  /** Sockets that both ends or one end believe to be open. */
  sockets: number;
  /** Commands, pushes or requests it has handled. */
  handled: number;
}

/** Troubles of links, by pair of nodes; a node with itself stands for all its links. */
export interface LinkFace {
  cuts: number;
  slowMs: number;
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

type Apply = (face: NodeFace, record: TraceRecord, branch: Branch, faces: Faces) => void;

function link(faces: Faces, record: TraceRecord): LinkFace {
  const key = pairKey(record.node, record.a);
  let found = faces.links.get(key);
  if (found === undefined) faces.links.set(key, (found = { cuts: 0, slowMs: 0 }));
  return found;
}

function keeps(record: TraceRecord, branch: Branch): boolean {
  const kind = branch.nodes.nodes[record.node]?.kind;
  return kind !== undefined && KEPT_IN[kind] === PLACES[record.a];
}

const APPLY = new Map<number, Apply>([
  [
    RECORD.state,
    (face, record, { view }) => {
      const region = view.names.text(record.a);
      const after = view.names.text(record.c);
      face.states.set(region, after);
      const before = view.names.text(record.b);
      face.lastChange = { region, before, after, record: record.index };
    },
  ],
  [
    RECORD.crashed,
    (face) => {
      Object.assign(face, { down: true, paused: false, queue: 0, sockets: 0 });
    },
  ],
  [
    RECORD.restarted,
    (face, record, branch) => {
      const kind = branch.nodes.nodes[record.node]!.kind;
      Object.assign(face, { down: false, states: firstStates(kind), lastChange: null });
    },
  ],
  [RECORD.paused, (face) => void (face.paused = true)],
  [RECORD.resumed, (face) => void (face.paused = false)],
  [RECORD.skewed, (face, record) => void (face.skewMs = record.a)],
  [RECORD.queue, (face, record) => void (face.queue = record.a)],
  [RECORD.cut, (_face, record, _branch, faces) => void (link(faces, record).cuts += 1)],
  [
    RECORD.healed,
    (_face, record, _branch, faces) => {
      const cut = link(faces, record);
      cut.cuts = Math.max(0, cut.cuts - 1);
    },
  ],
  [RECORD.slowed, (_face, record, _branch, faces) => void (link(faces, record).slowMs = record.b)],
  [
    RECORD.refused,
    (face, record) => {
      face.refusal = {
        reason: REFUSALS[record.a]!,
        from: record.b,
        timeUs: record.timeUs,
        record: record.index,
      };
    },
  ],
  [
    RECORD.routed,
    (face, record, { view }) => {
      face.beliefs.set(view.names.text(record.b), {
        server: record.a,
        timeUs: record.timeUs,
        record: record.index,
      });
    },
  ],
  [RECORD.connected, (face) => void (face.sockets += 1)],
  [RECORD.disconnected, (face) => void (face.sockets = Math.max(0, face.sockets - 1))],
  [
    RECORD.sent,
    (face, record, { view }) => {
      if (view.names.text(record.b) === 'place') face.handled += 1;
    },
  ],
  [RECORD.served, (face) => void (face.handled += 1)],
  [RECORD.notified, (face) => void (face.handled += 1)],
  [RECORD.appended, (face) => void (face.handled += 1)],
  [
    RECORD.stored,
    (face, record, branch) => {
      if (keeps(record, branch)) face.kept += 1;
    },
  ],
  [
    RECORD.forgotten,
    (face, record, branch) => {
      if (keeps(record, branch)) face.kept = Math.max(0, face.kept - 1);
    },
  ],
]);

export const nodeFaces: Projection<Faces> = {
  start: (branch) => ({
    nodes: branch.nodes.nodes.map(({ kind }) => freshFace(kind)),
    links: new Map(),
  }),
  apply(faces, record, branch) {
    const face = faces.nodes[record.node];
    if (face !== undefined) APPLY.get(record.kind)?.(face, record, branch, faces);
  },
  copy: (faces) => ({
    nodes: faces.nodes.map((face) => ({
      ...face,
      states: new Map(face.states),
      beliefs: new Map(face.beliefs),
    })),
    links: new Map([...faces.links].map(([key, value]) => [key, { ...value }])),
  }),
};
