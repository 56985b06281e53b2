/** A real redis-server for a test: found on the path, started on a socket of its own, always stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from './connection.ts';
import { findRedisServer, HOW_TO_GET_IT } from './find-server.ts';

const START_MS = 10_000;
const RETRY_MS = 20;

export class ServerProcess {
  readonly path: string;
  private readonly child: ChildProcess;
  private readonly folder: string;
  private output = '';

  private constructor(program: string, folder: string, options: readonly string[]) {
    this.folder = folder;
    this.path = join(folder, 'socket');
    const own = ['--port', '0', '--unixsocket', this.path, '--dir', folder, '--save', ''];
    // The active cycle runs by the clock; without it DBSIZE is a matter of commands alone.
    const args = [...own, '--appendonly', 'no', '--enable-debug-command', 'local', ...options];
    this.child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    process.once('exit', this.kill);
  }

  /** Starts one without persistence, in a new folder. Throws with the server's own words. */
  static async start(
    options: readonly string[] = [],
    env: NodeJS.ProcessEnv = process.env,
  ): Promise<ServerProcess> {
    const program = findRedisServer(env);
    if (program === undefined) throw new Error(HOW_TO_GET_IT);
    const folder = mkdtempSync(join(tmpdir(), 'redis-'));
    const server = new ServerProcess(program, folder, options);
    try {
      await server.untilItListens();
      return server;
    } catch (error) {
      server.stop();
      throw error;
    }
  }

  connect(): Promise<Connection> {
    return Connection.open(this.path);
  }

  stop(): void {
    process.off('exit', this.kill);
    this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private readonly kill = () => {
    this.child.kill('SIGKILL');
  };

  private async untilItListens(): Promise<void> {
    const deadline = Date.now() + START_MS;
    for (;;) {
      try {
        const connection = await this.connect();
        await connection.ask('PING');
        connection.close();
        return;
      } catch {
        if (Date.now() > deadline || this.child.exitCode !== null) {
          throw new Error(`redis-server did not start: ${this.output}`);
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}
