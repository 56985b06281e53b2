/** Ana's phone on the bench: with a balancer, two servers and both push providers around it. */
import { phone } from '../../../src/models/phone/index.ts';
import type { Packet, StoredMessage } from '../../../src/models/protocol/index.ts';
import { fakeNode, type FakeNodeOptions } from '../fake-node.ts';

const NODES = [
  { name: 'ana', kind: 'phone' },
  { name: 'ben', kind: 'phone' },
  { name: 'cy', kind: 'phone' },
  { name: 'cy-tablet', kind: 'phone', settings: { user: 'cy' } },
  { name: 'balancer', kind: 'load-balancer' },
  { name: 'server-1', kind: 'chat-server' },
  { name: 'server-7', kind: 'chat-server' },
  { name: 'apns', kind: 'push-provider', settings: { flavour: 'apns' } },
  { name: 'fcm', kind: 'push-provider', settings: { flavour: 'fcm' } },
] as const;

const CONVERSATIONS = [
  { name: 'ana-ben', members: ['ana', 'ben'] },
  { name: 'trip', members: ['ana', 'ben', 'cy'] },
  { name: 'ben-cy', members: ['ben', 'cy'] },
];

export type AnasPhone = ReturnType<typeof anasPhone>;

/** Started, and asking for its first connection. */
export const anasPhone = (options: FakeNodeOptions = {}) =>
  fakeNode(phone, {
    name: 'ana',
    topology: { nodes: NODES, conversations: CONVERSATIONS },
    ...options,
  });

/** The server answers the request for a connection that is pending. */
export function connect(ana: AnasPhone, server = 'server-1'): void {
  const connection = ana.node.store.memory.connection;
  const opened = { type: 'opened', server: ana.node.topology.indexOf(server) } as const;
  ana.deliver(opened, server, connection);
}

/** Started and connected to server-1, with nothing logged yet. */
export function connectedPhone(options: FakeNodeOptions = {}): AnasPhone {
  const ana = anasPhone(options);
  connect(ana);
  ana.news();
  ana.answers();
  return ana;
}

/** A packet from the server on the present connection. */
export function fromServer(ana: AnasPhone, packet: Packet, server = 'server-1'): void {
  ana.deliver(packet, server, ana.node.store.memory.connection);
}

export const message = (
  name: string,
  sequence: number,
  text = name,
  conversation = 'ana-ben',
): StoredMessage => ({
  name,
  conversation,
  sender: name.split('/')[0] ?? '',
  text,
  typedAtUs: sequence,
  sequence,
});

/** What stands on Ana's screen, top to bottom. */
export const screen = (ana: AnasPhone, conversation = 'ana-ben'): string[] =>
  ana
    .inspect()
    .tables.find(({ title }) => title === conversation)!
    .rows.map(([name, , text, number, status]) => `${name} ${number ?? '-'} ${status}: ${text}`);

/** The kinds of packet sent since the last call. */
export const sentTypes = (ana: AnasPhone): string[] => ana.answers().map(({ type }) => type);
