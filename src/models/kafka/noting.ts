/** What the trace is told of a log's records: which messages came, and which are gone. */
import type { ReplicaRecord } from '../protocol/index.ts';
import type { TopicPartition } from './consumer-group.ts';
import type { KafkaNode } from './node.ts';

/** Internal topics carry no message: the trace of the chat says nothing of them. */
export function noteAppended(
  node: KafkaNode,
  { topic, partition }: TopicPartition,
  { name, offset }: ReplicaRecord,
): void {
  if (name === '') return;
  node.record('appended', { message: name, topic, partition, offset });
  node.record('stored', { message: name, place: 'log', durable: true, position: offset });
}

export function noteForgotten(node: KafkaNode, removed: readonly ReplicaRecord[]): void {
  for (const { name } of removed) {
    if (name !== '') node.record('forgotten', { message: name, place: 'log' });
  }
}
