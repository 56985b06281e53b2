/** Groups move with the leader of their partition of __consumer_offsets, from broker to broker. */
import { OFFSETS_TOPIC } from './cluster.ts';
import type { Group, TopicPartition } from './consumer-group.ts';
import { type KafkaNode, logOf } from './node.ts';
import { enter, homeOf, type Kept } from './offsets-topic.ts';
import { advance, loadGroup, sessionKey } from './rebalance.ts';

const isOf = (node: KafkaNode, of: TopicPartition, group: string): boolean =>
  homeOf(node, group)?.partition === of.partition;

/** This broker leads the partition now: what it says of groups is read from its first record. */
export function takeOverGroups(node: KafkaNode, of: TopicPartition): void {
  if (of.topic !== OFFSETS_TOPIC) return;
  const { disk } = node.store;
  for (const kept of ['offsets', 'groups', 'subscriptions'] as const) {
    for (const key of disk[kept].keys()) {
      if (isOf(node, of, groupIn(key))) disk[kept].delete(key);
    }
  }
  for (const { key, value } of logOf(node, of)?.records ?? []) {
    const space = key.indexOf(' ');
    enter(node, key.slice(0, space) as Kept, key.slice(space + 1), value);
  }
  for (const group of disk.groups.values()) {
    if (isOf(node, of, group.name)) loadGroup(node, group);
  }
}

/** 'delivery/messages-3' is of the group delivery. */
const groupIn = (key: string): string => key.split('/')[0] ?? key;

/** Another broker leads it: this one forgets what it knew of its groups' members. */
export function resignGroups(node: KafkaNode, of: TopicPartition): void {
  if (of.topic !== OFFSETS_TOPIC) return;
  for (const group of node.store.memory.groups.values()) {
    if (isOf(node, of, group.name)) unload(node, group);
  }
}

function unload(node: KafkaNode, group: Group): void {
  for (const member of group.members.values()) {
    node.stopTimer('session', sessionKey(group, member));
  }
  for (const timer of ['sync', 'firstRebalance', 'retention']) node.stopTimer(timer, group.name);
  advance(node, group, 'unloaded');
  node.store.memory.groups.delete(group.name);
}
