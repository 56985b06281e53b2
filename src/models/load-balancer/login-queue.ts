/** Logins wait in line for the balancer's capacity; when the line is too long, newcomers are refused. */
import type { MachineEvent } from '../../statechart/index.ts';
import type { Balancer, Login } from './balancer-store.ts';
import { place, refuse } from './placement.ts';

export function receiveLogin(balancer: Balancer, login: Login): MachineEvent | undefined {
  const { logins } = balancer.store.memory;
  const { loginsPerSecond, loginQueueLimit } = balancer.knobs;
  // A phone that asks again has given up its earlier request: that one leaves the line.
  logins.delete(login.phone);
  if (loginsPerSecond === 0 && logins.size === 0) {
    place(balancer, login);
    return undefined;
  }
  const isFull = logins.size >= loginQueueLimit;
  if (isFull || balancer.state('admission') === 'shedding') {
    refuse(balancer, login, 'overCapacity');
    return isFull ? { type: 'OVER_LIMIT' } : undefined;
  }
  logins.set(login.phone, login);
  if (logins.size === 1) startService(balancer);
  noteDepth(balancer);
  return undefined;
}

/** The login at the head of the line has been served. */
export function serveLogin(balancer: Balancer): MachineEvent | undefined {
  const { logins } = balancer.store.memory;
  const [head] = logins.values();
  if (head === undefined) return undefined;
  logins.delete(head.phone);
  place(balancer, head);
  if (logins.size > 0) startService(balancer);
  noteDepth(balancer);
  return logins.size <= balancer.knobs.loginQueueLimit / 2 ? { type: 'DRAINED' } : undefined;
}

/** One login takes as long as the rate allows; without a limit the rest of the line goes at once. */
function startService(balancer: Balancer): void {
  const { loginsPerSecond } = balancer.knobs;
  balancer.startTimer('login', loginsPerSecond === 0 ? 0 : 1000 / loginsPerSecond);
}

/** Records the depth when it has moved past a power of two. */
function noteDepth(balancer: Balancer): void {
  const { memory } = balancer.store;
  const depth = memory.logins.size;
  const band = 32 - Math.clz32(depth);
  if (band === memory.depthBand) return;
  memory.depthBand = band;
  balancer.record('queue', { depth });
}
