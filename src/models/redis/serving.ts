/** Answers one packet with a command: what it changes, what is noted of it, what is sent. */
import type { Arrival } from '../protocol/index.ts';
import { soonestExpiry } from './active-expiry.ts';
import { clientName, type CommandPacket, noteServed, peerNamed } from './answering.ts';
import { sendPush, sendReply } from './answering.ts';
import { clientOf } from './client.ts';
import { dispatch } from './dispatch.ts';
import { scheduleCycle } from './expiry-timer.ts';
import { becomeMaster, follow } from './failover.ts';
import { feed, startWait } from './master.ts';
import { migrate } from './migration.ts';
import { keepFile, noteExpired, noteListed, noteUnlisted, type RedisNode } from './node.ts';
import { together } from './stream.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Turn } from './turn.ts';

export function serve(node: RedisNode, packet: CommandPacket, arrival: Arrival): void {
  const { migrations, blocked } = node.store.memory;
  if (migrations.size > 0) {
    blocked.push({ packet, arrival });
    return;
  }
  const turn = dispatch(surroundingsOf(node), clientName(arrival), packet.words);
  noteExpired(node, turn.expired);
  if (turn.waiting !== undefined) return startWait(node, packet, arrival, turn.waiting);
  if (turn.migration !== undefined) return migrate(node, packet, arrival, turn.migration);
  noteServed(node, packet, turn.frames[0] ?? null);
  noteTurn(node, turn, packet.name);
  sendFrames(node, turn, packet, arrival);
  passOnTurn(node, turn, packet, arrival);
  if (turn.isOver) node.send(arrival.from, { type: 'close' }, arrival.connection);
  if (turn.following === '') becomeMaster(node);
  else if (turn.following !== undefined) follow(node, turn.following);
}

/** What came while the server was busy with a MIGRATE, up to the next one. */
export function serveBlocked(node: RedisNode): void {
  const { migrations, blocked } = node.store.memory;
  while (migrations.size === 0) {
    const next = blocked.shift();
    if (next === undefined) return;
    serve(node, next.packet, next.arrival);
  }
}

/** What a command did besides its answer: to the lists of messages, to the file, to the cycle. */
export function noteTurn(node: RedisNode, turn: Turn, message: string | undefined): void {
  if (message !== undefined) for (const each of turn.ran) noteListed(node, each, message);
  noteUnlisted(node, turn.unlisted);
  if (turn.touched.size === 0) return;
  keepFile(node, turn.touched);
  scheduleCycle(node, soonestExpiry(node.store.memory.keyspace, turn.touched));
}

/** The first frame answers the request; what else a SUBSCRIBE brings comes as messages do. */
function sendFrames(node: RedisNode, turn: Turn, packet: CommandPacket, arrival: Arrival): void {
  sendPushes(node, turn, packet.name);
  turn.frames.forEach((frame, at) => {
    if (at === 0) sendReply(node, packet, arrival, frame);
    else sendPush(node, arrival, frame, packet.name);
  });
}

export function sendPushes(node: RedisNode, turn: Turn, message: string | undefined): void {
  for (const { client, reply } of turn.pushes) sendPush(node, peerNamed(client), reply, message);
}

// The answer is on its way before the replicas hear of it: replication is asynchronous.
function passOnTurn(node: RedisNode, turn: Turn, packet: CommandPacket, arrival: Arrival): void {
  const { replication, clients } = node.store.memory;
  if (replication.backlog === null) return;
  feed(node, together(turn.passedOn), packet.name);
  clientOf(clients, clientName(arrival)).writtenTo = replication.offset;
}
