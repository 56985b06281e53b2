/** A push provider is somebody else's: a candidate chooses nothing about it. */
import type { KnobTable } from '../protocol/index.ts';

export const pushProviderKnobs = {} as const satisfies KnobTable;
