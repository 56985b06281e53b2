/** Sealed messages at a server: each device its own copy, and the way to a copy that opens. */
import { describe, expect, test } from 'vitest';
import {
  sealText,
  type ChatMessage,
  type PacketOf,
  type StoredMessage,
} from '../../../src/models/protocol/index.ts';
import { connect, createServer, hello, told } from './server.ts';

type Server = ReturnType<typeof createServer>;

const copyTo = (device: string, install = 1) =>
  sealText('Hello', 'ana/m1', device, `${device}/k${install}`);
const sealed: ChatMessage = { ...hello, text: '', sealed: [copyTo('ben'), copyTo('ben-tablet')] };
const row = (message: ChatMessage, sequence = 1): StoredMessage => ({ ...message, sequence });

/** Ana and Ben are connected here; Ana's message is stored and Ben's place asked for. */
function stored(message: ChatMessage = sealed, here = true): Server {
  const server = createServer({ dedup: 'insertOnly' });
  connect(server, 'ana');
  if (here) connect(server, 'ben');
  server.fake.deliver({ type: 'publish', message, attempt: 1 }, 'ana', 1);
  server.table(true, [row(message) as never]);
  told(server.fake);
  return server;
}

const packets = <Type extends 'deliver' | 'syncPage' | 'notify' | 'askAgain'>(
  server: Server,
  type: Type,
): PacketOf<Type>[] =>
  server.fake.sent.flatMap(({ packet }) =>
    packet.type === type ? [packet as PacketOf<Type>] : [],
  );

const devicesIn = (message: ChatMessage | undefined) =>
  message?.sealed?.map(({ device }) => device);

describe('each device gets its own copy', () => {
  test('when it is delivered, and nothing that was meant for the push', () => {
    const server = stored({ ...sealed, preview: 'Hello' });
    server.redis('GET conn:ben', 'server-1');
    const [delivered] = packets(server, 'deliver');
    expect(devicesIn(delivered!.message)).toEqual(['ben']);
    expect(delivered!.message.preview).toBeUndefined();
  });

  test('when it asks for what it missed', () => {
    const server = stored();
    server.fake.deliver({ type: 'sync', conversation: 'ana-ben', after: 0 }, 'ben', 1);
    server.table(true, [row(sealed) as never]);
    expect(devicesIn(packets(server, 'syncPage')[0]!.messages[0])).toEqual(['ben']);
  });

  test('when its user is away: the notification service gets the copies of that user', () => {
    const server = stored(sealed, false);
    server.redis('GET conn:ben', null);
    expect(packets(server, 'notify')).toEqual([
      { type: 'notify', user: 'ben', name: 'ana/m1', text: '', sealed: [copyTo('ben')] },
    ]);
  });
});

describe('a device that cannot open its copy', () => {
  const request = { name: 'ana/m1', sender: 'ana', device: 'ben', key: 'ben/k2' } as const;

  test('is not sent it again; the sender’s phone is asked for another', () => {
    const server = stored();
    server.redis('GET conn:ben', 'server-1');
    told(server.fake);
    server.fake.deliver({ type: 'askAgain', ...request }, 'ben', 1);
    expect(packets(server, 'askAgain')).toEqual([{ type: 'askAgain', ...request }]);
    server.fake.advanceMs(10_000);
    expect(told(server.fake)).toEqual(['askAgain > ana']);
  });

  test('finds the sender at another server, or waits for the sender like a receipt', () => {
    const server = createServer();
    connect(server, 'ben');
    server.fake.deliver({ type: 'askAgain', ...request }, 'ben', 1);
    server.redis('GET conn:ana', 'server-7');
    expect(told(server.fake).at(-1)).toBe('forwardReceipt > server-7');
    server.fake.deliver({ type: 'askAgain', ...request }, 'ben', 1);
    server.redis('GET conn:ana', null);
    expect(told(server.fake).at(-1)).toBe('redisCommand RPUSH receipts:ana > redis');
  });

  test('gets the new copy: the row is written over and one user delivered to', () => {
    const server = stored();
    const message = { ...hello, text: '', sealed: [copyTo('ben', 2)] };
    server.fake.deliver({ type: 'reseal', message, device: 'ben' }, 'ana', 1);
    expect(told(server.fake)).toEqual(['query > cassandra']);
    server.table(true, [row({ ...hello, text: '', sealed: [copyTo('ben', 2)] }) as never]);
    server.redis('GET conn:ben', 'server-1');
    const last = packets(server, 'deliver').at(-1)!.message;
    expect([last.sequence, last.sealed![0]!.key]).toEqual([1, 'ben/k2']);
  });

  test('gets nothing where the message was never accepted, or the table is silent', () => {
    const server = stored();
    const message = { ...hello, text: '', sealed: [copyTo('ben', 2)] };
    server.fake.deliver({ type: 'reseal', message, device: 'ben' }, 'ana', 1);
    server.table(false, []);
    server.fake.deliver({ type: 'reseal', message, device: 'ben' }, 'ana', 1);
    server.fake.advanceMs(1000);
    expect(packets(server, 'deliver')).toEqual([]);
    expect(server.fake.node.store.memory.jobs.size).toBe(0);
  });
});
