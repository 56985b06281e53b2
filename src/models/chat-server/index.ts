/** The chat server: sockets, acceptance, routing, delivery, receipts. */
export { chatServer } from './component.ts';
export type { ChatServerKnobs } from './knobs.ts';
