/** What is modelled of the ways in which a client and a server talk, and what is left out. */
import type { Fidelity } from '../protocol/index.ts';

export const transportFidelity: Fidelity = {
  models: [
    'WebSocket frames byte for byte, masks, control frames, the accept key, close codes',
    'HTTP polling, long polling, server-sent events and WebSocket as counts of requests, bytes and ' +
      'delay for one client',
  ],
  leavesOut: [
    'TCP, TLS, HTTP/2 and header compression, permessage-deflate',
    'in runs a socket is a number, and packets have no sizes',
  ],
  assumes: 'Header sizes are inputs: real ones differ from site to site.',
  sources: [
    'RFC 6455, The WebSocket Protocol; close codes 1012 to 1014: IANA WebSocket registry',
    'WHATWG HTML, Server-sent events',
  ],
};
