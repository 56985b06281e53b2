/** Seeds on which a reference once failed. They are run for ever; never take one out. */

export interface KeptSeed {
  readonly scenario: string;
  readonly seed: string;
  /** What was wrong then. */
  readonly because: string;
}

export const keptSeeds: readonly KeptSeed[] = [
  {
    scenario: 'check-then-act',
    seed: 'd/123',
    because:
      'a cut too short to be noticed took three deliveries, and the list waited for a reconnect',
  },
  {
    scenario: 'backoff-without-jitter',
    seed: 'd/83',
    because: 'the reset of a dead server was lost in a cut, and no heartbeat came for ten minutes',
  },
  {
    scenario: 'stable-list',
    seed: 'r/111',
    because: 'four faults took all attempts at one delivery, and nobody reconnected',
  },
  {
    scenario: 'stable-list',
    seed: 'e8ac2272cd93f867a217f01989405d3f4a30bbf9/154',
    because: 'two short cuts took all attempts at one delivery, and no heartbeat brought it again',
  },
  {
    scenario: 'group',
    seed: 'delta/817',
    because: 'a plan of drops alone counted as healed at its start, and late retries as a storm',
  },
];
