/** What a broker shows when somebody opens it: partitions with their lag, groups, last records. */
import type { Inspection, InspectionTable } from '../protocol/index.ts';
import { type Group, textOf, type TopicPartition } from './consumer-group.ts';
import { isRunning, type KafkaNode } from './node.ts';
import { logEndOffset, type PartitionLog } from './partition-log.ts';
import { stateOf } from './rebalance.ts';

/** Our choice: as many as a person reads. */
const RECORDS_SHOWN = 50;

interface Row extends TopicPartition {
  readonly log: PartitionLog;
}

export function inspectKafka(node: KafkaNode): Inspection {
  const partitions = [...node.store.disk.topics].flatMap(([topic, logs]) =>
    logs.map((log, partition) => ({ topic, partition, log })),
  );
  const groups = [...node.store.memory.groups.values()];
  return {
    tables: [
      partitionTable(partitions),
      lagTable(node, partitions, groups),
      groupTable(node, groups),
      recordTable(partitions),
    ],
    vital: { label: 'lag', value: totalLag(node, partitions, groups) },
  };
}

const partitionTable = (partitions: readonly Row[]): InspectionTable => ({
  title: 'Partitions',
  columns: ['partition', 'log start offset', 'log end offset', 'high watermark'],
  rows: partitions.map((each) => [
    textOf(each),
    each.log.logStartOffset,
    logEndOffset(each.log),
    each.log.highWatermark,
  ]),
});

/** The partitions that a group consumes, or has a committed offset of. */
const consumedBy = (node: KafkaNode, group: Group, partitions: readonly Row[]): readonly Row[] =>
  partitions.filter(
    (each) => group.owners.has(textOf(each)) || committedOf(node, group, each) !== undefined,
  );

const committedOf = (node: KafkaNode, group: Group, each: TopicPartition): number | undefined =>
  node.store.disk.offsets.get(`${group.name}/${textOf(each)}`);

const lagOf = (node: KafkaNode, group: Group, each: Row): number =>
  logEndOffset(each.log) - (committedOf(node, group, each) ?? each.log.logStartOffset);

const lagTable = (
  node: KafkaNode,
  partitions: readonly Row[],
  groups: readonly Group[],
): InspectionTable => ({
  title: 'Committed offsets',
  columns: ['group', 'partition', 'committed', 'lag', 'consumer'],
  rows: groups.flatMap((group) =>
    consumedBy(node, group, partitions).map((each) => [
      group.name,
      textOf(each),
      committedOf(node, group, each) ?? null,
      lagOf(node, group, each),
      group.owners.get(textOf(each)) ?? null,
    ]),
  ),
});

const totalLag = (node: KafkaNode, partitions: readonly Row[], groups: readonly Group[]): number =>
  groups
    .flatMap((group) => consumedBy(node, group, partitions).map((each) => lagOf(node, group, each)))
    .reduce((sum, lag) => sum + lag, 0);

const groupTable = (node: KafkaNode, groups: readonly Group[]): InspectionTable => ({
  title: 'Consumer groups',
  columns: ['group', 'state', 'generation', 'members'],
  rows: groups.map((group) => [
    group.name,
    isRunning(node) ? stateOf(node, group) : 'loading',
    group.generation,
    [...group.members.keys()].join(', '),
  ]),
});

const recordTable = (partitions: readonly Row[]): InspectionTable => ({
  title: 'Last records',
  columns: ['partition', 'offset', 'key', 'message'],
  rows: partitions
    .flatMap((each) =>
      each.log.records
        .slice(-RECORDS_SHOWN)
        .map(({ offset, key, name }) => [textOf(each), offset, key, name]),
    )
    .slice(-RECORDS_SHOWN),
});
