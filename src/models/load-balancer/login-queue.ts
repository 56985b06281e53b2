/**
 * Logins wait in line for the balancer's capacity; when the line is too long, newcomers are refused.
 * Drawn phones and members of crowds stand in one line, first come first served.
 */
import type { MachineEvent } from '../../statechart/index.ts';
import type { Balancer, Login } from './balancer-store.ts';
import { firstOf, join, leave, type MemberTicket } from './member-line.ts';
import { hasServer, place, placeMember, refuse } from './placement.ts';

export function receiveLogin(balancer: Balancer, login: Login): MachineEvent | undefined {
  const { memory } = balancer.store;
  const { logins } = memory;
  // A phone that asks again has given up its earlier request: that one leaves the line.
  logins.delete(login.phone);
  if (isOpen(balancer)) {
    place(balancer, login);
    return undefined;
  }
  const isFull = waiting(balancer) >= balancer.knobs.loginQueueLimit;
  if (isFull || balancer.state('admission') === 'shedding') {
    refuse(balancer, login, 'overCapacity');
    return isFull ? { type: 'OVER_LIMIT' } : undefined;
  }
  memory.asked += 1;
  logins.set(login.phone, { ...login, order: memory.asked });
  if (waiting(balancer) === 1) startService(balancer);
  noteDepth(balancer);
  return undefined;
}

/** A member of a crowd asks. False when it is turned away at once. */
export function receiveMember(
  balancer: Balancer,
  crowd: number,
  member: number,
  connection: number,
): boolean {
  const { memory } = balancer.store;
  // The crowd is told at once what a proxy answers when nobody is behind it.
  if (!hasServer(balancer)) return false;
  if (isOpen(balancer)) {
    placeMember(balancer, crowd, member, connection);
    return true;
  }
  const isFull = waiting(balancer) >= balancer.knobs.loginQueueLimit;
  if (isFull || balancer.state('admission') === 'shedding') {
    if (isFull) balancer.step({ type: 'OVER_LIMIT' });
    return false;
  }
  memory.asked += 1;
  join(memory.members, { crowd, member, connection, order: memory.asked });
  if (waiting(balancer) === 1) startService(balancer);
  noteRoughDepth(balancer);
  return true;
}

/** The login at the head of the line has been served. */
export function serveLogin(balancer: Balancer): MachineEvent | undefined {
  const { logins, members } = balancer.store.memory;
  const ticket = firstWhoStillAsks(balancer);
  const [head] = logins.values();
  if (head !== undefined && (ticket === undefined || head.order < ticket.order)) {
    logins.delete(head.phone);
    place(balancer, head);
  } else if (ticket !== undefined) {
    leave(members);
    placeMember(balancer, ticket.crowd, ticket.member, ticket.connection);
    if (waiting(balancer) > 0) startService(balancer);
    noteRoughDepth(balancer);
    return drained(balancer);
  } else return waiting(balancer) === 0 ? { type: 'DRAINED' } : undefined;
  if (waiting(balancer) > 0) startService(balancer);
  noteDepth(balancer);
  return drained(balancer);
}

const drained = (balancer: Balancer): MachineEvent | undefined =>
  waiting(balancer) <= balancer.knobs.loginQueueLimit / 2 ? { type: 'DRAINED' } : undefined;

/** Members who have given up are found out when their turn comes; they cost no service. */
function firstWhoStillAsks(balancer: Balancer): MemberTicket | undefined {
  const { members } = balancer.store.memory;
  for (let ticket = firstOf(members); ticket !== undefined; ticket = firstOf(members)) {
    const { crowd, member, connection } = ticket;
    if (balancer.crowds?.isAsking(crowd, member, connection) === true) return ticket;
    leave(members);
  }
  return undefined;
}

const waiting = ({ store }: Balancer): number =>
  store.memory.logins.size + store.memory.members.size;

/** Nobody waits and there is no limit. */
const isOpen = (balancer: Balancer): boolean =>
  balancer.knobs.loginsPerSecond === 0 && waiting(balancer) === 0;

/** One login takes as long as the rate allows; without a limit the rest of the line goes at once. */
function startService(balancer: Balancer): void {
  const { loginsPerSecond } = balancer.knobs;
  balancer.startTimer('login', loginsPerSecond === 0 ? 0 : 1000 / loginsPerSecond);
}

/** A crowd comes and goes around a power of two by the thousand: one step past it is not told. */
function noteRoughDepth(balancer: Balancer): void {
  const band = 32 - Math.clz32(waiting(balancer));
  if (Math.abs(band - balancer.store.memory.depthBand) > 1) noteDepth(balancer);
}

/** Records the depth when it has moved past a power of two. */
function noteDepth(balancer: Balancer): void {
  const { memory } = balancer.store;
  const depth = waiting(balancer);
  const band = 32 - Math.clz32(depth);
  if (band === memory.depthBand) return;
  memory.depthBand = band;
  balancer.record('queue', { depth });
}
