/** What a broker shows when somebody opens it: partitions with their lag, groups, last records. */
import type { Inspection, InspectionTable } from '../protocol/index.ts';
import { type Group, textOf, type TopicPartition } from './consumer-group.ts';
import { isController } from './cluster.ts';
import { isRunning, type KafkaNode, logOf, stateOfPartition } from './node.ts';
import { logEndOffset, type PartitionLog } from './partition-log.ts';
import { stateOf } from './rebalance.ts';

/** Our choice: as many as a person reads. */
const RECORDS_SHOWN = 50;

interface Row extends TopicPartition {
  readonly log: PartitionLog;
}

export function inspectKafka(node: KafkaNode): Inspection {
  if (isController(node.spec)) return inspectController(node);
  const partitions = rowsOf(node);
  const groups = [...node.store.memory.groups.values()];
  return {
    tables: [
      partitionTable(node, partitions),
      lagTable(node, partitions, groups),
      groupTable(node, groups),
      recordTable(partitions),
    ],
    vital: { label: 'lag', value: totalLag(node, partitions, groups) },
  };
}

/** In the order of the topics; of Kafka's own topics only what has records. */
const rowsOf = (node: KafkaNode): Row[] =>
  [...node.store.disk.image.topics].flatMap(([topic, states]) =>
    states.flatMap((_, partition) => {
      const log = logOf(node, { topic, partition });
      const isHidden = topic.startsWith('__') && log?.records.length === 0;
      return log === undefined || isHidden ? [] : [{ topic, partition, log }];
    }),
  );

const nameOf = (node: KafkaNode, broker: number): string =>
  node.topology.nodes[broker]?.name ?? 'none';

const namesOf = (node: KafkaNode, brokers: readonly number[]): string =>
  brokers.map((broker) => nameOf(node, broker)).join(', ');

const partitionTable = (node: KafkaNode, partitions: readonly Row[]): InspectionTable => ({
  title: 'Partitions',
  columns: [
    'partition',
    'log start offset',
    'log end offset',
    'high watermark',
    'leader',
    'leader epoch',
    'in sync',
  ],
  rows: partitions.map((each) => {
    const state = stateOfPartition(node, each);
    return [
      textOf(each),
      each.log.logStartOffset,
      logEndOffset(each.log),
      each.log.highWatermark,
      nameOf(node, state?.leader ?? -1),
      state?.leaderEpoch ?? -1,
      namesOf(node, state?.isr ?? []),
    ];
  }),
});

function inspectController(node: KafkaNode): Inspection {
  const { brokers, topics } = node.store.disk.image;
  const states = [...topics].flatMap(([topic, each]) =>
    topic.startsWith('__')
      ? []
      : each.map((state, partition) => ({ name: textOf({ topic, partition }), state })),
  );
  const offline = states.filter(({ state }) => state.leader < 0).length;
  return {
    tables: [
      {
        title: 'Brokers',
        columns: ['broker', 'life', 'fenced'],
        rows: brokers.map((each) => [nameOf(node, each.node), each.life, each.isFenced]),
      },
      {
        title: 'Partitions',
        columns: ['partition', 'leader', 'leader epoch', 'replicas', 'in sync'],
        rows: states.map(({ name, state }) => [
          name,
          nameOf(node, state.leader),
          state.leaderEpoch,
          namesOf(node, state.replicas),
          namesOf(node, state.isr),
        ]),
      },
    ],
    vital: { label: 'offline', value: offline },
  };
}

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
