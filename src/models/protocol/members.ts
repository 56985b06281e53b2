/**
 * A crowd is one node that stands for many phones. Its members are numbers, not nodes: what others
 * keep about them lies in columns, so that a million of them fit beside a handful of drawn phones.
 */

/** What a crowd counts, in each stretch of time or at its end. The order is part of the digest. */
export const CROWD_COUNTS = [
  // In the stretch:
  'asked',
  'refused',
  'opened',
  'closed',
  'timedOut',
  'lost',
  'pings',
  // At its end:
  'connected',
  'connecting',
  'reconnecting',
] as const;

export type CrowdCount = (typeof CROWD_COUNTS)[number];

/** How a component answers members of a crowd. */
export interface MemberService<Node> {
  /** A member asks for a connection. False when it is turned away at once. */
  ask(node: Node, crowd: number, member: number, connection: number): boolean;
  /** A member's connection to this server is over. */
  left(node: Node, server: number): void;
}

/** What a component may ask of the world about members of crowds. */
export interface CrowdDesk {
  /** Whether the member still waits for an answer to this request. */
  isAsking(crowd: number, member: number, connection: number): boolean;
  /** Gives the member this server; -1 turns it away. */
  answer(crowd: number, member: number, connection: number, server: number): void;
}
