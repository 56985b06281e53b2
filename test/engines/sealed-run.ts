/** A group that seals its messages under faults, once by labels and once by real cryptography. */
import { realSealing } from '../../src/models/cryptography/index.ts';
import type { AnyDesign } from '../../src/models/index.ts';
import {
  deploy,
  designFor,
  homeScenario,
  planFor,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';

const SEALED_GROUP: Scenario = {
  ...homeScenario,
  id: 'sealed-group',
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android', cem: 'ios' },
    servers: ['server-1', 'server-7'],
    with: ['redis', 'cassandra', 'notification-service', 'push-provider', 'key-registry'],
  }),
  conversations: [{ name: 'walk', members: ['ana', 'ben', 'cem'] }],
  script: [],
  chatter: [
    {
      conversation: 'walk',
      phones: ['ana', 'ben', 'cem'],
      messages: [5, 9],
      fromMs: 2000,
      untilMs: 40_000,
    },
  ],
  faults: {
    most: 4,
    fromMs: 3000,
    untilMs: 45_000,
    kinds: [
      { fault: 'reinstall', phones: ['ben'] },
      { fault: 'crash', nodes: ['keys', 'server-7'], holdMs: [500, 5000] },
      { fault: 'cut', nodes: ['ben', 'ana'], holdMs: [1000, 9000] },
      { fault: 'background', phones: ['ben'], holdMs: [1000, 8000] },
      {
        fault: 'drop',
        packets: ['askAgain', 'reseal', 'keyBundle', 'deliver', 'publishAck'],
        nth: [1, 2],
      },
    ],
  },
  durationMs: 60_000,
};

/** The same run twice: its digests must be equal. */
export function digestsOf(seed: string, design: AnyDesign): { symbolic: string; real: string } {
  const digest = (more: Partial<ConstructorParameters<typeof Run>[0]>): string => {
    const run = new Run({
      scenario: SEALED_GROUP,
      design: designFor(SEALED_GROUP, { retryMs: 3000, ...design }),
      seed,
      plan: planFor(SEALED_GROUP, seed),
      edits: [],
      ...more,
    });
    run.finish();
    return run.digest();
  };
  return { symbolic: digest({}), real: digest({ sealing: realSealing }) };
}
