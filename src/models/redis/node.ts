/** A Redis server as its own component sees it: its clock, its file policy, what it notes. */
import type { NodeContext, PacketOf, RedisReply } from '../protocol/index.ts';
import type { Access } from './keyspace.ts';
import type { RedisKnobs } from './knobs.ts';
import type { RedisStore } from './store.ts';

export type RedisNode = NodeContext<RedisStore, RedisKnobs>;

/** The server's clock in whole milliseconds, skew included. */
export const nowMsOf = (node: RedisNode): number => Math.floor(node.localTimeUs() / 1000);

/** appendfsync: always, everysec or no; undefined when there is no file. */
export const fsyncOf = (node: RedisNode) => node.spec.settings['appendfsync'];

/** Changed keys go to the file as the policy says. */
export function keepFile(node: RedisNode, touched: Iterable<string>): void {
  const fsync = fsyncOf(node);
  if (fsync === undefined) return;
  for (const key of touched) node.store.memory.unsynced.add(key);
  if (fsync === 'always') node.store.sync();
  else if (node.state('appendOnlyFile') === 'synced') node.step({ type: 'written' });
}

export function noteExpired(node: RedisNode, access: Access): void {
  for (const key of access.expired) node.record('expired', { key });
}

/** In this design these lists hold messages; other lists hold words about messages. */
const MESSAGE_LIST = 'offline:';

/** A message whose element enters or leaves such a list gains or loses a copy: the trace says so. */
export function noteLists(
  node: RedisNode,
  packet: PacketOf<'redisCommand'>,
  reply: RedisReply,
  access: Access,
): void {
  const { carried } = node.store.memory;
  const [command = '', key = ''] = packet.words;
  const isPush = /^[LR]PUSH$/i.test(command) && key.startsWith(MESSAGE_LIST);
  if (isPush && packet.name !== undefined && typeof reply === 'number') {
    for (const element of packet.words.slice(2)) carried.set(element, packet.name);
    const durable = fsyncOf(node) === 'always';
    node.record('stored', { message: packet.name, place: 'offlineList', durable, position: reply });
  }
  noteUnlisted(node, access);
}

export function noteUnlisted(node: RedisNode, access: Access): void {
  for (const element of access.unlisted) {
    const message = node.store.memory.carried.get(element);
    if (message !== undefined) node.record('forgotten', { message, place: 'offlineList' });
  }
}
