/** Both sides of a partition, folded from the records: what each believes, and what each has. */
import { RECORD, PLACES, type Topology } from '../../../models/index.ts';
import type { TraceRecord } from '../../../kernel/index.ts';
import type { Branch, Projection } from '../../playback/index.ts';

export interface MapEntry {
  readonly server: string;
  readonly writtenUs: number;
}

export interface TypedMessage {
  readonly name: string;
  readonly text: string;
  /** The user who typed it. */
  readonly from: string;
  /** Users on whose phone it is shown. */
  readonly shownTo: Set<string>;
  /** The table has it. */
  isStored: boolean;
}

export interface Beliefs {
  /** Open tears, by "node peer". */
  cuts: Set<string>;
  tornUs: number;
  healedUs: number;
  /** What Redis says, by user. A user without an entry is taken to be offline. */
  map: Map<string, MapEntry>;
  /** Which server holds whose socket, by user. */
  sockets: Map<string, string>;
  messages: TypedMessage[];
  /** Packets that the tear swallowed, and those that crossed after it closed, by type. */
  swallowed: number;
  /** Names of messages that were shown after the healing. */
  crossed: Set<string>;
}

const TABLE = PLACES.indexOf('table');

const SET_ENTRY = /^SET conn:(\S+) (\S+)/;
const GONE_ENTRY = /^DEL conn:(\S+)/;

const userOf = (nodes: Topology, node: number): string =>
  String(nodes.nodes[node]?.settings['user'] ?? nodes.nodes[node]?.name ?? '');

type Apply = (beliefs: Beliefs, record: TraceRecord, branch: Branch) => void;

const APPLY = new Map<number, Apply>([
  [
    RECORD.cut,
    (beliefs, { node, a, timeUs }) => {
      if (beliefs.cuts.size === 0) beliefs.tornUs = timeUs;
      beliefs.cuts.add(`${node} ${a}`);
    },
  ],
  [
    RECORD.healed,
    (beliefs, { node, a, timeUs }) => {
      beliefs.cuts.delete(`${node} ${a}`);
      if (beliefs.cuts.size === 0) beliefs.healedUs = timeUs;
    },
  ],
  [RECORD.served, serve],
  [
    RECORD.expired,
    (beliefs, { a }, { view }) => {
      const key = view.names.text(a);
      if (key.startsWith('conn:')) beliefs.map.delete(key.slice('conn:'.length));
    },
  ],
  [
    RECORD.connected,
    (beliefs, { node, a }, { nodes }) => {
      if (nodes.nodes[node]?.kind !== 'phone') return;
      beliefs.sockets.set(userOf(nodes, node), nodes.nodes[a]?.name ?? '');
    },
  ],
  [
    RECORD.disconnected,
    (beliefs, { node }, { nodes }) => {
      if (nodes.nodes[node]?.kind === 'phone') beliefs.sockets.delete(userOf(nodes, node));
    },
  ],
  [
    RECORD.typed,
    (beliefs, { node, message, a }, { view, nodes }) => {
      const from = userOf(nodes, node);
      beliefs.messages.push({
        name: view.names.text(message),
        text: view.names.text(a),
        from,
        shownTo: new Set([from]),
        isStored: false,
      });
    },
  ],
  [
    RECORD.stored,
    (beliefs, { message, a }, { view }) => {
      if (a !== TABLE) return;
      const known = find(beliefs, view.names.text(message));
      if (known !== undefined) known.isStored = true;
    },
  ],
  [
    RECORD.shown,
    (beliefs, { node, message }, { view, nodes }) => {
      const name = view.names.text(message);
      find(beliefs, name)?.shownTo.add(userOf(nodes, node));
      if (beliefs.healedUs > 0) beliefs.crossed.add(name);
    },
  ],
  [
    RECORD.lost,
    (beliefs) => {
      if (beliefs.cuts.size > 0) beliefs.swallowed++;
    },
  ],
]);

function serve(beliefs: Beliefs, { a, b, timeUs }: TraceRecord, { view }: Branch): void {
  const command = view.names.text(a);
  const entry = SET_ENTRY.exec(command);
  if (entry !== null && view.names.text(b) === 'OK') {
    beliefs.map.set(entry[1]!, { server: entry[2]!, writtenUs: timeUs });
    return;
  }
  const gone = GONE_ENTRY.exec(command);
  if (gone !== null) beliefs.map.delete(gone[1]!);
}

const find = (beliefs: Beliefs, name: string): TypedMessage | undefined =>
  beliefs.messages.find((message) => message.name === name);

export const beliefsOfSides: Projection<Beliefs> = {
  start: () => ({
    cuts: new Set(),
    tornUs: 0,
    healedUs: 0,
    map: new Map(),
    sockets: new Map(),
    messages: [],
    swallowed: 0,
    crossed: new Set(),
  }),
  apply: (beliefs, record, branch) => APPLY.get(record.kind)?.(beliefs, record, branch),
  copy: (beliefs) => ({
    ...beliefs,
    cuts: new Set(beliefs.cuts),
    map: new Map(beliefs.map),
    sockets: new Map(beliefs.sockets),
    messages: beliefs.messages.map((each) => ({ ...each, shownTo: new Set(each.shownTo) })),
    crossed: new Set(beliefs.crossed),
  }),
};
