/** The one number on a node's card: how much it has in hand. */
import { crowdPhones, type NodeSpec } from '../../models/index.ts';
import type { NodeFace } from './projections/node-faces.ts';

export interface Vital {
  readonly label: string;
  readonly value: number;
}

export function vitalOf(face: NodeFace, spec: NodeSpec): Vital {
  if (face.queue > 0) return { label: 'waiting', value: face.queue };
  switch (spec.kind) {
    case 'phone':
      return { label: 'in outbox', value: face.kept };
    case 'load-balancer':
      return { label: 'placed', value: face.handled };
    case 'chat-server':
      return { label: face.sockets === 1 ? 'socket' : 'sockets', value: face.sockets };
    case 'redis':
      return { label: 'calls', value: face.handled };
    case 'kafka':
      return { label: 'records', value: face.handled };
    case 'cassandra':
      return { label: face.kept === 1 ? 'row' : 'rows', value: face.kept };
    case 'notification-service':
      return { label: 'asked', value: face.handled };
    case 'push-provider':
      return { label: 'kept', value: face.kept };
    case 'key-registry':
      return { label: 'calls', value: face.handled };
    case 'object-store':
    case 'cdn':
      return { label: 'requests', value: face.handled };
    case 'postgresql':
      return { label: 'statements', value: face.handled };
    case 'crowd':
      return { label: 'phones', value: crowdPhones(spec) };
  }
}
