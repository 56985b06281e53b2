/** A message comes in: numbered, logged, stored, acknowledged, in the order the design asks for. */
import type { Arrival, CassandraStatement, Evidence, PacketOf, SqlRow } from '../protocol/index.ts';
import { deliver } from './deliver.ts';
import { passedOn } from './interception.ts';
import { finishJob, openJob } from './jobs.ts';
import { askMembers, usersOf } from './membership.ts';
import { produce } from './log-producer.ts';
import { giveReceipt } from './receipts.ts';
import { askRedis, giveRedis, type Server } from './requests.ts';
import { userOf } from './sockets.ts';
import type { Job, Pending } from './store.ts';
import { askTable } from './table-requests.ts';

/** Our choice. */
const BUFFER_RETRY_MS = 1000;

export function publish(server: Server, packet: PacketOf<'publish'>, arrival: Arrival): void {
  const job = openJob(server, {
    message: { ...passedOn(server, packet.message), sequence: 0 },
    phone: arrival.from,
    connection: arrival.connection,
    source: null,
  });
  if (server.knobs.ackAt === 'receipt') acknowledge(server, jobOf(server, job), 'serverReceipt');
  if (server.knobs.ordering === 'counter') number(server, job);
  else append(server, job);
}

function number(server: Server, id: number): void {
  const { conversation, name } = jobOf(server, id).message;
  askRedis(server, ['INCR', `seq:${conversation}`], { step: 'number', job: id }, name);
}

/** The counter has given a number; the design may ask for replicas that have it too. */
export function counted(server: Server, { job, to }: Pending, sequence: number): void {
  const { counterReplicas, rpcTimeoutMs } = server.knobs;
  if (counterReplicas === 0) return numbered(server, job, sequence);
  // Redis answers before our own patience ends: blocked clients are looked at every 100 ms.
  const words = ['WAIT', `${counterReplicas}`, `${Math.ceil(rpcTimeoutMs / 2)}`];
  const question = { words, name: jobOf(server, job).message.name, tries: 0, failed: -1 };
  const next = { step: 'waited', job, note: `${sequence}` } as const;
  giveRedis(server, to, { ...question, isLooking: false }, next);
}

/** The message has its number. */
export function numbered(server: Server, id: number, sequence: number): void {
  const job = jobOf(server, id);
  job.message = { ...job.message, sequence };
  append(server, id);
}

function append(server: Server, id: number): void {
  if (server.knobs.log === 'none') return store(server, id);
  const { message } = jobOf(server, id);
  const { conversation: key, name } = message;
  const { acks } = server.knobs;
  const record = { topic: 'messages', key, name, value: message, acks } as const;
  produce(server, record, { step: 'log', job: id });
  // Nobody answers acks=0: the server takes the log's word for given.
  if (acks === '0') logged(server, id);
}

/** The log has it. With a direct hop this server goes on; otherwise the record's consumer does. */
export function logged(server: Server, id: number): void {
  const job = jobOf(server, id);
  server.record('accepted', {
    message: job.message.name,
    sequence: job.message.sequence,
    evidence: 'log',
  });
  if (server.knobs.ackAt === 'log') acknowledge(server, job, 'log');
  if (server.knobs.hop === 'direct') store(server, id);
  else finishJob(server, id);
}

export function store(server: Server, id: number): void {
  const { message, members } = jobOf(server, id);
  if (server.knobs.membersFrom === 'postgresql' && members === undefined) {
    return askMembers(server, id, message);
  }
  const statement = insertion(server, jobOf(server, id));
  askTable(server, statement, { step: 'store', job: id }, message.name);
}

function insertion(server: Server, job: Job): CassandraStatement {
  const { message: row } = job;
  switch (server.knobs.dedup) {
    case 'none':
      return { kind: 'insert', row };
    case 'outbox':
      return { kind: 'insertWithOutbox', row, recipients: recipientsOf(server, job) };
    default:
      return { kind: 'insertIfNotExists', row };
  }
}

/** The members of the conversation are known now. */
export function membersKnown(server: Server, id: number, rows: readonly SqlRow[]): void {
  jobOf(server, id).members = usersOf(rows);
  store(server, id);
}

/** The table has answered: the row is new, or it was there already. */
export function stored(server: Server, id: number, packet: PacketOf<'rows'>): void {
  const job = jobOf(server, id);
  const row = packet.rows[0];
  if (row !== undefined && server.knobs.ordering !== 'arrival') {
    job.message = { ...job.message, sequence: row.sequence };
  }
  const { name, sequence } = job.message;
  if (packet.applied) server.record('accepted', { message: name, sequence, evidence: 'store' });
  if (server.knobs.ackAt !== 'receipt' && !(server.knobs.ackAt === 'log' && logs(server))) {
    acknowledge(server, job, 'store');
  }
  if (!packet.applied && server.knobs.dedup === 'earlyReturn') return finishJob(server, id);
  deliver(server, id, recipientsOf(server, job));
}

/** The store is silent: the sender is told that all is well, and memory holds the only copy. */
export function buffer(server: Server, pending: Pending): void {
  const job = server.store.memory.jobs.get(pending.job);
  if (job === undefined) return;
  server.record('stored', { message: job.message.name, place: 'buffer', durable: false });
  acknowledge(server, job, 'serverReceipt');
  server.store.memory.buffered.set(pending.job, pending.step);
  server.startTimer('buffered', BUFFER_RETRY_MS, String(pending.job));
}

/** What is buffered is tried again from the step that failed. */
export function retryBuffered(server: Server, id: number): void {
  const step = server.store.memory.buffered.get(id);
  server.store.memory.buffered.delete(id);
  if (step === undefined || !server.store.memory.jobs.has(id)) return;
  if (step === 'store' || step === 'members') store(server, id);
  else if (step === 'log') append(server, id);
  else number(server, id);
}

const logs = (server: Server): boolean => server.knobs.log === 'kafka';

function recipientsOf(server: Server, { message, members }: Job): readonly string[] {
  const sender = userOf(server, message.sender);
  const all = members ?? server.topology.membersOf(message.conversation);
  return all.filter((user) => user !== sender);
}

function acknowledge(server: Server, job: Job, evidence: Evidence): void {
  const { name, sequence, sender } = job.message;
  const socket = server.store.memory.sockets.get(job.phone);
  if (socket !== undefined && socket.connection === job.connection) {
    server.send(job.phone, { type: 'publishAck', name, evidence, sequence }, job.connection);
  } else if (job.phone < 0) {
    const user = userOf(server, sender);
    giveReceipt(server, user, { name, status: 'sent', evidence, by: server.name });
  }
}

function jobOf(server: Server, id: number): Job {
  const job = server.store.memory.jobs.get(id);
  if (job === undefined) throw new Error(`${server.name} has no job ${id}`);
  return job;
}
