/** Where the real redis-server of this machine is, and what to do where there is none. */
import { onPath } from '../engines/browsers.ts';

/** A test that cannot run fails with this sentence. */
export const HOW_TO_GET_IT =
  'redis-server is not on the PATH, and the model of Redis is compared with a real one: on Debian ' +
  'run "apt-get install redis-server" as root, elsewhere see https://redis.io/docs/install, ' +
  'then run the test again.';

/** The program's full path; undefined when it is not on the path. */
export const findRedisServer = (env: NodeJS.ProcessEnv = process.env): string | undefined =>
  onPath(env, ['redis-server']);
