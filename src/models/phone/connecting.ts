/** How a phone comes by a connection, for whoever runs many phones without their stores. */
import { backoffMs } from './backoff.ts';
import { CLIENT_POLICIES, clientWaitMs } from './backoff-presets.ts';
import type { PhoneKnobs } from './knobs.ts';

export { connectionMachine } from './connection-machine.ts';

/** Our choice; gRPC waits at least 20 s. */
export const CONNECT_TIMEOUT_MS = 5000;

/** Without a network and without backoff an app would spin; here it looks once a second: our choice. */
const SPIN_MS = 1000;

/**
 * The wait before the next attempt, in milliseconds, after this many failures (from 1).
 * `draw` answers a number in [0,1) for a failure's number.
 */
export function reconnectWaitMs(
  { backoff, backoffBaseMs, backoffCapMs }: PhoneKnobs,
  isOnline: boolean,
  failures: number,
  draw: (failure: number) => number,
): number {
  if (backoff === 'none' && !isOnline) return SPIN_MS;
  if (backoff === 'grpc') return clientWaitMs(failures, CLIENT_POLICIES.grpc, draw(failures));
  if (backoff === 'kafka') {
    return clientWaitMs(failures, CLIENT_POLICIES.kafkaReconnect, draw(failures));
  }
  const policy = { algorithm: backoff, baseMs: backoffBaseMs, capMs: backoffCapMs };
  return backoffMs(failures, policy, draw);
}
