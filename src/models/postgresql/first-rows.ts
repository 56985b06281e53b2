/** What is in the tables before the run: the users and groups of the deployment, and further members. */
import type { NodeSpec, SqlRow, Topology } from '../protocol/index.ts';
import { MEMBERS_MOST } from './schema.ts';

export interface FirstRow {
  readonly table: string;
  readonly row: SqlRow;
}

/**
 * The setting `fill`, as "reunion=1021", gives a group so many members more, who have no phone here.
 * Throws a sentence for a group that does not exist, or that would be too large.
 */
export function firstRows(spec: NodeSpec, topology: Topology): FirstRow[] {
  const fill = fillOf(spec);
  const users = new Set<string>();
  for (const node of topology.ofKind('phone')) {
    const phone = topology.nodes[node] as NodeSpec;
    users.add(String(phone.settings['user'] ?? phone.name));
  }
  const rows: FirstRow[] = [];
  for (const { name, members } of topology.conversations) {
    const extra = Array.from({ length: fill.get(name) ?? 0 }, (_, nth) => `${name}-${nth + 1}`);
    fill.delete(name);
    const all = [...members, ...extra];
    for (const user of all) users.add(user);
    if (all.length > MEMBERS_MOST) refuse(spec, `${name} has ${all.length} members; ${TOO_MANY}`);
    rows.push({ table: 'groups', row: { group_id: name, members: all.length } });
    for (const [place, user] of all.entries()) rows.push(member(name, user, place === 0));
  }
  const [unknown] = fill.keys();
  if (unknown !== undefined) refuse(spec, `fill names "${unknown}", and there is no such group`);
  return [...[...users].map(account), ...rows];
}

const TOO_MANY = `a group has at most ${MEMBERS_MOST}`;

const account = (user: string): FirstRow => ({
  table: 'users',
  row: { user_id: user, phone: `tel:${user}` },
});

const member = (group: string, user: string, isAdmin: boolean): FirstRow => ({
  table: 'group_members',
  row: { group_id: group, user_id: user, is_admin: isAdmin ? 1 : 0 },
});

function fillOf(spec: NodeSpec): Map<string, number> {
  const setting = String(spec.settings['fill'] ?? '');
  const fill = new Map<string, number>();
  for (const part of setting.split(',').filter((each) => each.trim() !== '')) {
    const [, group, count] = /^\s*([^=\s]+)=([0-9]+)\s*$/.exec(part) ?? [];
    if (group === undefined) refuse(spec, `fill has "${part}"; write it as reunion=1021`);
    fill.set(group as string, Number(count));
  }
  return fill;
}

function refuse(spec: NodeSpec, sentence: string): never {
  throw new Error(`node "${spec.name}": ${sentence}`);
}
