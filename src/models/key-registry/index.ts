/** The key registry: public keys of devices, for whoever wants to seal something to them. */
export { keyRegistry } from './component.ts';
