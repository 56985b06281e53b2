/** Who is up: heartbeats spread by gossip, and a failure detector that counts how long they are late. */
import { purpose } from '../../kernel/index.ts';
import type { PacketOf } from '../protocol/index.ts';
import { costOf, settingOf, type CassandraNode } from './node.ts';
import type { Peer } from './store.ts';

export const GOSSIP = 'gossip';

const PARTNER = purpose('cassandra gossip partner');
const LOST_PARTNER = purpose('cassandra gossip to an unreachable node');
const PHASE = purpose('cassandra gossip phase');

/** FailureDetector.java: 1 / ln 10 turns t / mean into a power of ten. */
const PHI_FACTOR = 0.434_294_481_903_251_8;
/** FailureDetector.java: the first interval is taken for two gossip rounds, and longer ones do not count. */
const INTERVAL_TICKS_MAX = 2;
/** FailureDetector.java: the mean is over this many intervals. */
const SAMPLES_MAX = 1000;

/** All are taken for up at first: the deployment has long been running. */
export function joinRing(node: CassandraNode): void {
  const { peers } = node.store.memory;
  for (const peer of node.topology.ofKind('cassandra')) {
    if (peer !== node.index) peers.set(peer, freshPeer());
  }
  const { starts } = node.store.disk;
  node.startTimer(GOSSIP, node.luck(PHASE, node.name, starts) * costOf(node, 'gossipMs'));
}

const freshPeer = (): Peer => ({
  generation: 0,
  version: 0,
  heardTick: 0,
  intervals: 1,
  sumTicks: INTERVAL_TICKS_MAX,
  isUp: true,
  downTick: 0,
});

/** A round: one live node hears all that this one knows, and now and then one that seems dead. */
export function gossip(node: CassandraNode): void {
  const { memory } = node.store;
  memory.tick += 1;
  node.startTimer(GOSSIP, costOf(node, 'gossipMs'));
  const [up, down]: [number[], number[]] = [[], []];
  for (const [peer, { isUp }] of memory.peers) (isUp ? up : down).push(peer);
  const key = [node.name, node.store.disk.starts, memory.tick] as const;
  tell(node, up[Math.floor(node.luck(PARTNER, ...key) * up.length)]);
  // Gossiper.java: with the chance unreachable / (live + 1).
  const draw = node.luck(LOST_PARTNER, ...key) * (up.length + 1);
  tell(node, down[Math.floor(draw)]);
  interpret(node);
}

function tell(node: CassandraNode, peer: number | undefined, isReply = false): void {
  if (peer === undefined) return;
  const { disk, memory } = node.store;
  const own = { node: node.index, generation: disk.starts, version: memory.tick };
  const heard = [...memory.peers].map(([other, { generation, version }]) => {
    return { node: other, generation, version };
  });
  node.send(peer, { type: 'gossip', isReply, beats: [own, ...heard] });
}

/** News of anybody, be it at second hand: so a cut between two nodes alone goes unnoticed. */
export function gossiped(node: CassandraNode, packet: PacketOf<'gossip'>, from: number): void {
  const { memory } = node.store;
  for (const { node: other, generation, version } of packet.beats) {
    const peer = memory.peers.get(other);
    if (peer === undefined) continue;
    const isNews =
      generation > peer.generation || (generation === peer.generation && version > peer.version);
    if (!isNews) continue;
    Object.assign(peer, { generation, version });
    hear(node, other, peer);
  }
  if (!packet.isReply) tell(node, from, true);
}

function hear(node: CassandraNode, other: number, peer: Peer): void {
  const { memory } = node.store;
  const ticks = memory.tick - peer.heardTick;
  peer.heardTick = memory.tick;
  if (ticks <= INTERVAL_TICKS_MAX) {
    const mean = peer.sumTicks / peer.intervals;
    peer.sumTicks += peer.intervals < SAMPLES_MAX ? ticks : ticks - mean;
    peer.intervals = Math.min(SAMPLES_MAX, peer.intervals + 1);
  }
  if (peer.isUp) return;
  peer.isUp = true;
  node.record('peerUp', { peer: other });
  if (![...memory.peers.values()].some(({ isUp }) => !isUp)) node.step({ type: 'peersBack' });
}

/** phi = -log10 of the chance that a heartbeat is that late, were arrivals exponential. */
function interpret(node: CassandraNode): void {
  const { memory } = node.store;
  const threshold = settingOf(node, 'phi_convict_threshold');
  for (const [other, peer] of memory.peers) {
    const mean = peer.sumTicks / peer.intervals;
    const phi = (PHI_FACTOR * (memory.tick - peer.heardTick)) / mean;
    if (!peer.isUp || phi <= threshold) continue;
    peer.isUp = false;
    peer.downTick = memory.tick;
    node.record('peerDown', { peer: other });
    node.step({ type: 'peerLost' });
  }
}

/** How long a node has been taken for down, in milliseconds; 0 when it is up. */
export function downtimeMs(node: CassandraNode, other: number): number {
  const { peers, tick } = node.store.memory;
  const peer = peers.get(other);
  if (peer === undefined || peer.isUp) return 0;
  return (tick - peer.downTick) * costOf(node, 'gossipMs');
}
