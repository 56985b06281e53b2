/** Bugs in what is reported, believed and counted: ticks, presence, queues, retries. */
import type { ChatMessage, Packet } from '../../../src/models/index.ts';
import { altered, type AnyNode } from './altered.ts';
import type { Mutant } from './mutant.ts';
import { busy, ghosts, group, hasty, pocket, storm, watching } from './scenarios.ts';
import { logged } from './logged.ts';

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

export const reportMutants: readonly Mutant[] = [...ticks, ...presence, ...counts];
