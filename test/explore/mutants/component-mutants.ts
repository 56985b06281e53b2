/** Bugs that no option offers: planted in a component's own doings. */
import type { ChatMessage, Packet } from '../../../src/models/index.ts';
import { altered, type AnyNode } from './altered.ts';
import type { Mutant } from './mutant.ts';
import {
  busy,
  ghosts,
  group,
  hasty,
  logged,
  newPhone,
  pocket,
  stableList,
  storm,
  watching,
} from './scenarios.ts';

/** The nth message of its phone: bugs that strike now and then go by it. */
const numberOf = ({ name }: ChatMessage | { readonly name: string }): number =>
  Number(/\d+$/.exec(name)?.[0] ?? 0);

/** Redis as if SET knew no expiry. */
function withoutExpiry(packet: Packet): Packet {
  if (packet.type !== 'redisCommand') return packet;
  const place = packet.words.indexOf('PX');
  return place < 0 ? packet : { ...packet, words: packet.words.slice(0, place) };
}

const isCommand = (packet: Packet, command: string): boolean =>
  packet.type === 'redisCommand' && packet.words[0] === command;

const isDeletion = (packet: Packet): boolean =>
  packet.type === 'query' && packet.statement.kind === 'deleteOutbox';

const inventions: readonly Mutant[] = [
  {
    bug: 'a server that cuts long texts',
    breaks: 'no-invention',
    scenario: group,
    components: altered('chat-server', {
      sends: (packet) =>
        packet.type === 'deliver'
          ? { ...packet, message: { ...packet.message, text: packet.message.text.slice(0, 12) } }
          : packet,
    }),
  },
  {
    bug: 'a retry under a new name',
    breaks: 'no-invention',
    scenario: group,
    components: altered('phone', {
      sends: (packet) =>
        packet.type === 'publish' && packet.attempt > 1
          ? { ...packet, message: { ...packet.message, name: `${packet.message.name}7` } }
          : packet,
    }),
  },
  {
    bug: 'a server that hands messages to all its phones',
    breaks: 'no-invention',
    scenario: group,
    components: altered('chat-server', {
      sends(packet, node) {
        if (packet.type !== 'deliver' || packet.message.conversation !== 'ana-ben') return packet;
        const cleo = node.topology.indexOf('cleo');
        const { sockets } = node.store.memory as { sockets: Map<number, { connection: number }> };
        const socket = sockets.get(cleo);
        if (socket !== undefined) node.send(cleo, packet, socket.connection);
        return packet;
      },
    }),
  },
  {
    bug: 'a table that sees no conflict for a second message of a phone',
    breaks: 'accepted-once',
    scenario: hasty,
    components: altered('cassandra', {
      hears(packet) {
        if (packet.type !== 'query' || packet.statement.kind !== 'insertWithOutbox') return packet;
        const { row } = packet.statement;
        return numberOf(row) % 2 === 0 ? { ...packet, statement: { kind: 'insert', row } } : packet;
      },
    }),
  },
];

const sealing: readonly Mutant[] = [
  {
    bug: 'a retry that forgets to seal',
    breaks: 'sealed',
    scenario: newPhone,
    components: altered('phone', {
      sends(packet) {
        if (packet.type !== 'publish' || packet.attempt === 1) return packet;
        const { sealed: _, ...message } = packet.message;
        return { ...packet, message: { ...message, text: 'in clear words' } };
      },
    }),
  },
  {
    bug: 'a phone that keeps a changed key to itself',
    breaks: 'key-change-visible',
    scenario: newPhone,
    components: altered('phone', { records: (_, kind) => kind !== 'keyChanged' }),
  },
  {
    bug: 'a phone that blames the change of a key on somebody else',
    breaks: 'key-change-visible',
    scenario: newPhone,
    components: altered('phone', {
      records(node, kind, fields) {
        if (kind !== 'keyChanged') return true;
        node.record(kind, { ...fields, device: node.index });
        return false;
      },
    }),
  },
];

const order: readonly Mutant[] = [
  {
    bug: 'a phone that forgets the numbers of messages',
    breaks: 'same-order',
    scenario: group,
    components: altered('phone', {
      hears: (packet, node) =>
        packet.type === 'deliver' && node.name === 'ben'
          ? { ...packet, message: { ...packet.message, sequence: 0 } }
          : packet,
    }),
  },
  {
    bug: 'a phone that never looks for gaps',
    breaks: 'no-hidden-gaps',
    scenario: hasty,
    design: { cursor: 'highestSeen', redelivery: 'none', dedup: 'insertOnly' },
    components: altered('phone', { minds: (timer) => timer !== 'gap' }),
  },
  {
    bug: 'a page that leaves out its first row, read as the whole',
    breaks: 'no-hidden-gaps',
    scenario: group,
    design: { redelivery: 'none', dedup: 'insertOnly' },
    components: altered('chat-server', {
      sends: (packet) =>
        packet.type === 'syncPage' && packet.messages.length > 1
          ? { ...packet, messages: packet.messages.slice(1) }
          : packet,
    }),
  },
  {
    bug: 'a server that delivers the second before the first',
    breaks: 'sender-order',
    scenario: group,
    components: altered('phone', {
      hears: (packet) =>
        packet.type === 'deliver'
          ? { ...packet, message: { ...packet.message, sequence: 100 - packet.message.sequence } }
          : packet,
    }),
  },
  {
    bug: 'a phone that puts every third message at the top',
    breaks: 'stable-view',
    scenario: stableList,
    components: altered('phone', {
      hears: (packet) =>
        packet.type === 'deliver' && numberOf(packet.message) % 3 === 0
          ? { ...packet, message: { ...packet.message, sequence: 1 } }
          : packet,
    }),
  },
];

const ticks: readonly Mutant[] = [
  {
    bug: 'blue ticks when it is delivered',
    breaks: 'honest-ticks',
    scenario: group,
    components: altered('chat-server', {
      sends: (packet) =>
        packet.type === 'receipt' && packet.status === 'delivered'
          ? { ...packet, status: 'read', evidence: 'opened' }
          : packet,
    }),
  },
  {
    bug: 'two ticks when the first member of a group has it',
    breaks: 'honest-ticks',
    scenario: group,
    components: altered('phone', {
      after(packet, node) {
        if (packet.type !== 'receipt' || packet.status !== 'delivered') return;
        node.record('status', { message: packet.name, status: 'delivered', evidence: 'deviceAck' });
      },
    }),
  },
  {
    bug: 'every acknowledgement shows one tick, a late one too',
    breaks: 'ticks-forward',
    scenario: hasty,
    components: altered('phone', {
      after(packet, node) {
        if (packet.type !== 'publishAck') return;
        node.record('status', { message: packet.name, status: 'sent', evidence: 'store' });
      },
    }),
  },
  {
    bug: 'a phone that shows receipts as they come after a reconnect',
    breaks: 'ticks-forward',
    scenario: group,
    components: altered('phone', { knobs: { tickOrder: 'latest' } }),
  },
  {
    bug: 'a phone that never sends again',
    breaks: 'eventual-delivery',
    scenario: hasty,
    components: altered('phone', { minds: (timer) => timer !== 'retry' }),
  },
  {
    bug: 'a lease that Redis lets live for ever',
    breaks: 'no-ghosts',
    scenario: ghosts,
    components: altered('redis', { hears: withoutExpiry }),
  },
  {
    bug: 'a server whose leases are forty times as long as declared',
    breaks: 'no-ghosts',
    scenario: ghosts,
    components: altered('chat-server', { knobs: { mapTtlMs: 600_000 } }),
  },
];

const presence: readonly Mutant[] = [
  {
    bug: 'watchers are told of comings, never of goings',
    breaks: 'presence-converges',
    scenario: watching,
    components: altered('chat-server', {
      sends: (packet) => (packet.type === 'presence' && !packet.online ? undefined : packet),
    }),
  },
  {
    bug: 'a server that looks once and never again',
    breaks: 'presence-converges',
    scenario: watching,
    components: altered('chat-server', { minds: (timer) => timer !== 'presence' }),
  },
  {
    bug: 'presence without expiry',
    breaks: 'presence-fresh',
    scenario: watching,
    components: altered('redis', { hears: withoutExpiry }),
  },
];

const counts: readonly Mutant[] = [
  {
    bug: 'a server that swallows every third message of a phone',
    breaks: 'conservation',
    scenario: group,
    components: altered('chat-server', {
      hears: (packet) =>
        packet.type === 'publish' && numberOf(packet.message) % 3 === 0 ? undefined : packet,
    }),
  },
  {
    bug: 'a phone that drops what comes while its list is long',
    breaks: 'conservation',
    scenario: group,
    components: altered('phone', {
      hears: (packet) =>
        packet.type === 'deliver' && packet.message.sequence > 4 ? undefined : packet,
    }),
  },
  {
    bug: 'an outbox from which the same message is removed twice',
    breaks: 'conservation',
    scenario: group,
    components: altered('phone', {
      after(packet, node) {
        if (packet.type !== 'publishAck') return;
        node.record('forgotten', { message: packet.name, place: 'outbox' });
      },
    }),
  },
  {
    bug: 'a consumer that commits what was never appended',
    breaks: 'conservation',
    scenario: logged,
    components: altered('chat-server', {
      sends: (packet) =>
        packet.type === 'commitOffset' ? { ...packet, offset: packet.offset + 1 } : packet,
    }),
  },
  {
    bug: 'outbox rows that nobody deletes',
    breaks: 'bounded-backlog',
    scenario: group,
    components: altered('chat-server', {
      sends: (packet) => (isDeletion(packet) ? undefined : packet),
    }),
  },
  {
    bug: 'an offline list that nobody trims',
    breaks: 'bounded-backlog',
    scenario: group,
    design: { offlineQueue: 'fifo', enqueue: 'always' },
    components: altered('chat-server', {
      sends: (packet) => (isCommand(packet, 'LREM') ? undefined : packet),
    }),
  },
  {
    bug: 'a balancer that never says no',
    breaks: 'bounded-backlog',
    scenario: storm,
    components: altered('load-balancer', { knobs: { loginQueueLimit: 100_000 } }),
  },
  {
    bug: 'logins that are asked for again every tenth of a second',
    breaks: 'no-retry-storm',
    scenario: storm,
    components: altered('phone', { knobs: { backoffBaseMs: 20, backoffCapMs: 100 } }),
  },
  {
    bug: 'a phone that asks for its whole history with every message',
    breaks: 'load',
    scenario: busy,
    components: altered('phone', { after: askForEverything }),
  },
  {
    bug: 'a phone that asks twelve times for each page it gets',
    breaks: 'budgets',
    scenario: pocket,
    components: altered('phone', { after: askOften }),
  },
];

/** Whoever gets a message asks for all that came before it, several times over. */
function askForEverything(packet: Packet, node: AnyNode): void {
  if (packet.type !== 'deliver') return;
  const { conversation } = packet.message;
  for (let time = 0; time < 30; time++) sync(node, conversation);
}

function askOften(packet: Packet, node: AnyNode): void {
  if (packet.type !== 'pong') return;
  for (let time = 0; time < 100; time++) sync(node, 'ana-ben');
}

function sync(node: AnyNode, conversation: string): void {
  const { server, connection } = node.store.memory as { server: number; connection: number };
  if (server >= 0) node.send(server, { type: 'sync', conversation, after: 0 }, connection);
}

export const componentMutants: readonly Mutant[] = [
  ...inventions,
  ...sealing,
  ...order,
  ...ticks,
  ...presence,
  ...counts,
];
