/** A rebalance from its trigger to the new assignment, and the states of a group around it. */
import { sendAssignment } from './assignment.ts';
import {
  assignRanges,
  type Group,
  haveAllRejoined,
  type Member,
  textOf,
} from './consumer-group.ts';
import { DRAWN_GROUP, type GroupEvent, type GroupState, nextGroupState } from './group-machine.ts';
import { createAlone, isAlone, type KafkaNode, partitionsOf, settingMs } from './node.ts';
import { keepOfGroup } from './offsets-topic.ts';

/** group.initial.rebalance.delay.ms: waits for more members before a group's first generation. */
const INITIAL_DELAY_MS = 3000;
/** max.poll.interval.ms, the longest that joins may hold a first rebalance back. */
const REBALANCE_TIMEOUT_MS = 300_000;
/** The leader computes the assignment and sends it: a round trip in the data centre. Our choice. */
const SYNC_MS = 1;
/** offsets.retention.minutes: seven days after its last member, a group is forgotten. */
const OFFSETS_RETENTION_MS = 10_080 * 60_000;
export const stateOf = (node: KafkaNode, group: Group): GroupState =>
  group.name === DRAWN_GROUP ? (node.state('group') as GroupState) : group.state;

export function advance(node: KafkaNode, group: Group, event: GroupEvent): void {
  if (group.name === DRAWN_GROUP) node.step({ type: event });
  else group.state = nextGroupState(group.state, event);
}

/** A group without members waits a while, so that members that start together join together. */
export function holdBack(node: KafkaNode, group: Group): void {
  const delayMs = settingMs(node.spec, 'initialRebalanceDelayMs', INITIAL_DELAY_MS);
  group.newMemberAdded = false;
  group.delayLeftMs = Math.max(REBALANCE_TIMEOUT_MS - delayMs, 0);
  node.startTimer('firstRebalance', delayMs, group.name);
}

export function firstRebalanceDue(node: KafkaNode, name: string): void {
  const group = node.store.memory.groups.get(name);
  if (group === undefined) return;
  if (group.newMemberAdded && group.generation === 0 && group.delayLeftMs > 0) {
    const wantedMs = settingMs(node.spec, 'initialRebalanceDelayMs', INITIAL_DELAY_MS);
    const delayMs = Math.min(wantedMs, group.delayLeftMs);
    group.newMemberAdded = false;
    group.delayLeftMs -= delayMs;
    node.startTimer('firstRebalance', delayMs, name);
    return;
  }
  group.delayLeftMs = -1;
  completeWhenAllRejoined(node, group);
}

/** Eager: every other member must give its partitions back and join again, at its next heartbeat. */
export function prepareRebalance(
  node: KafkaNode,
  group: Group,
  event: 'memberJoined' | 'memberLeft',
): void {
  node.stopTimer('sync', group.name);
  advance(node, group, event);
  completeWhenAllRejoined(node, group);
}

export function completeWhenAllRejoined(node: KafkaNode, group: Group): void {
  if (stateOf(node, group) !== 'preparingRebalance' || group.delayLeftMs >= 0) return;
  if (!haveAllRejoined(group)) return;
  group.generation += 1;
  if (group.members.size === 0) return becomeEmpty(node, group);
  advance(node, group, 'allRejoined');
  node.startTimer('sync', settingMs(node.spec, 'syncMs', SYNC_MS), group.name);
}

function becomeEmpty(node: KafkaNode, group: Group): void {
  advance(node, group, 'allLeft');
  group.owners.clear();
  keepOfGroup(node, group.name, 'groups', group.name, null);
  node.startTimer('retention', OFFSETS_RETENTION_MS, group.name);
}

/** The assignment is made: it is written down, and every member is told its part. */
export function synced(node: KafkaNode, name: string): void {
  const group = node.store.memory.groups.get(name);
  if (group === undefined) return;
  advance(node, group, 'synced');
  const assigned = assignRanges(group, (topic) => {
    if (isAlone(node)) createAlone(node, topic);
    return partitionsOf(node, topic).length;
  });
  group.owners.clear();
  group.assignedAtUs = node.localTimeUs();
  for (const [id, partitions] of assigned) {
    const member = group.members.get(id)?.node ?? -1;
    for (const each of partitions) {
      group.owners.set(textOf(each), id);
      node.record('assigned', { ...each, member });
    }
  }
  for (const member of group.members.values()) {
    member.rejoined = false;
    sendAssignment(node, group, member);
    expectHeartbeat(node, group, member);
  }
  keepOfGroup(node, name, 'groups', name, savedCopy(group));
}

const savedCopy = (group: Group): Group => ({
  ...group,
  members: new Map([...group.members].map(([id, member]) => [id, { ...member }])),
  owners: new Map(group.owners),
  lives: new Map(group.lives),
});

export const sessionKey = (group: Group, member: Member): string => `${group.name}/${member.id}`;

export function expectHeartbeat(node: KafkaNode, group: Group, member: Member): void {
  node.startTimer('session', node.knobs.sessionTimeoutMs, sessionKey(group, member));
}

export function offsetsExpired(node: KafkaNode, name: string): void {
  const { memory, disk } = node.store;
  const group = memory.groups.get(name);
  if (group === undefined) return;
  advance(node, group, 'offsetsExpired');
  memory.groups.delete(name);
  for (const key of disk.offsets.keys()) {
    if (key.startsWith(`${name}/`)) keepOfGroup(node, name, 'offsets', key, null);
  }
}

/** A new coordinator reads a group back: it is stable, and its members must be heard. */
export function loadGroup(node: KafkaNode, saved: Group): void {
  const group = savedCopy(saved);
  node.store.memory.groups.set(group.name, group);
  advance(node, group, 'loaded');
  for (const member of group.members.values()) {
    member.heard = true;
    member.reloaded = true;
    expectHeartbeat(node, group, member);
  }
}
