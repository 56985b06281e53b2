/** What a chat server shows when it is opened: sockets, work in hand, deliveries, partitions. */
import type { Inspection } from '../protocol/index.ts';
import type { Server } from './requests.ts';

export function inspect(server: Server): Inspection {
  const { sockets, jobs, unacked, waiting, consumed } = server.store.memory;
  const nameOf = (node: number) => server.topology.nodes[node]?.name ?? '';
  return {
    vital: { label: 'sockets', value: sockets.size },
    tables: [
      {
        title: 'Sockets',
        columns: ['phone', 'user', 'connection'],
        rows: [...sockets].map(([phone, { user, connection }]) => [
          nameOf(phone),
          user,
          connection,
        ]),
      },
      {
        title: 'Messages in hand',
        columns: ['message', 'number', 'recipients left', 'from'],
        rows: [...jobs.values()].map(({ message, open, source }) => [
          message.name,
          message.sequence,
          open,
          source === null ? 'a socket' : `${source.topic}-${source.partition}@${source.offset}`,
        ]),
      },
      {
        title: 'Deliveries not acknowledged',
        columns: ['message', 'phone', 'attempts'],
        rows: [...unacked.values()].map(({ message, phone, attempts }) => [
          message.name,
          nameOf(phone),
          attempts,
        ]),
      },
      {
        title: 'Waiting for',
        columns: ['request', 'node', 'step'],
        rows: [...waiting].map(([request, { to, step }]) => [request, nameOf(to), step]),
      },
      {
        title: 'Partitions consumed',
        columns: ['partition', 'group', 'next offset'],
        rows: [...consumed].map(([key, { group, offset }]) => [key, group, offset]),
      },
    ],
  };
}
