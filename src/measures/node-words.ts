/** What a node, a person, a chat and a message are called in a sentence. */
import type { Names } from '../kernel/index.ts';
import type { ComponentKind, Topology } from '../models/index.ts';
import type { MessageBook } from './message-book.ts';

/** Reading names is all that words need: a trace's table and a view's table both do. */
export type ReadNames = Pick<Names, 'text'>;

const KIND_WORDS: Readonly<Record<Exclude<ComponentKind, 'phone'>, string>> = {
  'load-balancer': 'the load balancer',
  'chat-server': 'the server',
  redis: 'Redis',
  kafka: 'Kafka',
  cassandra: 'Cassandra',
  'notification-service': 'the notification service',
  'push-provider': 'the push provider',
  'key-registry': 'the key registry',
  'object-store': 'the object store',
  cdn: 'the CDN',
  crowd: 'the crowd',
  postgresql: 'PostgreSQL',
};

/** Names that are words of their own already. */
const OWN_WORDS: Readonly<Record<string, string>> = { apns: 'APNs', fcm: 'FCM' };

const TEXT_LENGTH_MAX = 32;

/** "Ana" for the user ana. */
export function personWords(user: string): string {
  return user
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join(' ');
}

/** "Ana's phone", "server 7", "Redis": as it stands in the middle of a sentence. */
export function nodeWords(topology: Topology, node: number): string {
  const spec = topology.nodes[node];
  if (spec === undefined) return 'nobody';
  const { name, kind } = spec;
  if (kind === 'phone') return phoneWords(name, String(spec.settings['user'] ?? name));
  const own = OWN_WORDS[name];
  if (own !== undefined) return own;
  const words = KIND_WORDS[kind];
  const number = /-(\d+)$/.exec(name)?.[1];
  if (number !== undefined) return `${words.replace(/^the /, '')} ${number}`;
  return topology.ofKind(kind).length > 1 ? `${words} ${name}` : words;
}

function phoneWords(name: string, user: string): string {
  const owner = `${personWords(user)}'s`;
  if (name === user) return `${owner} phone`;
  const rest = name.startsWith(`${user}-`) ? name.slice(user.length + 1) : name;
  return `${owner} ${/^\d+$/.test(rest) ? `phone ${rest}` : rest.replaceAll('-', ' ')}`;
}

/** "the chat with Ben" from Ana's side, "the chat “hikers”" for a group. */
export function chatWords(topology: Topology, conversation: string, viewer = ''): string {
  const others = topology.membersOf(conversation).filter((member) => member !== viewer);
  if (others.length === 1) return `the chat with ${personWords(others[0]!)}`;
  if (others.length === 2 && viewer === '') {
    return `the chat of ${others.map(personWords).join(' and ')}`;
  }
  return `the chat “${conversation}”`;
}

/** "key 2 of Ben's phone": an identity key by its id, ben/k2; "a stand-in for" it for another's. */
export function keyWords(topology: Topology, key: string): string {
  const [, owner, conversation, generation] = /^(.+\/k\d+)\/g\/(.+)\/(\d+)$/.exec(key) ?? [];
  if (owner !== undefined) {
    return `sender key ${generation} for ${conversation} under ${keyWords(topology, owner)}`;
  }
  const [, holder = '', real] = /^([^/]+)\/(.+\/k\d+)$/.exec(key) ?? [];
  if (real !== undefined) {
    return `a key of ${nodeWords(topology, topology.indexOf(holder))} in place of ${keyWords(topology, real)}`;
  }
  const [, device, number] = /^(.+)\/k(\d+)$/.exec(key) ?? [];
  const node = device === undefined ? -1 : topology.indexOf(device);
  return node < 0 ? `the key ${key}` : `key ${number} of ${nodeWords(topology, node)}`;
}

/** “Meet at six?”, cut when long; a comma of ours never stands inside the quotes. */
export function quoted(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  if (oneLine.length <= TEXT_LENGTH_MAX) return `“${oneLine}”`;
  return `“${oneLine.slice(0, TEXT_LENGTH_MAX - 1).trimEnd()}…”`;
}

/** What a message says where the book knows it, else "Ana's message 3". */
export function messageWords(names: ReadNames, message: number, book?: MessageBook): string {
  if (message < 0) return 'a message';
  const facts = book?.about(message);
  if (facts !== undefined && facts.text >= 0) return quoted(names.text(facts.text));
  const [, phone, number] = /^(.+)\/m(\d+)$/.exec(names.text(message)) ?? [];
  if (phone === undefined) return `message ${names.text(message)}`;
  return `${personWords(phone)}'s message ${number}`;
}

/** A sentence begins with a capital and ends with one full stop. */
export function sentence(text: string): string {
  const whole = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
