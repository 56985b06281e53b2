/**
 * A member's packet as one number of an event: what it is, on which connection, and the server that
 * is offered. A connection is told from the few before it by its low bits, as TCP tells its own.
 */

export const ASK = 0;
export const OPENED = 1;
export const REFUSED = 2;
export const CLOSED = 3;
export const PING = 4;
export const PONG = 5;
export const START = 6;
export const STRETCH_ENDS = 7;

const CODE_BITS = 3;
const CODE_MASK = (1 << CODE_BITS) - 1;
const CONNECTION_BITS = 12;
export const CONNECTION_MASK = (1 << CONNECTION_BITS) - 1;
const SERVER_SHIFT = CODE_BITS + CONNECTION_BITS;

/** `server` is a node's number below 65,535, -1 for none. */
export const packed = (code: number, connection: number, server = -1): number =>
  code | (connection << CODE_BITS) | ((server + 1) << SERVER_SHIFT);

export const codeOf = (b: number): number => b & CODE_MASK;
export const connectionOf = (b: number): number => (b >> CODE_BITS) & CONNECTION_MASK;
export const offeredOf = (b: number): number => (b >>> SERVER_SHIFT) - 1;

const SERVER_MASK = 0xffff;
const LIFE_MASK = 0x7fff;

/** Who holds a member's connection: a server in one life of its process; never negative. */
export const heldBy = (server: number, life: number): number => server | ((life & LIFE_MASK) << 16);

/** The server's number; -1 when nobody holds it. */
export const serverOf = (held: number): number => (held < 0 ? -1 : held & SERVER_MASK);
