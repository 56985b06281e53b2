/** A replica at work: one request at a time, in order, each for what it costs. */
import type { Packet, PacketOf, Place } from '../protocol/index.ts';
import { decided, prepared, proposed } from './acceptor.ts';
import { costOf, gcBeforeS, named, settingOf, type CassandraNode } from './node.ts';
import {
  applyUpdate,
  compact,
  placeOf,
  readSlice,
  weightOf,
  type Partition,
  type RowChange,
} from './partitions.ts';
import { digestOf } from './rows.ts';

export const STAGE = 'stage';

/** What it answers, if anything, and how long that takes. */
interface Work {
  readonly reply: Packet | null;
  readonly costUs: number;
}

/** From a coordinator, which may be this very node: then no packet travels. */
export function toReplica(node: CassandraNode, replica: number, packet: Packet): void {
  if (replica === node.index) enqueue(node, packet, replica);
  else node.send(replica, packet);
}

export function enqueue(node: CassandraNode, packet: Packet, from: number): void {
  const { stage } = node.store.memory;
  stage.jobs.push({ packet, from });
  if (!stage.isBusy) begin(node);
}

function begin(node: CassandraNode): void {
  const { stage } = node.store.memory;
  const job = stage.jobs.shift();
  stage.isBusy = job !== undefined;
  if (job === undefined) return;
  const { reply, costUs } = work(node, job.packet);
  stage.reply = reply === null ? null : { to: job.from, packet: reply };
  node.startTimer(STAGE, costUs / 1000);
}

/** The work is done: its answer leaves, and the next in line is begun. Answers what is for this node. */
export function finishStage(node: CassandraNode): Packet | null {
  const { stage } = node.store.memory;
  const { reply } = stage;
  stage.reply = null;
  begin(node);
  if (reply === null || reply.to === node.index) return reply?.packet ?? null;
  node.send(reply.to, reply.packet);
  return null;
}

function work(node: CassandraNode, packet: Packet): Work {
  const { disk } = node.store;
  const [writeUs, readUs] = [costOf(node, 'writeUs'), costOf(node, 'readUs')];
  switch (packet.type) {
    case 'mutate':
      return write(node, packet);
    case 'readReplica':
      return read(node, packet);
    case 'paxosPrepare':
      // The promise is read and written.
      return { reply: prepared(disk, packet), costUs: readUs + writeUs };
    case 'paxosPropose':
      return { reply: proposed(disk, packet), costUs: readUs + writeUs };
    case 'validate':
      return { reply: leavesOf(node, packet), costUs: readUs * disk.partitions.size };
    default:
      return { reply: null, costUs: 0 };
  }
}

function write(node: CassandraNode, packet: PacketOf<'mutate'>): Work {
  const { disk } = node.store;
  const { update, ballot, request, name = '' } = packet;
  clean(node, placeOf(update));
  for (const change of applyUpdate(disk.partitions, update)) note(node, update.table, change);
  if (ballot !== undefined) decided(disk, { ballot, update });
  const place = placeOf(update);
  warm(node, place);
  weigh(node, disk.partitions.get(place)!);
  const reply = request === 0 ? null : ({ type: 'mutated', request, ...named(name) } as const);
  return { reply, costUs: costOf(node, 'writeUs') * update.rows.length };
}

const PLACES: Readonly<Record<string, Place>> = { messages: 'table', outbox: 'tableOutbox' };

function note(node: CassandraNode, table: string, { row, change }: RowChange): void {
  const place = PLACES[table];
  if (place === undefined || row.name === '' || change === 'overwritten') return;
  const message = row.name;
  const position = Number(row.cells['sequence']?.value ?? row.sequence);
  if (change === 'forgotten') node.record('forgotten', { message, place });
  else node.record('stored', { message, place, durable: true, position });
}

function warm(node: CassandraNode, place: string): void {
  const { heat } = node.store.memory;
  heat.set(place, (heat.get(place) ?? 0) + 1);
}

/** Compaction is taken to come in time: before anybody looks, what may go is gone. */
function clean(node: CassandraNode, place: string): void {
  const partition = node.store.disk.partitions.get(place);
  if (partition !== undefined) compact(partition, gcBeforeS(node));
}

/** By definition, a mebibyte. */
const MEBIBYTE = 1_048_576;

/** Warns of a partition beyond the limit, each time that its rows have doubled. */
function weigh(node: CassandraNode, partition: Partition): void {
  const limit = settingOf(node, 'compaction_large_partition_warning_threshold_mb') * MEBIBYTE;
  const { length } = partition.rows;
  if ((length & (length - 1)) !== 0) return;
  const bytes = weightOf(partition);
  if (bytes <= limit) return;
  node.record('warned', { what: 'large partition', key: placeOf(partition), amount: bytes });
}

function read(node: CassandraNode, packet: PacketOf<'readReplica'>): Work {
  const { command, isDigest, request } = packet;
  const place = placeOf(command);
  clean(node, place);
  warm(node, place);
  const { rows, scanned, tombstones } = readSlice(node.store.disk.partitions, command);
  const costUs = costOf(node, 'readUs') + costOf(node, 'rowUs') * scanned;
  const isTooMany = tombstones > settingOf(node, 'tombstone_failure_threshold');
  if (isTooMany || tombstones > settingOf(node, 'tombstone_warn_threshold')) {
    node.record('warned', { what: 'tombstones', key: place, amount: tombstones });
  }
  const answer = isTooMany
    ? { rows: [], digest: 0, error: 'READ_TOO_MANY_TOMBSTONES' }
    : { rows: isDigest ? [] : rows, digest: digestOf(rows), error: '' };
  return { reply: { type: 'replicaRead', request, isDigest, ...answer }, costUs };
}

/** Digests of all partitions here, as a validation compaction makes them: without old tombstones. */
export function leavesOf(
  node: CassandraNode,
  { request }: Pick<PacketOf<'validate'>, 'request'>,
): PacketOf<'validated'> {
  const leaves = [...node.store.disk.partitions.values()].map((partition) => {
    compact(partition, gcBeforeS(node));
    const { table, key, rows } = partition;
    return { table, key, digest: digestOf(rows) };
  });
  return { type: 'validated', leaves, request };
}
