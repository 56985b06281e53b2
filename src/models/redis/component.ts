/** Redis: one server that answers one command at a time from memory. See fidelity.ts for its limits. */
import type { Arrival, Component, Packet } from '../protocol/index.ts';
import { soonestExpiry } from './active-expiry.ts';
import { BUS, electionMs, joinCluster, pinged, takeSlots, tendCluster } from './cluster-bus.ts';
import { slotRanges } from './cluster-slots.ts';
import { isInCluster } from './cluster-view.ts';
import { CYCLE, runCycle, scheduleCycle } from './expiry-timer.ts';
import {
  answered,
  becomeMaster,
  ELECTED,
  follow,
  SENTINEL,
  tellOthers,
  watch,
} from './failover.ts';
import { redisFidelity } from './fidelity.ts';
import { inspectRedis } from './inspect.ts';
import { redisKnobs } from './knobs.ts';
import {
  clusterMachine,
  expiryMachine,
  fileMachine,
  replicationMachine,
  serverMachine,
} from './machine.ts';
import {
  endWait,
  heardFrom,
  PING_REPLICAS,
  pingReplicas,
  startFollower,
  WAIT_OVER,
} from './master.ts';
import { migrated, MIGRATION_OVER, migrationTimedOut } from './migration.ts';
import { fsyncOf, nowMsOf, type RedisNode } from './node.ts';
import {
  ACKNOWLEDGE,
  acknowledgeAgain,
  fromMaster,
  goOn,
  LOADED,
  loadSnapshot,
  requestSync,
} from './replica.ts';
import { serve, serveBlocked } from './serving.ts';
import { isConfiguredReplica, refuseImpossible } from './shard.ts';
import { RedisStore } from './store.ts';

// Our choice: long enough to be seen.
const LOAD_MS = 200;
const loadMs = (node: RedisNode): number => Number(node.spec.settings['loadMs'] ?? LOAD_MS);
// appendfsync everysec.
const EVERY_SECOND_MS = 1000;
// appendfsync no leaves the moment to the operating system: Linux writes after about 30 s.
const KERNEL_FLUSH_MS = 30_000;

// replication.c: replicationCron runs once a second and opens lost connections again.
const RECONNECT_MS = 1000;
// repl-timeout, the default of Redis 7.0, in seconds.
const REPL_TIMEOUT_S = 60;
// Our choice: the vote of the Sentinels and the order to the replica; the cluster takes 1 to 2 s.
const PROMOTE_MS = 1000;

const promoteMs = (node: RedisNode): number =>
  isInCluster(node) ? electionMs(node) : Number(node.spec.settings['promoteMs'] ?? PROMOTE_MS);

function takeOver(node: RedisNode): void {
  becomeMaster(node);
  takeSlots(node);
}

const isFirstMoment = (node: RedisNode): boolean =>
  node.store.disk.histories === 1 && nowMsOf(node) === node.store.memory.startedAtMs;

/** An empty snapshot takes no time. */
const snapshotMs = (node: RedisNode): number =>
  node.store.memory.replication.snapshot?.commands.length === 0 ? 0 : loadMs(node);

export const redis: Component<RedisNode> = {
  kind: 'redis',
  regions: [
    { name: 'server', machine: serverMachine },
    { name: 'activeExpiry', machine: expiryMachine },
    { name: 'appendOnlyFile', machine: fileMachine },
    { name: 'replication', machine: replicationMachine },
    { name: 'cluster', machine: clusterMachine },
  ],
  knobs: redisKnobs,
  fidelity: redisFidelity,
  createStore(spec, topology) {
    const fsync = spec.settings['appendfsync'];
    if (fsync !== undefined && !['always', 'everysec', 'no'].includes(String(fsync))) {
      throw new Error(
        `node "${spec.name}": appendfsync is "${fsync}"; use always, everysec or no, or leave it out`,
      );
    }
    refuseImpossible(spec, topology);
    slotRanges(spec);
    return new RedisStore(spec);
  },
  boot(node) {
    node.store.load();
    const { memory, disk } = node.store;
    memory.startedAtMs = nowMsOf(node);
    memory.replication.history = node.store.newHistory(node.name);
    if (disk.following === '') {
      scheduleCycle(node, soonestExpiry(memory.keyspace, memory.keyspace.volatileKeys));
      if (isConfiguredReplica(node.spec)) tellOthers(node);
    } else follow(node, disk.following);
    joinCluster(node);
  },
  receive,
  timer,
  actions: {
    sync: (node) => node.store.sync(),
    requestSync,
    startLoading: (node) => node.startTimer(LOADED, snapshotMs(node)),
    stopLoading: (node) => node.stopTimer(LOADED),
    goOn,
    startVote: (node) => node.startTimer(ELECTED, promoteMs(node)),
    stopVote: (node) => node.stopTimer(ELECTED),
  },
  delays: {
    loadMs: (node) => (node.store.disk.entries.size === 0 ? 0 : loadMs(node)),
    syncMs: (node) => (fsyncOf(node) === 'no' ? KERNEL_FLUSH_MS : EVERY_SECOND_MS),
    // At the beginning of a run the deployment has long been up.
    reconnectMs: (node) => (isFirstMoment(node) ? 0 : RECONNECT_MS),
    replTimeoutMs: ({ spec }) => Number(spec.settings['repl-timeout'] ?? REPL_TIMEOUT_S) * 1000,
  },
  inspect: inspectRedis,
};

function receive(node: RedisNode, packet: Packet, arrival: Arrival): undefined {
  switch (packet.type) {
    case 'redisCommand':
      return void serve(node, packet, arrival);
    case 'redisReply':
      if (packet.request < 0) {
        migrated(node, packet);
        return void serveBlocked(node);
      }
      return void answered(node, packet, arrival.from);
    case 'psync':
      return void startFollower(node, packet, arrival.from);
    case 'clusterPing':
      return void pinged(node, packet, arrival.from);
    case 'replicaAck':
      return void heardFrom(node, packet, arrival.from);
    case 'fullResync':
    case 'continueSync':
    case 'replicated':
    case 'close':
      return void fromMaster(node, packet, arrival.from);
    default:
      return undefined;
  }
}

function timer(node: RedisNode, name: string, key: string): undefined {
  if (name === CYCLE) runCycle(node);
  else if (name === WAIT_OVER) endWait(node, Number(key));
  else if (name === MIGRATION_OVER) {
    migrationTimedOut(node, Number(key));
    serveBlocked(node);
  } else if (name === PING_REPLICAS) pingReplicas(node);
  else if (name === ACKNOWLEDGE) acknowledgeAgain(node);
  else if (name === LOADED) loadSnapshot(node);
  else if (name === ELECTED) takeOver(node);
  else if (name === BUS) tendCluster(node);
  else if (name === SENTINEL) watch(node);
}
