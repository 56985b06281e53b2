/**
 * Members of crowds in the line for a login, in columns: who asks, on which connection, and as the
 * how-manieth of all that ever asked, so that they and drawn phones keep one order.
 */

/** Our choice: doubled whenever it is full. */
const ROOM = 1024;

/** By definition: what is kept of each member in the line. */
/** Our choice: crowd, member, connection and order, a word each. */
const WORDS = 4;

export interface MemberLine {
  tickets: Int32Array;
  head: number;
  size: number;
}

export interface MemberTicket {
  readonly crowd: number;
  readonly member: number;
  readonly connection: number;
  /** Its number among all requests. */
  readonly order: number;
}

export const createMemberLine = (): MemberLine => ({
  tickets: new Int32Array(ROOM * WORDS),
  head: 0,
  size: 0,
});

export function join(line: MemberLine, { crowd, member, connection, order }: MemberTicket): void {
  if (line.size * WORDS === line.tickets.length) grow(line);
  const { tickets } = line;
  const at = ((line.head + line.size) * WORDS) % tickets.length;
  tickets[at] = crowd;
  tickets[at + 1] = member;
  tickets[at + 2] = connection;
  tickets[at + 3] = order;
  line.size += 1;
}

/** The first in line; undefined when there is none. */
export function firstOf({ tickets, head, size }: MemberLine): MemberTicket | undefined {
  if (size === 0) return undefined;
  const at = head * WORDS;
  return {
    crowd: tickets[at]!,
    member: tickets[at + 1]!,
    connection: tickets[at + 2]!,
    order: tickets[at + 3]!,
  };
}

export function leave(line: MemberLine): void {
  line.head = (line.head + 1) % (line.tickets.length / WORDS);
  line.size -= 1;
}

function grow(line: MemberLine): void {
  const { tickets, head } = line;
  const longer = new Int32Array(tickets.length * 2);
  longer.set(tickets.subarray(head * WORDS));
  longer.set(tickets.subarray(0, head * WORDS), tickets.length - head * WORDS);
  line.tickets = longer;
  line.head = 0;
}
