/** Cassandra has no policy to argue about in this design yet: consistency levels come with replicas. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const cassandraKnobs = {} as const satisfies KnobTable;

export type CassandraKnobs = KnobValues<typeof cassandraKnobs>;
