/** The bar that moves through a run. */
export { Transport, type TransportProps } from './Transport.tsx';
export { clockText } from './clock-text.ts';
