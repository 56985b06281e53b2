/** Redis 7.0, one server: keys with a time to live, in memory. */
export { redis } from './component.ts';
