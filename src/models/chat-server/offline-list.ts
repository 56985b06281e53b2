/** After the offline list: who looks at the socket, and when, is the whole race. */
import { locate } from './deliver.ts';
import { settle } from './jobs.ts';
import { notify } from './offline.ts';
import { askRedis, type Server } from './requests.ts';
import { pushToUser } from './sockets.ts';
import type { Pending } from './store.ts';

export function enqueued(server: Server, { job: id, user }: Pending): void {
  const message = server.store.memory.jobs.get(id)?.message;
  if (message === undefined) return;
  if (server.knobs.enqueue === 'always') return locate(server, id, user);
  notify(server, id, user);
  if (server.knobs.enqueue === 'checkThenAct') return settle(server, id);
  askRedis(server, ['GET', `conn:${user}`], { step: 'recheck', job: id, user }, message.name);
}

/** Somebody may have come between the look at the map and the list. */
export function rechecked(server: Server, { job: id, user }: Pending, where: string): void {
  const message = server.store.memory.jobs.get(id)?.message;
  const holder = server.topology.indexOf(where);
  if (message !== undefined && holder === server.index) pushToUser(server, user, message);
  else if (message !== undefined && holder >= 0) {
    server.send(holder, { type: 'forward', user, message, request: 0 });
  }
  settle(server, id);
}
