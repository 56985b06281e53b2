/** What is modelled of the ways in which a client and a server talk, and what is left out. */
import type { Fidelity } from '../protocol/index.ts';

export const transportFidelity: Fidelity = {
  models: [
    'WebSocket frames byte for byte, masks, control frames, the accept key, close codes',
    'HTTP polling, long polling, server-sent events and WebSocket in runs: real questions and answers, ' +
      'with requests and bytes on the data meter of each phone; and in closed form for one client',
  ],
  leavesOut: [
    'TCP, TLS, HTTP/2 and header compression, permessage-deflate',
    'the comments that keep a stream of events open: heartbeats do that here',
    'the answer to a post as a packet of its own: its header is counted with the request',
  ],
  assumes:
    'Header sizes are inputs (500 and 250 bytes unless a phone’s settings say otherwise): real ones ' +
    'differ from site to site. A packet weighs what it weighs as JSON.',
  sources: [
    'RFC 6455, The WebSocket Protocol; close codes 1012 to 1014: IANA WebSocket registry',
    'WHATWG HTML, Server-sent events',
    'RFC 6202, Known Issues and Best Practices for Long Polling',
  ],
};
