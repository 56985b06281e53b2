/** Redis 7.0, one server: keys with a time to live, in memory. */
export { redis } from './component.ts';
export type { RedisNode } from './component.ts';
export { redisKnobs } from './knobs.ts';
export { RedisStore } from './store.ts';
