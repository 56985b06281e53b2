/** The group coordinator's door: who joins, who is heard of, who leaves. */
import type { PacketOf } from '../protocol/index.ts';
import { revoke, sendAssignment } from './assignment.ts';
import { addMember, createGroup, type Group, type Member, memberOf } from './consumer-group.ts';
import { ensureTopic } from './discovery.ts';
import { isAlone, isRunning, type KafkaNode, partitionsOf } from './node.ts';
import { isCoordinator, keepOfGroup } from './offsets-topic.ts';
import {
  advance,
  completeWhenAllRejoined,
  expectHeartbeat,
  holdBack,
  prepareRebalance,
  sessionKey,
  stateOf,
} from './rebalance.ts';

/** A heartbeat sent before the assignment came is not one that missed it. Our choice. */
const CROSSING_US = 1_000_000;

export function joinGroup(node: KafkaNode, packet: PacketOf<'joinGroup'>, from: number): void {
  const { memory } = node.store;
  if (!isRunning(node)) {
    memory.waiting.push({ from, packet });
    return;
  }
  if (isElsewhere(node, packet.group, from)) return;
  for (const topic of packet.topics) if (!isAlone(node)) ensureTopic(node, topic);
  keepOfGroup(node, packet.group, 'subscriptions', `${packet.group}/${from}`, packet.topics);
  let group = memory.groups.get(packet.group);
  if (group === undefined) {
    memory.groups.set(packet.group, (group = createGroup(packet.group)));
  }
  const member = memberOf(group, from);
  // Who has been heard of and joins is a new process; who has not been asks once more.
  if (member === undefined || member.heard) admit(node, group, from, packet.topics);
  else if (stateOf(node, group) === 'stable') sendAssignment(node, group, member);
  else giveBack(node, group, member);
}

/** A broker that does not coordinate the group says so; where there is one broker, it does. */
function isElsewhere(node: KafkaNode, group: string, from: number): boolean {
  if (isCoordinator(node, group)) return false;
  node.send(from, { type: 'groupHeartbeatReply', group, error: 'NOT_COORDINATOR' });
  return true;
}

function admit(node: KafkaNode, group: Group, from: number, topics: readonly string[]): void {
  const name = node.topology.nodes[from]?.name ?? `${from}`;
  addMember(group, { node: from, name, topics });
  const state = stateOf(node, group);
  node.stopTimer('retention', group.name);
  if (state === 'preparingRebalance') {
    group.newMemberAdded = true;
    return completeWhenAllRejoined(node, group);
  }
  if (state === 'empty' || state === 'dead') {
    advance(node, group, 'memberJoined');
    return holdBack(node, group);
  }
  prepareRebalance(node, group, 'memberJoined');
}

/** The member has joined the generation in the making. */
function giveBack(node: KafkaNode, group: Group, member: Member): void {
  if (member.rejoined || stateOf(node, group) !== 'preparingRebalance') return;
  member.rejoined = true;
  revoke(node, group, member);
  completeWhenAllRejoined(node, group);
}

export function groupHeartbeat(
  node: KafkaNode,
  packet: PacketOf<'groupHeartbeat'>,
  from: number,
): void {
  if (!isRunning(node) || isElsewhere(node, packet.group, from)) return;
  if (!isAlone(node)) {
    node.send(from, { type: 'groupHeartbeatReply', group: packet.group, error: '' });
  }
  const group = node.store.memory.groups.get(packet.group);
  const member = memberOf(group, from);
  if (group === undefined || member === undefined) return rejoin(node, packet.group, from);
  member.heard = true;
  expectHeartbeat(node, group, member);
  const state = stateOf(node, group);
  if (state === 'preparingRebalance' && !member.rejoined) {
    giveBack(node, group, member);
  } else if (state === 'stable' && hasMissedAssignment(node, group, member, packet.generation)) {
    sendAssignment(node, group, member);
  }
  member.reloaded = false;
}

function hasMissedAssignment(
  node: KafkaNode,
  group: Group,
  member: Member,
  generation: number,
): boolean {
  if (member.reloaded) return true;
  const isOld = node.localTimeUs() - group.assignedAtUs > CROSSING_US;
  return generation !== group.generation && isOld;
}

/** UNKNOWN_MEMBER_ID: the client joins again by itself, with the topics it had. */
function rejoin(node: KafkaNode, group: string, from: number): void {
  const topics = node.store.disk.subscriptions.get(`${group}/${from}`);
  if (topics !== undefined) joinGroup(node, { type: 'joinGroup', group, topics }, from);
}

export function leaveGroup(node: KafkaNode, packet: PacketOf<'leaveGroup'>, from: number): void {
  const group = node.store.memory.groups.get(packet.group);
  const member = memberOf(group, from);
  if (isRunning(node) && group !== undefined && member !== undefined) {
    remove(node, group, member.id);
  }
}

/** session.timeout.ms without a heartbeat: the member counts as dead. */
export function sessionExpired(node: KafkaNode, key: string): void {
  const slash = key.indexOf('/');
  const group = node.store.memory.groups.get(key.slice(0, slash));
  if (group !== undefined) remove(node, group, key.slice(slash + 1));
}

function remove(node: KafkaNode, group: Group, id: string): void {
  const member = group.members.get(id);
  if (member === undefined) return;
  node.stopTimer('session', sessionKey(group, member));
  group.members.delete(id);
  if (stateOf(node, group) === 'preparingRebalance') completeWhenAllRejoined(node, group);
  else prepareRebalance(node, group, 'memberLeft');
}

/** A topic that a group consumes has got partitions that nobody has: the group is to share them. */
export function shareNewPartitions(node: KafkaNode): void {
  for (const group of node.store.memory.groups.values()) {
    if (stateOf(node, group) !== 'stable') continue;
    const topics = new Set([...group.members.values()].flatMap((member) => member.topics));
    const all = [...topics].reduce((sum, topic) => sum + partitionsOf(node, topic).length, 0);
    if (all > group.owners.size) prepareRebalance(node, group, 'memberJoined');
  }
}
