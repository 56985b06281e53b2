/**
 * News for phones that have no socket: it waits for their next question. What answers a phone's own
 * request goes with that request's answer, and never waits.
 */
import type { Arrival, Packet } from '../protocol/index.ts';
import type { Server } from './requests.ts';

/** Sends to a phone at once where there is a socket or a stream, else when it asks. */
export function sendNews(server: Server, phone: number, packet: Packet, connection: number): void {
  const { transport = 'websocket' } = server.knobs;
  const { news } = server.store.memory;
  if (transport === 'websocket' || transport === 'sse') {
    // The policy has changed: nobody will ask any more.
    const old = news.get(phone);
    news.delete(phone);
    if (old?.connection === connection) {
      for (const each of old.packets) server.send(phone, each, connection);
    }
    return server.send(phone, packet, connection);
  }
  const waiting = news.get(phone);
  if (waiting?.connection !== connection) {
    news.set(phone, { connection, packets: [packet], isHeld: false });
    return;
  }
  // A relay that looks through what is undelivered finds this too, as long as nobody asks for it.
  if (packet.type === 'deliver' && isWaiting(server, phone, packet.message.name)) return;
  waiting.packets.push(packet);
  if (waiting.isHeld) answerPoll(server, phone);
}

/** Whether a delivery has not left this server because the phone has not asked. */
export function isWaiting(server: Server, phone: number, name: string): boolean {
  const packets = server.store.memory.news.get(phone)?.packets ?? [];
  return packets.some((packet) => packet.type === 'deliver' && packet.message.name === name);
}

/** The question for news. A long one is held until there is some. */
export function poll(server: Server, { from: phone, connection }: Arrival): void {
  const { news } = server.store.memory;
  if (news.get(phone)?.connection !== connection) {
    news.set(phone, { connection, packets: [], isHeld: false });
  }
  const waiting = news.get(phone)!;
  if (server.knobs.transport !== 'longPolling' || waiting.packets.length > 0) {
    return answerPoll(server, phone);
  }
  waiting.isHeld = true;
  server.startTimer('held', server.knobs.pollHoldMs ?? 0, String(phone));
}

/** The head of the answer, and behind it all that has waited. Also when its patience has ended. */
export function answerPoll(server: Server, phone: number): void {
  const waiting = server.store.memory.news.get(phone);
  if (waiting === undefined) return;
  server.stopTimer('held', String(phone));
  const { connection, packets } = waiting;
  const type = packets.length > 0 ? 'pollReply' : 'pollEmpty';
  server.send(phone, { type }, connection);
  for (const packet of packets) server.send(phone, packet, connection);
  waiting.packets = [];
  waiting.isHeld = false;
}
