/** A replica: it asks its master for everything or for what it missed, and does what the stream says. */
import type { PacketOf } from '../protocol/index.ts';
import { applyStream } from './dispatch.ts';
import { emptyKeyspace } from './keyspace.ts';
import { passOn } from './master.ts';
import { fsyncOf, noteUnlisted, nowMsOf, type RedisNode } from './node.ts';
import type { StreamStep } from './replication-state.ts';
import { noteTurn, sendPushes } from './serving.ts';
import { openBacklog, streamBytes } from './stream.ts';
import { surroundingsOf } from './surroundings.ts';

export const ACKNOWLEDGE = 'acknowledge';
export const LOADED = 'snapshotLoaded';
// replication.c: a replica tells its offset every second.
const ACKNOWLEDGE_MS = 1000;

/** The node number of the master, -1 when this node follows nobody, or nobody known. */
export const masterOf = (node: RedisNode): number =>
  node.topology.indexOf(node.store.disk.following);

export function requestSync(node: RedisNode): void {
  const { history, offset } = node.store.memory.replication;
  const master = masterOf(node);
  if (master < 0) return;
  node.send(master, history === '' ? FROM_SCRATCH : { type: 'psync', history, offset });
}

const FROM_SCRATCH = { type: 'psync', history: '?', offset: -1 } as const;

/** What the master sends to its replica. What comes from another node is of the past. */
export function fromMaster(
  node: RedisNode,
  packet: PacketOf<'fullResync' | 'continueSync' | 'replicated' | 'close'>,
  from: number,
): void {
  if (from !== masterOf(node)) return;
  const { replication } = node.store.memory;
  const state = node.state('replication');
  if (packet.type === 'close') node.step({ type: 'linkLost' });
  else if (packet.type === 'replicated') takeStep(node, packet, state);
  else if (state !== 'connecting') return;
  else if (packet.type === 'fullResync') {
    replication.snapshot = packet;
    node.step({ type: 'fullResync' });
  } else {
    replication.history = packet.history;
    node.step({ type: 'continueSync' });
  }
}

function takeStep(node: RedisNode, step: StreamStep, state: string): void {
  const { replication } = node.store.memory;
  const { offset, commands, name } = step;
  const plain = { offset, commands, ...(name === undefined ? {} : { name }) };
  if (state === 'sync') {
    replication.held.push(plain);
    return;
  }
  if (state !== 'connected' || offset <= replication.offset) return;
  // A stream with a hole is a broken connection: TCP itself would have told so.
  if (offset - streamBytes(commands) !== replication.offset) return node.step({ type: 'linkLost' });
  apply(node, plain);
  node.step({ type: 'heard' });
}

function apply(node: RedisNode, step: StreamStep): void {
  passOn(node, step);
  for (const words of step.commands) {
    if (/^(PING|MULTI|EXEC)$/.test(words[0] as string)) continue;
    if (words[0] === 'REPLCONF') {
      acknowledge(node);
      continue;
    }
    const turn = applyStream(surroundingsOf(node, 'stream'), words);
    noteTurn(node, turn, step.name);
    sendPushes(node, turn, step.name);
  }
}

export function acknowledge(node: RedisNode): void {
  const { offset } = node.store.memory.replication;
  node.send(masterOf(node), { type: 'replicaAck', offset });
}

export function acknowledgeAgain(node: RedisNode): void {
  if (node.state('replication') !== 'connected') return;
  acknowledge(node);
  node.startTimer(ACKNOWLEDGE, ACKNOWLEDGE_MS);
}

/** Connected: the own stream is the master's from here on. */
export function goOn(node: RedisNode): void {
  openBacklog(node.store.memory.replication);
  node.startTimer(ACKNOWLEDGE, 0);
}

/** The snapshot takes the place of all keys; then comes what the stream brought meanwhile. */
export function loadSnapshot(node: RedisNode): void {
  const { memory } = node.store;
  const { replication } = memory;
  const { snapshot, held } = replication;
  if (snapshot === null) return;
  forgetLists(node);
  memory.keyspace = emptyKeyspace();
  memory.carried = new Map(snapshot.carried.map(({ element, message }) => [element, message]));
  for (const words of snapshot.commands) applyStream(surroundingsOf(node, 'stream'), words);
  noteLists(node);
  if (fsyncOf(node) !== undefined) node.store.rewriteFile();
  replication.history = snapshot.history;
  replication.offset = snapshot.offset;
  replication.backlog = null;
  openBacklog(replication);
  replication.snapshot = null;
  replication.held = [];
  replication.heardAtMs = nowMsOf(node);
  for (const step of held) if (step.offset > replication.offset) apply(node, step);
  node.step({ type: 'loaded' });
}

const listsOf = (node: RedisNode): string[] =>
  [...node.store.memory.keyspace.entries.values()].flatMap(({ value }) =>
    value.type === 'list' ? value.items : [],
  );

/** The copies of messages that the old keys held are gone. */
const forgetLists = (node: RedisNode): void => noteUnlisted(node, listsOf(node));

function noteLists(node: RedisNode): void {
  const { carried } = node.store.memory;
  const durable = fsyncOf(node) === 'always';
  listsOf(node).forEach((element, at) => {
    const message = carried.get(element);
    if (message === undefined) return;
    node.record('stored', { message, place: 'offlineList', durable, position: at + 1 });
  });
}
