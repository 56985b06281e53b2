/** Which chat servers are well: each is asked at a fixed period, and two silences are enough. */
import { inRegionOf } from '../protocol/index.ts';
import type { Balancer, ServerHealth } from './balancer-store.ts';
import { forgetServer } from './loads.ts';

/** Our choice; HAProxy takes 3, nginx 1. */
const MISSES_MOST = 2;

/** The servers of its own region. */
export const serversOf = ({ topology, index }: Balancer): readonly number[] =>
  inRegionOf(topology, index, topology.ofKind('chat-server'));

export function checkHealth(balancer: Balancer): void {
  for (const server of serversOf(balancer)) {
    const health = healthOf(balancer, server);
    if (health.asked) countMiss(balancer, server, health);
    health.asked = true;
    balancer.send(server, { type: 'healthCheck' });
  }
  balancer.startTimer('health', balancer.knobs.healthCheckMs);
}

export function receiveHealthReply(balancer: Balancer, server: number): void {
  const health = healthOf(balancer, server);
  health.asked = false;
  health.misses = 0;
}

export const isHealthy = (balancer: Balancer, server: number): boolean =>
  (balancer.store.memory.health.get(server)?.misses ?? 0) < MISSES_MOST;

function countMiss(balancer: Balancer, server: number, health: ServerHealth): void {
  health.misses += 1;
  if (health.misses !== MISSES_MOST) return;
  forgetServer(balancer, server);
  balancer.record('refused', { reason: 'unavailable', from: server });
}

function healthOf(balancer: Balancer, server: number): ServerHealth {
  const { health } = balancer.store.memory;
  const known = health.get(server);
  if (known !== undefined) return known;
  const fresh: ServerHealth = { asked: false, misses: 0 };
  health.set(server, fresh);
  return fresh;
}
