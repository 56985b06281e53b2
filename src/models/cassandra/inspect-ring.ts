/** What a node of a ring shows when somebody opens it: peers, partitions, rows, hints, ballots. */
import type { Inspection, InspectionTable } from '../protocol/index.ts';
import { downtimeMs } from './gossip.ts';
import { liveRows, messageFrom } from './message-rows.ts';
import { tokenOf } from './murmur3.ts';
import type { CassandraNode } from './node.ts';
import { placeOf, weightOf, type Partition } from './partitions.ts';
import { replicasOf, shareOf, tokensOf } from './ring.ts';
import { isLive } from './rows.ts';

export function inspectRingNode(node: CassandraNode): Inspection {
  const partitions = [...node.store.disk.partitions.values()];
  const messages = partitions.filter(({ table }) => table === 'messages');
  return {
    tables: [
      ringTable(node),
      partitionTable(node, partitions),
      rowTable('messages', messages),
      rowTable(
        'outbox',
        partitions.filter(({ table }) => table === 'outbox'),
      ),
      statusTable(partitions.filter(({ table }) => table === 'statuses')),
      hintTable(node),
      ballotTable(node),
    ].filter(({ title, rows }) => rows.length > 0 || title === 'messages'),
    vital: {
      label: 'rows',
      value: messages.reduce((sum, { rows }) => sum + liveRows(rows).length, 0),
    },
  };
}

/** As nodetool status: UN is up and normal, DN is down. */
function ringTable(node: CassandraNode): InspectionTable {
  const { topology, store } = node;
  return {
    title: 'Ring',
    columns: ['node', 'status', 'tokens', 'owns %', 'down for ms'],
    rows: topology.ofKind('cassandra').map((other) => {
      const spec = topology.nodes[other]!;
      const isUp = other === node.index || store.memory.peers.get(other)?.isUp === true;
      const owns = Math.floor(shareOf(topology, other) * 1000) / 10;
      const downMs = downtimeMs(node, other);
      return [spec.name, isUp ? 'UN' : 'DN', tokensOf(spec).length, owns, downMs];
    }),
  };
}

const partitionTable = (
  node: CassandraNode,
  partitions: readonly Partition[],
): InspectionTable => ({
  title: 'Partitions',
  columns: ['partition', 'token', 'replicas', 'rows', 'tombstones', 'bytes', 'requests'],
  rows: partitions.map((partition) => {
    const { key, rows } = partition;
    const replicas = replicasOf(node.topology, key, node.knobs.storeReplicas);
    return [
      placeOf(partition),
      tokenOf(key).toString(),
      replicas.map((replica) => node.topology.nodes[replica]!.name).join(', '),
      liveRows(rows).length,
      rows.filter(({ deleted }) => deleted !== undefined).length,
      weightOf(partition),
      node.store.memory.heat.get(placeOf(partition)) ?? 0,
    ];
  }),
});

const rowTable = (title: string, partitions: readonly Partition[]): InspectionTable => ({
  title,
  columns: ['key', 'sequence', 'message', 'sender', 'text', 'written at µs'],
  rows: partitions.flatMap(({ key, rows }) =>
    liveRows(rows).map((row) => {
      const { sequence, name, sender, text, sealed } = messageFrom(row, key);
      const words = sealed?.map((copy) => `${copy.length} bytes sealed to ${copy.key}`).join(', ');
      return [key, sequence, name, sender, words ?? text, row.cells['text']?.timestampUs ?? 0];
    }),
  ),
});

const statusTable = (partitions: readonly Partition[]): InspectionTable => ({
  title: 'statuses',
  columns: ['message', 'recipient', 'status', 'written at µs'],
  rows: partitions.flatMap(({ key, rows }) =>
    rows.filter(isLive).map(({ name, cells }) => {
      const { value = '', timestampUs = 0 } = cells['status'] ?? {};
      return [key, name, value, timestampUs];
    }),
  ),
});

function hintTable({ store, topology }: CassandraNode): InspectionTable {
  const { disk, memory } = store;
  const rows = [...disk.hints, ...memory.hintBuffer].map(({ replica, update }, place) => {
    const where = place < disk.hints.length ? 'disk' : 'memory';
    return [topology.nodes[replica]!.name, placeOf(update), where];
  });
  return { title: 'Hints', columns: ['for', 'partition', 'kept in'], rows };
}

const ballotTable = ({ store }: CassandraNode): InspectionTable => ({
  title: 'Paxos',
  columns: ['partition', 'promised', 'accepted', 'committed'],
  rows: [...store.disk.acceptors].map(([place, { promised, accepted, committed }]) => [
    place,
    promised.timeUs,
    accepted?.ballot.timeUs ?? null,
    committed?.ballot.timeUs ?? null,
  ]),
});
