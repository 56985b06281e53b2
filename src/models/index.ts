/** The components of the chat system, one folder each, and the protocol they share. */
export * from './protocol/index.ts';
