/** Bugs in what is carried, sealed and ordered: planted in a component's own doings. */
import type { ChatMessage } from '../../../src/models/index.ts';
import { altered } from './altered.ts';
import type { Mutant } from './mutant.ts';
import { group, hasty, newPhone, stableList } from './scenarios.ts';

/** The nth message of its phone: bugs that strike now and then go by it. */
const numberOf = ({ name }: ChatMessage | { readonly name: string }): number =>
  Number(/\d+$/.exec(name)?.[0] ?? 0);

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

export const contentMutants: readonly Mutant[] = [...inventions, ...sealing, ...order];
