/** The load balancer: the one address that phones know. */
import type { MachineEvent } from '../../statechart/index.ts';
import type { Arrival, Component, Inspection, Packet } from '../protocol/index.ts';
import { admissionMachine } from './admission-machine.ts';
import { createBalancerStore, type Balancer } from './balancer-store.ts';
import { fidelity } from './fidelity.ts';
import { checkHealth, isHealthy, receiveHealthReply } from './health.ts';
import { loadBalancerKnobs } from './knobs.ts';
import { loadOf, uncount } from './loads.ts';
import { receiveLogin, receiveMember, serveLogin } from './login-queue.ts';
import { placementTimedOut, receivePlaced, receiveRefusal } from './placement.ts';

export const loadBalancer: Component<Balancer> = {
  kind: 'load-balancer',
  regions: [{ name: 'admission', machine: admissionMachine }],
  knobs: loadBalancerKnobs,
  fidelity,
  createStore: createBalancerStore,
  boot: (balancer) => balancer.startTimer('health', balancer.knobs.healthCheckMs),
  receive,
  timer,
  members: { ask: receiveMember, left: uncount },
  actions: {},
  delays: {},
  inspect,
};

function receive(balancer: Balancer, packet: Packet, { from }: Arrival): MachineEvent | undefined {
  switch (packet.type) {
    case 'open': {
      const { user, connection } = packet;
      return receiveLogin(balancer, { phone: from, user, connection });
    }
    case 'placed':
      receivePlaced(balancer, packet, from);
      return undefined;
    case 'placeRefused':
      receiveRefusal(balancer, packet, from);
      return undefined;
    case 'healthReply':
      receiveHealthReply(balancer, from);
      return undefined;
    default:
      balancer.record('refused', { reason: 'badRequest', from });
      return undefined;
  }
}

function timer(balancer: Balancer, name: string, key: string): MachineEvent | undefined {
  if (name === 'login') return serveLogin(balancer);
  if (name === 'health') checkHealth(balancer);
  else placementTimedOut(balancer, key);
  return undefined;
}

function inspect(balancer: Balancer): Inspection {
  const { logins, members } = balancer.store.memory;
  const nameOf = (node: number) => balancer.topology.nodes[node]?.name ?? '';
  return {
    tables: [
      {
        title: 'Chat servers',
        columns: ['server', 'healthy', 'connections'],
        rows: balancer.topology
          .ofKind('chat-server')
          .map((server) => [nameOf(server), isHealthy(balancer, server), loadOf(balancer, server)]),
      },
      {
        title: 'Waiting logins',
        columns: ['phone', 'user', 'connection'],
        rows: [...logins.values()].map(({ phone, user, connection }) => [
          nameOf(phone),
          user,
          connection,
        ]),
      },
    ],
    vital: { label: 'waiting logins', value: logins.size + members.size },
  };
}
