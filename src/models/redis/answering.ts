/** Answers of a server as records and packets. */
import type { PacketOf } from '../protocol/index.ts';
import type { RedisNode } from './node.ts';
import { plainReply, type Reply } from './reply.ts';
import { wordingOfCommand, wordingOfReply } from './wording.ts';

export type CommandPacket = PacketOf<'redisCommand'>;

/** The connection that is answered. */
export interface Peer {
  readonly from: number;
  readonly connection: number;
}

export function noteServed(node: RedisNode, packet: CommandPacket, reply: Reply): void {
  node.record('served', {
    ...(packet.name === undefined ? {} : { message: packet.name }),
    command: wordingOfCommand(packet.words),
    answer: wordingOfReply(plainReply(reply)),
  });
}

export function sendReply(node: RedisNode, packet: CommandPacket, to: Peer, reply: Reply): void {
  const { request, name } = packet;
  const answer = { type: 'redisReply', request, reply: plainReply(reply) } as const;
  node.send(to.from, name === undefined ? answer : { ...answer, name }, to.connection);
}

/** What a connection receives without asking. */
export function sendPush(node: RedisNode, to: Peer, reply: Reply, name: string | undefined): void {
  const push = { type: 'redisPush', reply: plainReply(reply) } as const;
  node.send(to.from, name === undefined ? push : { ...push, name }, to.connection);
}

/** A connection as a name for the server's table of clients. */
export const clientName = ({ from, connection }: Peer): string => `${from}/${connection}`;

export function peerNamed(name: string): Peer {
  const [from = 0, connection = 0] = name.split('/').map(Number);
  return { from, connection };
}
