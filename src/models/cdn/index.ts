/** The CDN: copies of photos near those who look at them. */
export { cdn } from './component.ts';
