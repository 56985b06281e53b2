/** PUBLISH and SUBSCRIBE: a message reaches who listens now, and nobody else, ever. */
import { isSubscriber } from './client.ts';
import { NO_KEYS, wordAt } from './command.ts';
import { matchesGlob } from './glob.ts';
import type { Reply } from './reply.ts';
import type { SessionCommand, SessionFamily } from './session-command.ts';
import type { Turn } from './turn.ts';

type Kind = 'channels' | 'patterns';

const open = { keys: NO_KEYS, whileLoading: true, whileSubscribed: true } as const;

const subscribe = (verb: string, kind: Kind): SessionCommand => ({
  ...open,
  arity: -2,
  run({ client }, words) {
    return words.slice(1).map((channel) => {
      client[kind].add(channel);
      return [verb, channel, client.channels.size + client.patterns.size];
    });
  },
});

const unsubscribe = (verb: string, kind: Kind): SessionCommand => ({
  ...open,
  arity: -1,
  run({ client }, words): readonly Reply[] {
    const count = () => client.channels.size + client.patterns.size;
    const named = words.length > 1 ? words.slice(1) : [...client[kind]];
    if (named.length === 0) return [[verb, null, count()]];
    return named.map((channel) => {
      client[kind].delete(channel);
      return [verb, channel, count()];
    });
  },
});

/** The number of receivers now; 0 says that the message is lost for ever. */
const PUBLISH: SessionCommand = {
  arity: 3,
  keys: NO_KEYS,
  whileLoading: true,
  run(turn, words) {
    const [channel, message] = [wordAt(words, 1), wordAt(words, 2)];
    turn.passedOn.push(words);
    return [publish(turn, channel, message)];
  },
};

function publish(turn: Turn, channel: string, message: string): number {
  const { clients } = turn.around;
  let receivers = 0;
  for (const [name, { channels }] of clients) {
    if (!channels.has(channel)) continue;
    turn.pushes.push({ client: name, reply: ['message', channel, message] });
    receivers += 1;
  }
  // Who listens to the channel and to a pattern that matches it receives it twice and counts twice.
  for (const [name, { patterns }] of clients) {
    for (const pattern of patterns) {
      if (!matchesGlob(pattern, channel)) continue;
      turn.pushes.push({ client: name, reply: ['pmessage', pattern, channel, message] });
      receivers += 1;
    }
  }
  return receivers;
}

/** PING on a connection that subscribes, where every answer is an array. */
export const pongOf = (turn: Turn, words: readonly string[]): Reply | undefined =>
  isSubscriber(turn.client) && words.length <= 2 ? ['pong', words[1] ?? ''] : undefined;

export const pubsubCommands: SessionFamily = {
  SUBSCRIBE: subscribe('subscribe', 'channels'),
  UNSUBSCRIBE: unsubscribe('unsubscribe', 'channels'),
  PSUBSCRIBE: subscribe('psubscribe', 'patterns'),
  PUNSUBSCRIBE: unsubscribe('punsubscribe', 'patterns'),
  PUBLISH,
};
