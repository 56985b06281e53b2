/** Ana's phone on the bench, sealing: Ben has a phone and a tablet, and there is a key registry. */
import { phone } from '../../../src/models/phone/index.ts';
import {
  sealText,
  type Packet,
  type PacketOf,
  type StoredMessage,
} from '../../../src/models/protocol/index.ts';
import { fakeNode } from '../fake-node.ts';

const NODES = [
  { name: 'ana', kind: 'phone' },
  { name: 'ben', kind: 'phone' },
  { name: 'ben-tablet', kind: 'phone', settings: { user: 'ben' } },
  { name: 'balancer', kind: 'load-balancer' },
  { name: 'server-1', kind: 'chat-server' },
  { name: 'apns', kind: 'push-provider', settings: { flavour: 'apns' } },
  { name: 'keys', kind: 'key-registry' },
] as const;

export const anasPhone = (knobs: Record<string, string | number> = {}) => {
  const ana = fakeNode(phone, {
    name: 'ana',
    topology: { nodes: NODES, conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }] },
    knobs: { encryption: 'pairwise', ...knobs },
  });
  connect(ana);
  return ana;
};

export type Phone = ReturnType<typeof anasPhone>;

export function connect(ana: Phone): void {
  ana.deliver({ type: 'opened', server: 4 }, 'server-1', ana.node.store.memory.connection);
}

export const fromServer = (ana: Phone, packet: Packet) =>
  ana.deliver(packet, 'server-1', ana.node.store.memory.connection);

export const bundle = (device: string, key = `${device}/k1`, prekey = `${key}/o1`): Packet => ({
  type: 'keyBundle',
  device,
  key,
  signedPrekey: `${key}/s1`,
  prekey,
});

export const types = (ana: Phone, text: string) =>
  ana.operate({ act: 'type', conversation: 'ana-ben', text });

export const sent = <Type extends Packet['type']>(ana: Phone, type: Type): PacketOf<Type>[] =>
  ana.sent.flatMap(({ packet }) => (packet.type === type ? [packet as PacketOf<Type>] : []));

export const told = (ana: Phone, kind: string): string[] =>
  ana.log.filter((line) => line.startsWith(`${kind} `));

/** A message of Ben's, sealed to a key of Ana's. */
export const sealedToAna = (name: string, sequence: number, key = 'ana/k1'): StoredMessage => ({
  name,
  conversation: 'ana-ben',
  sender: 'ben',
  text: '',
  typedAtUs: sequence,
  sequence,
  sealed: [sealText(`Text of ${name}`, name, 'ana', key)],
});

/** Knows both of Ben's devices, and has sent a message that got one tick. */
export function acquainted(knobs: Record<string, string | number> = {}): Phone {
  const ana = anasPhone(knobs);
  types(ana, 'Six?');
  ana.deliver(bundle('ben'), 'keys');
  ana.deliver(bundle('ben-tablet'), 'keys');
  fromServer(ana, { type: 'publishAck', name: 'ana/m1', evidence: 'store', sequence: 1 });
  return ana;
}

export const asks = (ana: Phone, device = 'ben', key = 'ben/k2', name = 'ana/m1') =>
  fromServer(ana, { type: 'askAgain', name, sender: 'ana', device, key });
