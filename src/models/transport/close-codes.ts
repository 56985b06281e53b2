/** Why a WebSocket was closed, as a number (RFC 6455, 7.4; 1012 to 1014: IANA's registry). */
import type { Closing } from '../protocol/index.ts';

export interface CloseCode {
  readonly code: number;
  readonly meaning: string;
  /** sent: in a close frame. local: told to the program only. reserved: used by nobody. */
  readonly use: 'sent' | 'local' | 'reserved';
}

/** RFC 6455, 7.4.1, and IANA’s registry for 1012 to 1014. */
export const CLOSE_CODES: readonly CloseCode[] = [
  { code: 1000, meaning: 'Normal closure', use: 'sent' },
  { code: 1001, meaning: 'Going away: a server stops, a page is left', use: 'sent' },
  { code: 1002, meaning: 'Protocol error', use: 'sent' },
  { code: 1003, meaning: 'Unsupported data', use: 'sent' },
  { code: 1004, meaning: 'Reserved', use: 'reserved' },
  { code: 1005, meaning: 'No code was given', use: 'local' },
  { code: 1006, meaning: 'Gone without a close frame', use: 'local' },
  { code: 1007, meaning: 'Payload that is not what it says, as bad UTF-8', use: 'sent' },
  { code: 1008, meaning: 'Policy violation', use: 'sent' },
  { code: 1009, meaning: 'Message too big', use: 'sent' },
  { code: 1010, meaning: 'A needed extension is missing', use: 'sent' },
  { code: 1011, meaning: 'Internal error', use: 'sent' },
  { code: 1012, meaning: 'Service restart', use: 'sent' },
  { code: 1013, meaning: 'Try again later', use: 'sent' },
  { code: 1014, meaning: 'Bad gateway', use: 'sent' },
  { code: 1015, meaning: 'TLS handshake failed', use: 'local' },
];

/** Whose a code is: RFC 6455, 7.4.2. */
export function closeCodeRange(code: number): 'unused' | 'protocol' | 'registered' | 'private' {
  if (code >= 4000 && code <= 4999) return 'private';
  if (code >= 3000 && code <= 3999) return 'registered';
  return code >= 1000 && code <= 2999 ? 'protocol' : 'unused';
}

/** Whether a close frame may carry the code. */
export function mayBeSent(code: number): boolean {
  const range = closeCodeRange(code);
  if (range !== 'protocol') return range !== 'unused' && Math.floor(code) === code;
  return CLOSE_CODES.some((each) => each.code === code && each.use === 'sent');
}

/**
 * The code that a phone’s program would see for the ways in which a connection ends here. Which code
 * a server gives to a client that it replaces or turns away is our choice.
 */
export const CLOSING_CODES: Readonly<Record<Closing, number>> = {
  client: 1000,
  suspended: 1001,
  killed: 1001,
  server: 1006,
  pongTimeout: 1006,
  crash: 1006,
  airplane: 1006,
  replaced: 1008,
  refused: 1013,
};
