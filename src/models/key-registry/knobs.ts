/** The policy of the key registry: none of its own yet; it hands out what devices gave it. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const keyRegistryKnobs = {} as const satisfies KnobTable;

export type KeyRegistryKnobs = KnobValues<typeof keyRegistryKnobs>;
