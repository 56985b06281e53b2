/** The names of the invariants, most serious first. Lessons, checks and screens use these words. */
export const CHECK_NAMES = [
  'sealed',
  'no-acked-loss',
  'shown-once',
  'no-invention',
  'accepted-once',
  'same-order',
  'sender-order',
  'no-hidden-gaps',
  'stable-view',
  'honest-ticks',
  'ticks-forward',
  'eventual-delivery',
  'key-change-visible',
  'no-ghosts',
  'presence-converges',
  'presence-fresh',
  'conservation',
  'bounded-backlog',
  'no-retry-storm',
  'load',
  'budgets',
  'sane-numbers',
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];
