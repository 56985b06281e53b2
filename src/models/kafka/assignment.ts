/** What a member is told: its partitions, and where in each it begins. */
import type { PacketOf } from '../protocol/index.ts';
import { type Group, type Member, textOf, type TopicPartition } from './consumer-group.ts';
import { firstOffset } from './fetching.ts';
import { isLeader, type KafkaNode, logOf, partitionsOf } from './node.ts';

export function sendAssignment(node: KafkaNode, group: Group, member: Member): void {
  const partitions = member.topics.flatMap((topic) =>
    partitionsOf(node, topic)
      .map((_, partition) => ({ topic, partition }))
      .filter((each) => group.owners.get(textOf(each)) === member.id)
      .map((each) => ({ ...each, offset: startOf(node, group, each) })),
  );
  tell(node, group, member, partitions);
}

/** REBALANCE_IN_PROGRESS: the member gives its partitions back. */
export function revoke(node: KafkaNode, group: Group, member: Member): void {
  const { held } = node.store.memory;
  for (const [key, { packet, from }] of held) {
    if (packet.group === group.name && from === member.node) held.delete(key);
  }
  tell(node, group, member, []);
}

function tell(
  node: KafkaNode,
  { name: group, generation }: Group,
  member: Member,
  partitions: PacketOf<'assignment'>['partitions'],
): void {
  node.send(member.node, { type: 'assignment', group, generation, partitions });
}

/** Where a consumer begins: at the committed offset, or where auto.offset.reset says. */
function startOf(node: KafkaNode, { name }: Group, each: TopicPartition): number {
  const committed = node.store.disk.offsets.get(`${name}/${textOf(each)}`);
  if (committed !== undefined) return committed;
  // Where another broker leads, only that one knows: at -1 the consumer is told where to begin.
  const log = isLeader(node, each) ? logOf(node, each) : undefined;
  return log === undefined ? -1 : firstOffset(node, log);
}
