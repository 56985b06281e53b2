/** What a Redis server shows when somebody opens it: its keys, and its file where there is one. */
import { slotOf, type Inspection, type NodeContext } from '../protocol/index.ts';
import { type Entry, type Keyspace, type TimeMs, timeToLiveMs, type Value } from './keyspace.ts';
import type { RedisStore } from './store.ts';

/** Our choice: what a table on screen has room for. */
const VALUE_MAX = 120;

export function inspectRedis(node: NodeContext<RedisStore>): Inspection {
  const { keyspace } = node.store.memory;
  const nowMs = Math.floor(node.localTimeUs() / 1000);
  const keys = {
    title: 'Keys',
    columns: ['key', 'type', 'value', 'TTL ms', 'cluster slot'],
    rows: [...keyspace.entries].map(([key, entry]) => [
      key,
      entry.value.type,
      textOf(entry.value),
      lifeOf(entry, nowMs),
      slotOf(key),
    ]),
  };
  const hasFile = node.spec.settings['appendfsync'] !== undefined;
  return {
    tables: [keys, ...(hasFile ? [fileTable(node)] : []), ...replicationTable(node)],
    vital: { label: 'keys', value: liveKeys(keyspace, nowMs) },
  };
}

/** Null: for ever. A key that is past its time but still in memory says so. */
function lifeOf(entry: Entry, nowMs: number): string | number | null {
  const left: TimeMs | undefined = timeToLiveMs(entry, nowMs);
  if (left === undefined) return null;
  if ((entry.expiresAtMs as TimeMs) < nowMs) return 'expired, not dropped yet';
  return Number(left);
}

function textOf(value: Value): string {
  const text = plainText(value);
  return text.length <= VALUE_MAX ? text : `${text.slice(0, VALUE_MAX - 1)}…`;
}

function plainText(value: Value): string {
  switch (value.type) {
    case 'string':
      return value.text;
    case 'list':
      return value.items.join(', ');
    case 'set':
      return [...value.members].join(', ');
    case 'hash':
      return [...value.fields].map(([field, text]) => `${field}: ${text}`).join(', ');
  }
}

const liveKeys = (keyspace: Keyspace, nowMs: number): number =>
  [...keyspace.entries.values()].filter(
    ({ expiresAtMs }) => !(expiresAtMs !== undefined && expiresAtMs < nowMs),
  ).length;

function fileTable(node: NodeContext<RedisStore>): Inspection['tables'][number] {
  const { disk, memory } = node.store;
  return {
    title: 'Append only file',
    columns: ['appendfsync', 'keys on disk', 'keys changed since'],
    rows: [[node.spec.settings['appendfsync'] ?? null, disk.entries.size, memory.unsynced.size]],
  };
}

/** Nothing for a server that stands alone. */
function replicationTable(node: NodeContext<RedisStore>): Inspection['tables'] {
  const { disk, memory } = node.store;
  const { history, offset, backlog, followers } = memory.replication;
  if (disk.following === '' && backlog === null) return [];
  const role = disk.following === '' ? 'master' : `replica of ${disk.following}`;
  const replicas = [...followers].map(([follower, { acknowledged }]) => {
    const name = node.topology.nodes[follower]?.name ?? '';
    return [`has replica ${name}`, history, acknowledged];
  });
  return [
    {
      title: 'Replication',
      columns: ['role', 'replication id', 'offset'],
      rows: [[role, history, offset], ...replicas],
    },
  ];
}
