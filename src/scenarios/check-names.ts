/** The names of the invariants, most serious first. Lessons, checks and screens use these words. */
export const CHECK_NAMES = [
  'no-acked-loss',
  'shown-once',
  'sender-order',
  'honest-ticks',
  'ticks-forward',
  'eventual-delivery',
  'no-ghosts',
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];
