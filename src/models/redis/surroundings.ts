/** What a command finds around it at this server. */
import type { RedisNode } from './node.ts';
import { nowMsOf } from './node.ts';
import type { Surroundings } from './turn.ts';

export function surroundingsOf(node: RedisNode): Surroundings {
  const { keyspace, clients } = node.store.memory;
  return {
    keyspace,
    clients,
    nowMs: nowMsOf(node),
    isLoading: node.state('server') === 'loading',
    isReplica: false,
    hasGoodReplicas: true,
    acknowledged: () => 0,
    redirection: () => undefined,
    role: () => ['master', 0, []],
    clusterInfo: () => '',
  };
}
