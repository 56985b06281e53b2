/** A consumer says how far it is: the group's coordinator writes it down. */
import type { PacketOf } from '../protocol/index.ts';
import { memberOf, textOf } from './consumer-group.ts';
import { isRunning, type KafkaNode } from './node.ts';
import { isCoordinator, keepOfGroup } from './offsets-topic.ts';
import { stateOf } from './rebalance.ts';

/** Takes a commit of the present generation only: a consumer that was given up may not move on. */
export function commitOffset(
  node: KafkaNode,
  packet: PacketOf<'commitOffset'>,
  from: number,
): void {
  const { topic, partition, offset, generation } = packet;
  const group = node.store.memory.groups.get(packet.group);
  const member = memberOf(group, from);
  const serves = isRunning(node) && isCoordinator(node, packet.group);
  if (!serves || group === undefined || member === undefined) {
    node.record('refused', { reason: 'unavailable', from });
  } else if (generation !== group.generation) {
    node.record('refused', { reason: 'staleLease', from });
  } else if (stateOf(node, group) === 'completingRebalance') {
    node.record('refused', { reason: 'unavailable', from });
  } else {
    member.heard = true;
    keepOfGroup(node, group.name, 'offsets', `${group.name}/${textOf(packet)}`, offset);
    node.record('committed', { topic, partition, offset });
  }
}
