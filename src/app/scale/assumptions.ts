/** The assumptions of the capacity sheet as fields: their names, units and bounds. */
import type { CapacityAssumptions } from '../../scenarios/index.ts';

export interface AssumptionField {
  readonly key: keyof CapacityAssumptions;
  readonly label: string;
  readonly unit: string;
  readonly max: number;
}

const field = (
  key: keyof CapacityAssumptions,
  label: string,
  unit: string,
  max: number,
): AssumptionField => ({ key, label, unit, max });

/** What decides most comes first. */
export const ASSUMPTION_FIELDS: readonly AssumptionField[] = [
  field('sockets', 'Phones connected at once', 'phones', 1e10),
  field('messagesADay', 'Messages a day', 'messages', 1e13),
  field('peakFactor', 'Busiest second over the mean', 'times', 100),
  field('heartbeatMs', 'Heartbeat', 'ms', 3_600_000),
  field('socketsAServer', 'Sockets a server', 'sockets', 1e7),
  field('loginsPerSecond', 'Logins a second, all servers', '1/s', 1e8),
  field('groupShare', 'Share of messages to a group', '0 to 1', 1),
  field('groupSize', 'Members of such a group', 'members', 1024),
  field('messageBytes', 'A stored message', 'bytes', 1e6),
  field('storeReplicas', 'Copies in the store', 'copies', 9),
  field('daysKept', 'Days kept', 'days', 36_500),
  field('messagesAPartition', 'What a partition takes', '1/s', 1e6),
  field('mapEntryBytes', 'An entry of the map', 'bytes', 10_000),
  field('serverPriceAMonth', 'A server for a month', 'currency', 1e6),
];
