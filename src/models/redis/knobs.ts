/** The policy of Redis that a candidate argues about: when a master stops, for want of replicas. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const redisKnobs = {
  minReplicasToWrite: {
    kind: 'number',
    label: 'min-replicas-to-write',
    question: 'With how many replicas heard of within 10 s does a master still take writes?',
    unit: 'replicas',
    min: 0,
    max: 5,
    initial: 0,
    source: 'min-replicas-to-write and min-replicas-max-lag, the defaults of Redis 7.0',
  },
} as const satisfies KnobTable;

export type RedisKnobs = KnobValues<typeof redisKnobs>;
