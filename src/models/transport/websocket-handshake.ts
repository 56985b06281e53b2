/** The HTTP upgrade that opens a WebSocket (RFC 6455, 1.3 and 4), and what it costs. */
import { sha1 } from './sha1.ts';

/** RFC 6455, 1.3: the same for every server, so that a mere echo of the key is no answer. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** The alphabet of RFC 4648, 4. */
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const ascii = new TextEncoder();

/** Sec-WebSocket-Accept for this Sec-WebSocket-Key. */
export const acceptKey = (key: string): string => base64(sha1(ascii.encode(key + GUID)));

/** The client's request, CRLF and the empty line included. */
export function upgradeRequest(host: string, path: string, key: string): string {
  return lines([
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Version: 13',
  ]);
}

/** The server's answer to this key. */
export const upgradeResponse = (key: string): string =>
  lines([
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${acceptKey(key)}`,
  ]);

const lines = (each: readonly string[]): string => `${each.join('\r\n')}\r\n\r\n`;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const word = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => BASE64[(word >> shift) & 63] ?? '');
    const used = Math.min(3, bytes.length - at) + 1;
    text += digits.slice(0, used).join('').padEnd(4, '=');
  }
  return text;
}
