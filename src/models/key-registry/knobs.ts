/** The policy of the key registry: whose keys it hands out. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const keyRegistryKnobs = {
  registry: {
    kind: 'choice',
    label: 'The registry hands out',
    question: 'Whose keys does somebody get who asks for those of a device?',
    options: {
      honest: 'The keys that the device left there.',
      swapsKeys: 'Its operator’s own: the servers open every message, read it and seal it on.',
    },
    initial: 'honest',
  },
} as const satisfies KnobTable;

export type KeyRegistryKnobs = KnobValues<typeof keyRegistryKnobs>;
