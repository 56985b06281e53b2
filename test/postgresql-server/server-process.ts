/** A real PostgreSQL for a test: found on the machine, started on a socket of its own, always stopped. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { WireConnection } from './wire.ts';

const START_MS = 20_000;
const RETRY_MS = 100;
const DEBIAN = '/usr/lib/postgresql';

export const HOW_TO_GET_IT =
  'No PostgreSQL on this machine: install the package postgresql (apt-get install postgresql)';

/** The folder of its programs; undefined when there is none. */
export function findPostgresql(path = process.env['PATH'] ?? ''): string | undefined {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).map((each) => join(DEBIAN, each, 'bin'))
    : [];
  return [...versions.toSorted().toReversed(), ...path.split(':')].find(
    (folder) => existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb')),
  );
}

// The server refuses to run as root; Debian's package brings a user of its own.
function ownUser(): { readonly uid?: number; readonly gid?: number } {
  if (userInfo().uid !== 0) return {};
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres']).stdout.toString());
  return { uid: id('-u'), gid: id('-g') };
}

export class PostgresqlProcess {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #open: WireConnection[] = [];

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
    process.once('exit', this.#kill);
  }

  static async start(settings: readonly string[] = []): Promise<PostgresqlProcess> {
    const programs = findPostgresql();
    if (programs === undefined) throw new Error(HOW_TO_GET_IT);
    const folder = mkdtempSync(join(tmpdir(), 'postgresql-'));
    const user = ownUser();
    if (user.uid !== undefined) spawnSync('chown', ['postgres', folder]);
    const data = join(folder, 'data');
    const made = spawnSync(
      join(programs, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-N'],
      { encoding: 'utf8', cwd: tmpdir(), ...user },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
    const options = ['fsync=off', 'listen_addresses=', `unix_socket_directories=${folder}`];
    const args = [...options, ...settings].flatMap((each) => ['-c', each]);
    const child = spawn(join(programs, 'postgres'), ['-D', data, ...args], {
      stdio: 'ignore',
      cwd: tmpdir(),
      ...user,
    });
    const server = new PostgresqlProcess(child, folder);
    const deadline = Date.now() + START_MS;
    for (;;) {
      try {
        (await server.connect()).close();
        return server;
      } catch (error) {
        if (Date.now() > deadline) {
          server.stop();
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async connect(): Promise<WireConnection> {
    const connection = await WireConnection.open(join(this.#folder, '.s.PGSQL.5432'));
    this.#open.push(connection);
    return connection;
  }

  stop(): void {
    process.off('exit', this.#kill);
    for (const connection of this.#open) connection.close();
    this.#kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** An immediate shutdown: it waits for nobody. */
  readonly #kill = (): void => {
    this.#child.kill('SIGQUIT');
  };
}
