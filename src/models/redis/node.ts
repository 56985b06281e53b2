/** A Redis server as its own component sees it: its clock, its file policy, what it notes. */
import type { NodeContext } from '../protocol/index.ts';
import type { RedisKnobs } from './knobs.ts';
import type { RedisStore } from './store.ts';
import type { Ran } from './turn.ts';

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

export function noteExpired(node: RedisNode, expired: readonly string[]): void {
  for (const key of expired) node.record('expired', { key });
}

/** In this design these lists hold messages; other lists hold words about messages. */
const MESSAGE_LIST = 'offline:';

/** A message whose element enters such a list gains a copy: the trace says so. */
export function noteListed(node: RedisNode, { words, reply }: Ran, message: string): void {
  const [command = '', key = ''] = words;
  if (!/^[LR]PUSH$/i.test(command) || !key.startsWith(MESSAGE_LIST)) return;
  if (typeof reply !== 'number') return;
  for (const element of words.slice(2)) node.store.memory.carried.set(element, message);
  const durable = fsyncOf(node) === 'always';
  node.record('stored', { message, place: 'offlineList', durable, position: reply });
}

/** A message whose element leaves its list loses a copy. */
export function noteUnlisted(node: RedisNode, unlisted: readonly string[]): void {
  for (const element of unlisted) {
    const message = node.store.memory.carried.get(element);
    if (message !== undefined) node.record('forgotten', { message, place: 'offlineList' });
  }
}
