/** A device cannot open its copy: the request goes to the sender, and the new copy comes back. */
import type { Arrival, PacketOf } from '../protocol/index.ts';
import { settleDelivery } from './acknowledgements.ts';
import { addressOf, isCompanion, userOf } from './addresses.ts';
import { deliverTo } from './deliver.ts';
import { passedOn } from './interception.ts';
import { finishJob, openJob } from './jobs.ts';
import { giveReceipt } from './receipts.ts';
import type { Server } from './requests.ts';
import type { Pending } from './store.ts';
import { askTable } from './table-requests.ts';

/** It travels and waits like a receipt. The copy that is of no use is not delivered again. */
export function passAskAgain(server: Server, packet: PacketOf<'askAgain'>, phone: number): void {
  const { name, sender, device, key } = packet;
  settleDelivery(server, name, phone);
  const report = { name, status: 'sent', evidence: 'deviceAck', by: device, again: key } as const;
  giveReceipt(server, userOf(server, sender), report);
}

/** The sender has sealed it again: the row gets the new copy, and one user is delivered to. */
export function reseal(
  server: Server,
  { message, device }: PacketOf<'reseal'>,
  { from, connection }: Arrival,
): void {
  const row = { ...passedOn(server, message), sequence: 0 };
  const job = openJob(server, { message: row, phone: from, connection, source: null });
  const index = server.topology.indexOf(device);
  const user = index < 0 ? device : addressOf(server, index);
  const hasRow = server.knobs.dedup === 'outbox' && !isCompanion(server, index);
  const recipients = hasRow ? [user] : [];
  const statement = { kind: 'reseal', row, recipients } as const;
  askTable(server, statement, { step: 'reseal', job, user }, message.name);
}

/** The table has answered. A row that it does not have was never accepted. */
export function resealed(
  server: Server,
  { job: id, user }: Pending,
  { rows }: PacketOf<'rows'>,
): void {
  const job = server.store.memory.jobs.get(id);
  const [row] = rows;
  if (job === undefined || row === undefined) return finishJob(server, id);
  job.message = row;
  deliverTo(server, id, [user]);
}
