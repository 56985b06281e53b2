/** The messages that a server works on, until every recipient is settled. */
import type { Server } from './requests.ts';
import { consumeNext } from './partitions.ts';
import type { Job } from './store.ts';

/** Answers the job's number, unique at this server. */
export function openJob(server: Server, job: Omit<Job, 'open'>): number {
  const id = ++server.store.disk.requests;
  server.store.memory.jobs.set(id, { ...job, open: 0 });
  return id;
}

/** One recipient is settled: pushed, handed over, or put where the phone will fetch it. */
export function settle(server: Server, id: number): void {
  const job = server.store.memory.jobs.get(id);
  if (job === undefined) return;
  job.open--;
  if (job.open <= 0) finishJob(server, id);
}

/** All that this server does for the message is done; a consumed record may be committed. */
export function finishJob(server: Server, id: number): void {
  const job = server.store.memory.jobs.get(id);
  if (job === undefined) return;
  server.store.memory.jobs.delete(id);
  if (job.source !== null) consumeNext(server, job.source);
}
