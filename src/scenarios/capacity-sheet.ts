/**
 * A capacity sheet: from a handful of assumptions to the rates, machines and bytes that decide a
 * design. Every cell carries its formula, so that an interviewer's "why?" has an answer.
 */

import { CLASSROOM_STORM, type CrowdStorm } from './crowd-storm.ts';

/** What is assumed. Every value is at least 0; shares are from 0 to 1. */
export interface CapacityAssumptions {
  /** Phones connected at the same time. */
  readonly sockets: number;
  readonly messagesADay: number;
  /** How much busier the busiest second is than the mean one. */
  readonly peakFactor: number;
  readonly socketsAServer: number;
  readonly heartbeatMs: number;
  /** Share of messages that go to a group, and the members of such a group. */
  readonly groupShare: number;
  readonly groupSize: number;
  /** A stored message with its metadata. */
  readonly messageBytes: number;
  readonly storeReplicas: number;
  readonly daysKept: number;
  /** What one partition of the log takes in a second. */
  readonly messagesAPartition: number;
  /** An entry of the connection map: key, value and Redis' own overhead. */
  readonly mapEntryBytes: number;
  readonly loginsPerSecond: number;
  /** Of one server for a month, in any one currency. */
  readonly serverPriceAMonth: number;
}

/** Our choice, of the order that system design texts assume; public figures are far above them. */
export const CLASSROOM_ASSUMPTIONS: CapacityAssumptions = {
  sockets: 100_000_000,
  messagesADay: 5_000_000_000,
  peakFactor: 1,
  socketsAServer: 100_000,
  heartbeatMs: 30_000,
  groupShare: 0.01,
  groupSize: 50,
  messageBytes: 300,
  storeReplicas: 3,
  daysKept: 30,
  messagesAPartition: 1000,
  mapEntryBytes: 100,
  loginsPerSecond: 1_000_000,
  serverPriceAMonth: 500,
};

export interface CapacityCell {
  readonly id: CapacityCellId;
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  /** In the words of the assumptions and of other cells. */
  readonly formula: string;
  /** Whether a run of a part of the phones can measure it: then it is multiplied by the scale. */
  readonly grows: boolean;
}

const SECONDS_A_DAY = 86_400;

/** One receipt that the server has it, one that a phone has it, one that it was read. */
const RECEIPTS_A_MESSAGE = 3;

/** In an order in which each cell needs only those before it. */
const IDS = [
  'messages',
  'deliveries',
  'receipts',
  'events',
  'heartbeats',
  'heartbeatsAMessage',
  'servers',
  'mapBytes',
  'partitions',
  'storedBytes',
  'comeback',
  'price',
] as const;

export type CapacityCellId = (typeof IDS)[number];

type Values = Readonly<Record<CapacityCellId, number>>;
type Rule = (assumed: CapacityAssumptions, cells: Values) => number;

const cell = (label: string, unit: string, grows: boolean, formula: string, rule: Rule) => ({
  label,
  unit,
  grows,
  formula,
  rule,
});

const CELLS = {
  messages: cell(
    'Messages',
    '1/s',
    true,
    'messages a day / 86,400 s x peak factor',
    ({ messagesADay, peakFactor }) => (messagesADay / SECONDS_A_DAY) * peakFactor,
  ),
  deliveries: cell(
    'Deliveries to phones',
    '1/s',
    true,
    'messages x ((1 - group share) + group share x (group size - 1))',
    ({ groupShare, groupSize }, { messages }) =>
      messages * (1 - groupShare + groupShare * Math.max(0, groupSize - 1)),
  ),
  receipts: cell(
    'Acknowledgements and receipts',
    '1/s',
    true,
    'messages x 3: the server has it, a phone has it, it was read',
    (_, { messages }) => messages * RECEIPTS_A_MESSAGE,
  ),
  events: cell(
    'Messages with their receipts',
    '1/s',
    true,
    'messages + acknowledgements and receipts',
    (_, { messages, receipts }) => messages + receipts,
  ),
  heartbeats: cell('Heartbeats', '1/s', true, 'sockets / heartbeat', ({ sockets, heartbeatMs }) =>
    heartbeatMs === 0 ? 0 : (sockets / heartbeatMs) * 1000,
  ),
  heartbeatsAMessage: cell(
    'Heartbeats for each message',
    '',
    false,
    'heartbeats / messages',
    (_, { heartbeats, messages }) => (messages === 0 ? 0 : heartbeats / messages),
  ),
  servers: cell(
    'Chat servers',
    '',
    true,
    'sockets / sockets a server, rounded up',
    ({ sockets, socketsAServer }) =>
      socketsAServer === 0 ? 0 : Math.ceil(sockets / socketsAServer),
  ),
  mapBytes: cell(
    'Connection map in Redis',
    'bytes',
    true,
    'sockets x bytes of an entry',
    ({ sockets, mapEntryBytes }) => sockets * mapEntryBytes,
  ),
  partitions: cell(
    'Partitions of the log',
    '',
    true,
    'messages / messages a partition, rounded up',
    ({ messagesAPartition }, { messages }) =>
      messagesAPartition === 0 ? 0 : Math.ceil(messages / messagesAPartition),
  ),
  storedBytes: cell(
    'Messages stored in Cassandra',
    'bytes',
    true,
    'messages a day x days kept x bytes of a message x replicas',
    ({ messagesADay, daysKept, messageBytes, storeReplicas }) =>
      messagesADay * daysKept * messageBytes * storeReplicas,
  ),
  comeback: cell(
    'Everybody back after an outage',
    's',
    false,
    'sockets / logins a second: the least time, with a line that never runs dry',
    ({ sockets, loginsPerSecond }) => (loginsPerSecond === 0 ? 0 : sockets / loginsPerSecond),
  ),
  price: cell(
    'Chat servers for a month',
    'currency',
    true,
    'chat servers x price of a server',
    ({ serverPriceAMonth }, { servers }) => servers * serverPriceAMonth,
  ),
} as const satisfies Record<CapacityCellId, unknown>;

/** All cells, in the order in which they follow from one another. */
export function capacitySheet(assumed: CapacityAssumptions): readonly CapacityCell[] {
  const values: Partial<Record<CapacityCellId, number>> = {};
  return IDS.map((id) => {
    const { rule, ...rest } = CELLS[id];
    const value = rule(assumed, values as Values);
    values[id] = value;
    return { id, value, ...rest };
  });
}

/** A storm that a browser can run, and by how much its figures have to be multiplied. */
export interface ScaledStorm {
  readonly storm: CrowdStorm;
  /** 1 when nothing is left out. */
  readonly scale: number;
  /** "scaled x 100", or "not scaled"; stands beside every figure that was multiplied. */
  readonly label: string;
}

/**
 * The storm of these assumptions with at most so many phones: capacity shrinks with the crowd, so
 * that times stay as they are and rates are multiplied by the scale.
 */
export function scaledStorm(
  assumed: CapacityAssumptions,
  phonesMost: number,
  base: CrowdStorm = CLASSROOM_STORM,
): ScaledStorm {
  const { sockets, loginsPerSecond } = assumed;
  const scale = Math.max(1, Math.ceil(sockets / Math.max(1, phonesMost)));
  return {
    storm: {
      ...base,
      phones: Math.floor(sockets / scale),
      loginsPerSecond: Math.max(1, Math.floor(loginsPerSecond / scale)),
    },
    scale,
    label: scale === 1 ? 'not scaled' : `scaled x ${scale}`,
  };
}
