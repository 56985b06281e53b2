/** Answers one packet with a command: what it changes, what is noted of it, what is sent. */
import type { Arrival, PacketOf } from '../protocol/index.ts';
import { soonestExpiry } from './active-expiry.ts';
import { dispatch } from './dispatch.ts';
import { scheduleCycle } from './expiry-timer.ts';
import { keepFile, noteExpired, noteListed, noteUnlisted, type RedisNode } from './node.ts';
import { plainReply, type Reply } from './reply.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Turn } from './turn.ts';
import { wordingOfCommand, wordingOfReply } from './wording.ts';

type CommandPacket = PacketOf<'redisCommand'>;

export function serve(node: RedisNode, packet: CommandPacket, arrival: Arrival): void {
  const { from, connection } = arrival;
  const turn = dispatch(surroundingsOf(node), `${from}/${connection}`, packet.words);
  noteExpired(node, turn.expired);
  const [reply = null] = turn.frames;
  noteServed(node, packet, reply);
  noteTurn(node, turn, packet.name);
  sendFrames(node, turn, packet, arrival);
}

function noteServed(node: RedisNode, packet: CommandPacket, reply: Reply): void {
  node.record('served', {
    ...(packet.name === undefined ? {} : { message: packet.name }),
    command: wordingOfCommand(packet.words),
    answer: wordingOfReply(plainReply(reply)),
  });
}

/** What a command did besides its answer: to the lists of messages, to the file, to the cycle. */
function noteTurn(node: RedisNode, turn: Turn, message: string | undefined): void {
  if (message !== undefined) for (const each of turn.ran) noteListed(node, each, message);
  noteUnlisted(node, turn.unlisted);
  if (turn.touched.size === 0) return;
  keepFile(node, turn.touched);
  scheduleCycle(node, soonestExpiry(node.store.memory.keyspace, turn.touched));
}

/** The first frame answers the request; what else a SUBSCRIBE brings comes as messages do. */
function sendFrames(node: RedisNode, turn: Turn, packet: CommandPacket, arrival: Arrival): void {
  const { from, connection } = arrival;
  const named = packet.name === undefined ? {} : { name: packet.name };
  for (const { client, reply } of turn.pushes) {
    const [to = 0, of = 0] = client.split('/').map(Number);
    node.send(to, { type: 'redisPush', reply: plainReply(reply), ...named }, of);
  }
  turn.frames.forEach((frame, at) => {
    const reply = plainReply(frame);
    const { request } = packet;
    if (at === 0) node.send(from, { type: 'redisReply', request, reply, ...named }, connection);
    else node.send(from, { type: 'redisPush', reply, ...named }, connection);
  });
}
