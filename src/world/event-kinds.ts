/** The kinds of event that lie in the wheel. */
export const EVENT = {
  arrival: 0,
  service: 1,
  machineTimer: 2,
  nodeTimer: 3,
  /** For a member of a crowd: what arrives there or at its server, and a timer of its machine. */
  member: 4,
  memberTimer: 5,
} as const;
