/** What a command finds around it at this server. */
import { PORT } from './failover.ts';
import type { Viewer } from './keyspace.ts';
import { acknowledged, hasGoodReplicas } from './master.ts';
import type { RedisNode } from './node.ts';
import { nowMsOf } from './node.ts';
import { clusterInfo, redirection } from './redirection.ts';
import type { Reply } from './reply.ts';
import { slotCommand } from './resharding.ts';
import type { Surroundings } from './turn.ts';

export function surroundingsOf(node: RedisNode, viewer: Viewer = viewerAt(node)): Surroundings {
  const { keyspace, clients } = node.store.memory;
  return {
    keyspace,
    clients,
    viewer,
    nowMs: nowMsOf(node),
    isLoading: node.state('server') === 'loading',
    hasGoodReplicas: hasGoodReplicas(node),
    acknowledged: (offset) => acknowledged(node, offset),
    redirection: (asked) => redirection(node, asked),
    role: () => roleOf(node),
    clusterInfo: () => clusterInfo(node),
    slotCommand: (words) => slotCommand(node, words),
  };
}

const viewerAt = (node: RedisNode): Viewer =>
  node.store.disk.following === '' ? 'master' : 'replica';

function roleOf(node: RedisNode): Reply {
  const { following } = node.store.disk;
  const { offset, followers } = node.store.memory.replication;
  if (following !== '') {
    const state = node.state('replication');
    // Without its connection to the master a replica tells no offset.
    const told = state === 'connected' ? offset : -1;
    return ['slave', following, PORT, state === 'promoting' ? 'connect' : state, told];
  }
  const replicas = [...followers].map(([follower, { acknowledged: told }]) => [
    node.topology.nodes[follower]?.name ?? '',
    `${PORT}`,
    `${told < 0 ? 0 : told}`,
  ]);
  return ['master', offset, replicas];
}
