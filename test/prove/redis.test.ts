/** The comparison of the Redis model with a real redis-server, ten times as long, from new seeds. */

process.env['REDIS_COMPARISON'] = 'long';

// Imported only now, so that they find the setting; each registers its own tests.
await import('../models/redis/conformance.test.ts');
await import('../models/redis/cluster-conformance.test.ts');
await import('../models/redis/stream.test.ts');

export {};
