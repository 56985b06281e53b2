/** The notification service: asks the platforms' push providers to wake phones. */
import type { MachineEvent } from '../../statechart/index.ts';
import type { Arrival, Component, Inspection, Packet } from '../protocol/index.ts';
import { dispatchMachine } from './dispatch-machine.ts';
import { dispatchAll, receiveNotice, receiveResponse, responseTimedOut } from './dispatch.ts';
import { fidelity } from './fidelity.ts';
import { notificationServiceKnobs } from './knobs.ts';
import { createNotificationStore, type NotificationService } from './lanes.ts';
import { registerToken } from './tokens.ts';

/** Our choice: 1, 2, 4 s and so on, at most a minute. */
const RETRY_BASE_MS = 500;
const RETRY_CAP_MS = 60_000;

export const notificationService: Component<NotificationService> = {
  kind: 'notification-service',
  regions: [{ name: 'dispatch', machine: dispatchMachine }],
  knobs: notificationServiceKnobs,
  fidelity,
  createStore: createNotificationStore,
  receive,
  timer: (service, _name, key) => responseTimedOut(service, key),
  actions: { dispatchAll },
  delays: { retryAfter },
  inspect,
};

function receive(
  service: NotificationService,
  packet: Packet,
  { from }: Arrival,
): MachineEvent | undefined {
  switch (packet.type) {
    case 'notify':
      return receiveNotice(service, packet);
    case 'registerToken':
      registerToken(service, packet);
      return undefined;
    case 'pushResponse':
      return receiveResponse(service, packet, from);
    default:
      service.record('refused', { reason: 'badRequest', from });
      return undefined;
  }
}

function retryAfter(service: NotificationService): number {
  const strikes = Number(service.context('dispatch', 'strikes'));
  let waitMs = RETRY_BASE_MS;
  for (let strike = 0; strike < strikes && waitMs < RETRY_CAP_MS; strike += 1) waitMs *= 2;
  return Math.min(RETRY_CAP_MS, waitMs);
}

function inspect(service: NotificationService): Inspection {
  const lanes = [...service.store.memory.lanes.values()];
  const waiting = lanes.reduce((sum, lane) => sum + lane.waiting.length, 0);
  return {
    tables: [
      {
        title: 'Pushes to ask for',
        columns: ['user', 'provider', 'asked now', 'times asked', 'waiting'],
        rows: lanes.map((lane) => [
          lane.user,
          service.topology.nodes[lane.provider]?.name ?? '',
          lane.flight?.name ?? null,
          lane.attempts,
          lane.waiting.length,
        ]),
      },
    ],
    vital: { label: 'waiting', value: waiting },
  };
}
