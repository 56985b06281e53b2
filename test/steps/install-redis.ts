/** Sees that a redis-server is here for the model to be compared with, and installs it on Debian. */
import { findRedisServer, HOW_TO_GET_IT } from '../redis-server/find-server.ts';
import { debianInstallation, thisMachine } from './machine.ts';
import { runCommand } from './run-command.ts';

/** `message` says how to get it where it could not be installed. */
export async function installRedis(): Promise<{ ok: boolean; message: string }> {
  if (findRedisServer() !== undefined) return { ok: true, message: '' };
  for (const command of debianInstallation(['redis-server'], await thisMachine())) {
    const line = [command.program, ...command.args].join(' ');
    process.stdout.write(
      `Missing for the test of the Redis model: redis-server. Running: ${line}\n`,
    );
    const { exitCode } = await runCommand({ ...command, show: true });
    if (exitCode !== 0) break;
  }
  const ok = findRedisServer() !== undefined;
  return { ok, message: ok ? '' : HOW_TO_GET_IT };
}
