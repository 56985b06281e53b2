/** Redis: one server that answers one command at a time from memory. See fidelity.ts for its limits. */
import { purpose } from '../../kernel/index.ts';
import type { Arrival, Component, NodeContext, PacketOf, RedisReply } from '../protocol/index.ts';
import { cycleAfter, CYCLE_PERIOD_MS, runExpireCycle, soonestExpiry } from './active-expiry.ts';
import { execute } from './commands.ts';
import { redisFidelity } from './fidelity.ts';
import { inspectRedis } from './inspect.ts';
import { type Access, accessTo, type TimeMs } from './keyspace.ts';
import { type RedisKnobs, redisKnobs } from './knobs.ts';
import { expiryMachine, fileMachine, serverMachine } from './machine.ts';
import { RedisStore } from './store.ts';
import { wordingOfCommand, wordingOfReply } from './wording.ts';

export type RedisNode = NodeContext<RedisStore, RedisKnobs>;

const SAMPLE = purpose('redis active expiry sample');
const CYCLE = 'expireCycle';
// A key that lives longer than any run is left to the next access.
const CYCLE_HORIZON_MS = 30 * 24 * 3600 * 1000;
const LOAD_MS = 200;
const EVERY_SECOND_MS = 1000;
// appendfsync no leaves the moment to the operating system: Linux writes after about 30 s.
const KERNEL_FLUSH_MS = 30_000;

const nowMsOf = (node: RedisNode): number => Math.floor(node.localTimeUs() / 1000);
const fsyncOf = (node: RedisNode) => node.spec.settings['appendfsync'];

function serve(node: RedisNode, packet: PacketOf<'redisCommand'>, arrival: Arrival): void {
  const { memory } = node.store;
  const access = accessTo(memory.keyspace, nowMsOf(node));
  const isLoading = node.state('server') === 'loading';
  const reply = execute(access, packet.words, isLoading);
  noteExpired(node, access);
  node.record('served', {
    ...(packet.name === undefined ? {} : { message: packet.name }),
    command: wordingOfCommand(packet.words),
    answer: wordingOfReply(reply),
  });
  noteLists(node, packet, reply, access);
  afterChange(node, access);
  node.send(arrival.from, answerTo(packet, reply), arrival.connection);
}

const answerTo = (packet: PacketOf<'redisCommand'>, reply: RedisReply): PacketOf<'redisReply'> => ({
  type: 'redisReply',
  request: packet.request,
  reply,
  ...(packet.name === undefined ? {} : { name: packet.name }),
});

function noteExpired(node: RedisNode, access: Access): void {
  for (const key of access.expired) node.record('expired', { key });
}

/** A message whose element enters or leaves a list gains or loses a copy, and the trace says so. */
function noteLists(
  node: RedisNode,
  packet: PacketOf<'redisCommand'>,
  reply: RedisReply,
  access: Access,
): void {
  const { carried } = node.store.memory;
  const isPush = /^[LR]PUSH$/i.test(packet.words[0] ?? '');
  if (isPush && packet.name !== undefined && typeof reply === 'number') {
    for (const element of packet.words.slice(2)) carried.set(element, packet.name);
    const durable = fsyncOf(node) === 'always';
    node.record('stored', { message: packet.name, place: 'offlineList', durable, position: reply });
  }
  noteUnlisted(node, access);
}

function noteUnlisted(node: RedisNode, access: Access): void {
  for (const element of access.unlisted) {
    const message = node.store.memory.carried.get(element);
    if (message !== undefined) node.record('forgotten', { message, place: 'offlineList' });
  }
}

/** What follows from changed keys: the file, and the next run of the expire cycle. */
function afterChange(node: RedisNode, access: Access): void {
  if (access.touched.size === 0) return;
  keepFile(node, access.touched);
  scheduleCycle(node, soonestExpiry(access.keyspace, access.touched));
}

function keepFile(node: RedisNode, touched: Iterable<string>): void {
  const fsync = fsyncOf(node);
  if (fsync === undefined) return;
  for (const key of touched) node.store.memory.unsynced.add(key);
  if (fsync === 'always') node.store.sync();
  else if (node.state('appendOnlyFile') === 'synced') node.step({ type: 'written' });
}

/** Sets the timer of the expire cycle when a key expires sooner than any that it was set for. */
function scheduleCycle(node: RedisNode, soonest: TimeMs | undefined): void {
  const { memory } = node.store;
  const isDue = memory.cycleAtMs >= 0;
  if (memory.keyspace.volatileKeys.length === 0) {
    if (isDue) stopCycle(node);
    return;
  }
  if (soonest === undefined || soonest > nowMsOf(node) + CYCLE_HORIZON_MS) return;
  const at = cycleAfter(soonest, memory.startedAtMs, nowMsOf(node));
  if (isDue && memory.cycleAtMs <= at) return;
  if (!isDue) node.step({ type: 'keysExpire' });
  memory.cycleAtMs = at;
  node.stopTimer(CYCLE);
  node.startTimer(CYCLE, at - node.localTimeUs() / 1000);
}

function stopCycle(node: RedisNode): void {
  node.store.memory.cycleAtMs = -1;
  node.stopTimer(CYCLE);
  node.step({ type: 'noKeyExpires' });
}

function runCycle(node: RedisNode): void {
  const { memory } = node.store;
  const cycle = (memory.cycleAtMs - memory.startedAtMs) / CYCLE_PERIOD_MS;
  const access = accessTo(memory.keyspace, nowMsOf(node));
  runExpireCycle(access, (sample) => node.luck(SAMPLE, node.name, cycle, sample));
  noteExpired(node, access);
  noteUnlisted(node, access);
  keepFile(node, access.touched);
  const soonest = soonestExpiry(memory.keyspace, memory.keyspace.volatileKeys);
  const isLate = soonest === undefined || soonest > nowMsOf(node) + CYCLE_HORIZON_MS;
  if (isLate) return stopCycle(node);
  // The timer has fired: any time is sooner than that.
  memory.cycleAtMs = Infinity;
  scheduleCycle(node, soonest);
}

export const redis: Component<RedisNode> = {
  kind: 'redis',
  regions: [
    { name: 'server', machine: serverMachine },
    { name: 'activeExpiry', machine: expiryMachine },
    { name: 'appendOnlyFile', machine: fileMachine },
  ],
  knobs: redisKnobs,
  fidelity: redisFidelity,
  createStore(spec) {
    const fsync = spec.settings['appendfsync'];
    if (fsync !== undefined && !['always', 'everysec', 'no'].includes(String(fsync))) {
      throw new Error(
        `node "${spec.name}": appendfsync is "${fsync}"; use always, everysec or no, or leave it out`,
      );
    }
    return new RedisStore();
  },
  boot(node) {
    node.store.load();
    const { memory } = node.store;
    memory.startedAtMs = nowMsOf(node);
    scheduleCycle(node, soonestExpiry(memory.keyspace, memory.keyspace.volatileKeys));
  },
  receive(node, packet, arrival) {
    if (packet.type === 'redisCommand') serve(node, packet, arrival);
    return undefined;
  },
  timer(node, name) {
    if (name === CYCLE) runCycle(node);
    return undefined;
  },
  actions: { sync: (node) => node.store.sync() },
  delays: {
    loadMs: (node) =>
      node.store.disk.entries.size === 0 ? 0 : Number(node.spec.settings['loadMs'] ?? LOAD_MS),
    syncMs: (node) => (fsyncOf(node) === 'no' ? KERNEL_FLUSH_MS : EVERY_SECOND_MS),
  },
  inspect: inspectRedis,
};
