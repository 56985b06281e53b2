/**
 * MIGRATE at work: a key is copied to another node and, once that has it, removed here. Meanwhile the
 * server does nothing else, as the one thread of a real one does nothing else.
 */
import type { Arrival, PacketOf, RedisWords } from '../protocol/index.ts';
import { noteServed, sendReply, type CommandPacket } from './answering.ts';
import { accessTo, removeKey } from './keyspace.ts';
import { feed } from './master.ts';
import { keepFile, noteUnlisted, nowMsOf, type RedisNode } from './node.ts';
import { OK, type Reply } from './reply.ts';
import { snapshotOf } from './snapshot.ts';
import type { Turn } from './turn.ts';

export const MIGRATION_OVER = 'migration';

/** A MIGRATE whose target has not answered yet. */
export interface Migration {
  readonly from: number;
  readonly connection: number;
  readonly packet: CommandPacket;
  readonly key: string;
}

export function migrate(
  node: RedisNode,
  packet: CommandPacket,
  { from, connection }: Arrival,
  { key, to, timeoutMs }: NonNullable<Turn['migration']>,
): void {
  const target = node.topology.indexOf(to);
  if (target < 0) return answer(node, packet, { from, connection }, IO_ERROR);
  const { migrations, replication } = node.store.memory;
  replication.waits += 1;
  const id = -replication.waits;
  migrations.set(id, { from, connection, packet, key });
  node.startTimer(MIGRATION_OVER, timeoutMs, `${id}`);
  const words: RedisWords = ['RESTORE-ASKING', key, '0', payloadOf(node, key)];
  node.send(target, { type: 'redisCommand', request: id, words });
}

const IO_ERROR: Reply = { error: 'IOERR error or timeout reading to target instance' };

const payloadOf = ({ store }: RedisNode, key: string): string => {
  const entry = store.memory.keyspace.entries.get(key);
  const own = { entries: new Map(entry === undefined ? [] : [[key, entry]]), volatileKeys: [] };
  return JSON.stringify(snapshotOf(own));
};

/** The target has the key, or says why not. */
export function migrated(node: RedisNode, { request, reply }: PacketOf<'redisReply'>): void {
  const migration = node.store.memory.migrations.get(request);
  if (migration === undefined) return;
  const isRefused = typeof reply === 'object' && reply !== null && 'error' in reply;
  if (isRefused) {
    const error = `ERR Target instance replied with error: ${reply.error}`;
    return settle(node, request, migration, { error });
  }
  forget(node, migration.key);
  settle(node, request, migration, OK);
}

export function migrationTimedOut(node: RedisNode, id: number): void {
  const migration = node.store.memory.migrations.get(id);
  if (migration !== undefined) settle(node, id, migration, IO_ERROR);
}

function forget(node: RedisNode, key: string): void {
  const access = accessTo(node.store.memory.keyspace, nowMsOf(node));
  removeKey(access, key);
  noteUnlisted(node, access.unlisted);
  feed(node, [['DEL', key]]);
  keepFile(node, access.touched);
}

function settle(node: RedisNode, id: number, migration: Migration, reply: Reply): void {
  node.store.memory.migrations.delete(id);
  node.stopTimer(MIGRATION_OVER, `${id}`);
  answer(node, migration.packet, migration, reply);
}

function answer(
  node: RedisNode,
  packet: CommandPacket,
  to: Pick<Arrival, 'from' | 'connection'>,
  reply: Reply,
): void {
  noteServed(node, packet, reply);
  sendReply(node, packet, to, reply);
}
