/** Reports to senders: sent, delivered, read. They travel like messages, and wait like messages. */
import type { Evidence, PacketOf, Status } from '../protocol/index.ts';
import { addressesOf } from './addresses.ts';
import { sendNews } from './polls.ts';
import { askRedis, type Server } from './requests.ts';

export interface Report {
  readonly name: string;
  readonly status: Status;
  readonly evidence: Evidence;
  /** Whose doing it reports. */
  readonly by: string;
  /** No report at all: this device asks the sender for a copy sealed to this key. */
  readonly again?: string;
}

/** Tells a user: on one device, or on each. */
export function giveReceipt(server: Server, user: string, report: Report): void {
  for (const address of addressesOf(server, user)) giveTo(server, address, report);
}

/** Tells the phones here, or finds the server that holds them. */
function giveTo(server: Server, user: string, report: Report): void {
  if (tellPhones(server, user, report)) return;
  const note = JSON.stringify(report);
  if (server.knobs.routing === 'none') return;
  if (server.knobs.routing === 'broadcast') return sendToOthers(server, user, report);
  askRedis(server, ['GET', `conn:${user}`], { step: 'receipt', user, note }, report.name);
}

/** The map has answered where the sender is. */
export function receiptLocated(server: Server, user: string, note: string, where: string): void {
  const report = JSON.parse(note) as Report;
  const holder = server.topology.indexOf(where);
  if (holder >= 0 && holder !== server.index) {
    server.send(holder, { type: 'forwardReceipt', user, ...report });
    return;
  }
  if (holder === server.index && tellPhones(server, user, report)) return;
  askRedis(server, ['RPUSH', `receipts:${user}`, note], { step: 'settled' }, report.name);
}

/** Another server sends a report for a user whose socket is here. */
export function receiptForwarded(server: Server, packet: PacketOf<'forwardReceipt'>): void {
  const { type: _, user, ...report } = packet;
  if (tellPhones(server, user, report)) return;
  if (server.knobs.routing === 'broadcast') return;
  const words = ['RPUSH', `receipts:${user}`, JSON.stringify(report)];
  askRedis(server, words, { step: 'settled' }, report.name);
}

/** Reports that waited for a user who is back. */
export function popReceipt(server: Server, user: string, phone: number): void {
  askRedis(server, ['LPOP', `receipts:${user}`], { step: 'popReceipt', user, phone });
}

export function receiptPopped(server: Server, user: string, phone: number, note: string): void {
  tellPhones(server, user, JSON.parse(note) as Report);
  popReceipt(server, user, phone);
}

function tellPhones(server: Server, user: string, report: Report): boolean {
  let told = false;
  for (const [phone, socket] of server.store.memory.sockets) {
    if (socket.user !== user) continue;
    told = true;
    const { name, evidence } = report;
    if (report.again !== undefined) {
      const { by: device, again: key } = report;
      const request = { type: 'askAgain', name, sender: user, device, key } as const;
      sendNews(server, phone, request, socket.connection);
      // A sender waits for an acknowledgement, whichever server gives it.
    } else if (report.status === 'sent') {
      const ack = { type: 'publishAck', name, evidence, sequence: 0 } as const;
      sendNews(server, phone, ack, socket.connection);
    } else sendNews(server, phone, { type: 'receipt', ...report }, socket.connection);
  }
  return told;
}

function sendToOthers(server: Server, user: string, report: Report): void {
  for (const other of server.topology.ofKind('chat-server')) {
    if (other !== server.index) server.send(other, { type: 'forwardReceipt', user, ...report });
  }
}
