/** A phone without a socket asks for what is new: every so often, or again after each answer. */
import type { MachineEvent } from '../../statechart/index.ts';
import { sendToServer, type PhoneNode } from './phone-node.ts';

/** A sign of life that asks for one: a ping, or the question whether there is news. */
export function sendPing(node: PhoneNode): void {
  const { transport } = node.knobs;
  if (transport !== 'polling' && transport !== 'longPolling') {
    return sendToServer(node, { type: 'ping' });
  }
  const { memory } = node.store;
  // The server still holds the last question: it will be answered in time, or the connection is dead.
  if (transport === 'longPolling' && memory.isAsking) return;
  if (transport === 'longPolling') node.startTimer('pollDue', pongDelay(node));
  memory.isAsking = true;
  sendToServer(node, { type: 'poll' });
}

/** A long poll is asked from the first moment on. */
export function beginPolling(node: PhoneNode): void {
  node.store.memory.isAsking = false;
  node.stopTimer('pollDue');
  if (node.knobs.transport === 'longPolling') sendPing(node);
}

/** A question that the server holds has gone unanswered for longer than it may be held. */
export const pollIsDue = (): MachineEvent => ({ type: 'PONG_MISSING' });

/** The answer has come, with news behind it or none. */
export function receivePollAnswer(node: PhoneNode): MachineEvent {
  node.store.memory.isAsking = false;
  node.stopTimer('pollDue');
  if (node.knobs.transport === 'longPolling') sendPing(node);
  return { type: 'PONG' };
}

/** How long after the last one a sign of life is due. */
export function heartbeatDelay({ knobs }: PhoneNode): number {
  if (knobs.transport === 'polling') return knobs.pollMs;
  return knobs.transport === 'longPolling'
    ? knobs.pollHoldMs + knobs.pongTimeoutMs
    : knobs.heartbeatMs;
}

export function pongDelay({ knobs }: PhoneNode): number {
  const heldMs = knobs.transport === 'longPolling' ? knobs.pollHoldMs : 0;
  return heldMs + knobs.pongTimeoutMs;
}
