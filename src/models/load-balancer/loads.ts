/** How many phones each server holds, as far as the balancer can know. */
import type { Balancer } from './balancer-store.ts';

export const loadOf = ({ store }: Balancer, server: number): number =>
  store.memory.loads.get(server) ?? 0;

/** The phone goes to this server, and is counted nowhere else any more. */
export function assign(balancer: Balancer, phone: number, server: number): void {
  release(balancer, phone);
  balancer.store.memory.servers.set(phone, server);
  count(balancer, server);
}

/** One connection more. */
export function count(balancer: Balancer, server: number): void {
  balancer.store.memory.loads.set(server, loadOf(balancer, server) + 1);
}

/** One connection less; a server that was given up is counted anew and has none to lose. */
export function uncount(balancer: Balancer, server: number): void {
  const load = loadOf(balancer, server);
  if (load > 0) balancer.store.memory.loads.set(server, load - 1);
}

export function release(balancer: Balancer, phone: number): void {
  const { servers, loads } = balancer.store.memory;
  const server = servers.get(phone);
  if (server === undefined) return;
  servers.delete(phone);
  loads.set(server, loadOf(balancer, server) - 1);
}

/** A server is given up: so are the connections that went there. */
export function forgetServer(balancer: Balancer, server: number): void {
  const { servers, loads } = balancer.store.memory;
  for (const [phone, holder] of servers) if (holder === server) servers.delete(phone);
  loads.delete(server);
}
