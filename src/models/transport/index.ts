/** How a client and a server talk: WebSocket frames, and what polling, streams and sockets cost. */
export * from './close-codes.ts';
export * from './costs.ts';
export { transportFidelity } from './fidelity.ts';
export { headerBytes, type HeaderSizes } from '../protocol/index.ts';
export * from './websocket-frames.ts';
export * from './websocket-handshake.ts';
