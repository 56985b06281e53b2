/** Questions to the table: which node coordinates, at which consistency, with whose timestamp. */
import { inRegionOf, type CassandraStatement, type ConsistencyLevel } from '../protocol/index.ts';
import { ask, noStore, type Continuation, type Server } from './requests.ts';

/** A node that did not answer is left alone for so long. Our choice. */
const SILENT_MS = 10_000;

/** The setting `contact` names the one node that this server asks; else they take turns. */
function coordinatorFor(server: Server): number {
  const { topology, spec, store } = server;
  // As drivers do: nodes of the own data centre only.
  const nodes = inRegionOf(topology, server.index, topology.ofKind('cassandra'));
  const [first] = nodes;
  if (first === undefined) return noStore(server, 'cassandra');
  const contact = spec.settings['contact'];
  if (contact !== undefined) return topology.indexOf(String(contact));
  const { silent } = store.memory;
  const nowUs = server.localTimeUs();
  const able = nodes.filter((node) => (silent.get(node) ?? 0) <= nowUs);
  const choice = able.length === 0 ? nodes : able;
  return choice[store.disk.requests % choice.length] ?? first;
}

export const hasTable = ({ topology }: Server): boolean => topology.ofKind('cassandra').length > 0;

const READS: readonly CassandraStatement['kind'][] = ['selectAfter', 'selectOutbox'];
/** Of these Cassandra chooses the timestamp itself: the ballot of a transaction. */
const CONDITIONAL: readonly CassandraStatement['kind'][] = [
  'insertIfNotExists',
  'insertWithOutbox',
];

function policyOf(server: Server, { kind }: CassandraStatement) {
  const { writeConsistency, readConsistency, writeTimestamp } = server.knobs;
  if (READS.includes(kind)) return { consistency: readConsistency };
  const levels: Readonly<Record<'consistency' | 'readConsistency', ConsistencyLevel>> = {
    consistency: writeConsistency,
    readConsistency,
  };
  const isOurs = writeTimestamp === 'client' && !CONDITIONAL.includes(kind);
  return isOurs ? { ...levels, timestampUs: server.localTimeUs() } : levels;
}

/** Sends a statement to a coordinator; the step goes on with the answer. */
export function askTable(
  server: Server,
  statement: CassandraStatement,
  next: Continuation,
  name?: string,
): void {
  const policy = policyOf(server, statement);
  const named = name === undefined ? {} : { name };
  ask(
    server,
    coordinatorFor(server),
    (request) => ({ type: 'query', statement, request, ...policy, ...named }),
    next,
  );
}

/** A node did not answer in time: for a while the others are asked. */
export function noteSilence(server: Server, node: number): void {
  if (server.topology.nodes[node]?.kind !== 'cassandra') return;
  server.store.memory.silent.set(node, server.localTimeUs() + SILENT_MS * 1000);
}
