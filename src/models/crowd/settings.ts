/** What a crowd wants to be told: how many phones it stands for, and how they first arrive. */
import type { NodeSpec } from '../protocol/index.ts';

/** Our choice: twice the million that a browser tab is known to hold. */
export const CROWD_PHONES_MAX = 2_000_000;
/** Our choice: rates are told per second. */
const STRETCH_MS = 1000;

export const crowdPhones = ({ settings }: NodeSpec): number => Number(settings['phones'] ?? 0);

/** The members connect one after the other over this span, in milliseconds. */
export const startsOverMs = ({ settings }: NodeSpec): number =>
  Number(settings['startsOverMs'] ?? 0);

/** The trace holds one record of each count for every stretch of this many milliseconds. */
export const stretchMs = ({ settings }: NodeSpec): number =>
  Number(settings['stretchMs'] ?? STRETCH_MS);
