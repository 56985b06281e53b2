/** Real cryptography for sealing. A door of its own: it is loaded only where somebody asks for it. */
export * from './curve.ts';
export { groupKeys, messageKeys, messageSeed, nextChain, rootOfSecrets } from './key-derivation.ts';
export * from './ratchet.ts';
export { realSealing } from './real-sealing.ts';
export * from './run-keys.ts';
export * from './safety-number.ts';
export * from './x3dh.ts';
