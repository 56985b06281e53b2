/** A consumer group as data: members by name, who consumes what, and how far they say they are. */
import type { GroupState } from './group-machine.ts';

export interface Member {
  /** A new process is a new member: 'server-1#2' is the second life of server-1. */
  readonly id: string;
  readonly node: number;
  readonly topics: readonly string[];
  /** It has joined the generation that is being made. */
  rejoined: boolean;
  /** It has shown that it knows its assignment: by a heartbeat, a fetch or a commit. */
  heard: boolean;
  /** It was read back by a restarted coordinator and has not been heard since. */
  reloaded: boolean;
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface Group {
  readonly name: string;
  /** For groups that no machine follows. */
  state: GroupState;
  generation: number;
  /** By member id, in the order of joining. */
  readonly members: Map<string, Member>;
  /** Owner of each partition, by its text: 'messages-3' -> 'server-1#1'. */
  readonly owners: Map<string, string>;
  /** Lives of each node in this group so far. */
  readonly lives: Map<number, number>;
  /** Joins that came while the first rebalance was held back ask for another delay. */
  newMemberAdded: boolean;
  /** What is left of the time that a first rebalance may be held back; -1 when it is not. */
  delayLeftMs: number;
  assignedAtUs: number;
}

export const createGroup = (name: string): Group => ({
  name,
  state: 'empty',
  generation: 0,
  members: new Map(),
  owners: new Map(),
  lives: new Map(),
  newMemberAdded: false,
  delayLeftMs: -1,
  assignedAtUs: 0,
});

// A broker looks up dozens of partitions at every fetch: their texts are made once.
const texts = new Map<string, string[]>();

/** 'messages-3'. */
export function textOf({ topic, partition }: TopicPartition): string {
  let known = texts.get(topic);
  if (known === undefined) texts.set(topic, (known = []));
  return (known[partition] ??= `${topic}-${partition}`);
}

/** 'messages-3' -> messages, 3. */
export function partitionNamed(key: string): TopicPartition {
  const dash = key.lastIndexOf('-');
  return { topic: key.slice(0, dash), partition: Number(key.slice(dash + 1)) };
}

/** The latest life of a node in this group, if the group still counts it. */
export function memberOf(group: Group | undefined, node: number): Member | undefined {
  let latest: Member | undefined;
  for (const member of group?.members.values() ?? []) if (member.node === node) latest = member;
  return latest;
}

export function addMember(
  group: Group,
  { node, name, topics }: { node: number; name: string; topics: readonly string[] },
): Member {
  const life = (group.lives.get(node) ?? 0) + 1;
  group.lives.set(node, life);
  const id = `${name}#${life}`;
  const member = { id, node, topics, rejoined: true, heard: false, reloaded: false };
  group.members.set(id, member);
  return member;
}

export const haveAllRejoined = (group: Group): boolean =>
  [...group.members.values()].every(({ rejoined }) => rejoined);

/**
 * RangeAssignor: of each topic every member gets a run of neighbouring partitions, the first ones
 * one more where it does not divide. Members come in the order of nodes, then of lives.
 */
export function assignRanges(
  group: Group,
  partitionsOf: (topic: string) => number,
): Map<string, TopicPartition[]> {
  const members = [...group.members.values()].sort(
    (one, other) => one.node - other.node || lifeOf(one) - lifeOf(other),
  );
  const assigned = new Map<string, TopicPartition[]>(members.map(({ id }) => [id, []]));
  const topics = new Set(members.flatMap(({ topics: subscribed }) => subscribed));
  for (const topic of topics) {
    const subscribers = members.filter(({ topics: subscribed }) => subscribed.includes(topic));
    const partitions = partitionsOf(topic);
    const each = Math.floor(partitions / subscribers.length);
    const extra = partitions % subscribers.length;
    let next = 0;
    subscribers.forEach(({ id }, index) => {
      const end = next + each + (index < extra ? 1 : 0);
      for (; next < end; next += 1) assigned.get(id)?.push({ topic, partition: next });
    });
  }
  return assigned;
}

const lifeOf = ({ id }: Member): number => Number(id.slice(id.indexOf('#') + 1));
