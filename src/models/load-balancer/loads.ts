/** How many phones each server holds, as far as the balancer can know. */
import type { Balancer } from './balancer-store.ts';

export const loadOf = ({ store }: Balancer, server: number): number =>
  store.memory.loads.get(server) ?? 0;

/** The phone goes to this server, and is counted nowhere else any more. */
export function assign(balancer: Balancer, phone: number, server: number): void {
  release(balancer, phone);
  balancer.store.memory.servers.set(phone, server);
  balancer.store.memory.loads.set(server, loadOf(balancer, server) + 1);
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
