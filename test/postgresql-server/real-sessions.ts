/**
 * Plays a story on a real server: sessions by letter, and who waits is asked of pg_blocking_pids.
 * Answers that come in one step are put in the order of the letters: nobody promises another.
 */
import type { PostgresqlProcess } from './server-process.ts';
import type { Story } from './stories.ts';
import type { WireConnection } from './wire.ts';

const PAUSE_MS = 2;

const TABLES = [
  'DROP TABLE IF EXISTS users, groups, group_members',
  'CREATE TABLE users (user_id text PRIMARY KEY, phone text NOT NULL UNIQUE)',
  'CREATE TABLE groups (group_id text PRIMARY KEY, members int NOT NULL CHECK (members <= 1024))',
  `CREATE TABLE group_members (group_id text, user_id text, is_admin int NOT NULL,
     PRIMARY KEY (group_id, user_id))`,
];

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

interface Voice {
  readonly letter: string;
  readonly connection: WireConnection;
  /** Its statement is not answered yet. */
  isBusy: boolean;
}

class Stage {
  readonly #voices = new Map<string, Voice>();
  readonly #answers: string[] = [];
  readonly #server: PostgresqlProcess;
  readonly #watcher: WireConnection;

  constructor(server: PostgresqlProcess, watcher: WireConnection) {
    this.#server = server;
    this.#watcher = watcher;
  }

  async step(step: string): Promise<string[]> {
    if (step === '...') {
      while ([...this.#voices.values()].some(({ isBusy }) => isBusy)) await pause();
      return this.#answers.splice(0).toSorted();
    }
    const [letter, sql] = [step.slice(0, 1), step.slice(3)];
    const voice = await this.#voice(letter);
    if (voice.isBusy) return [`${letter} is busy`];
    voice.isBusy = true;
    void voice.connection.ask(sql).then((answer) => {
      voice.isBusy = false;
      this.#answers.push(`${letter}: ${answer}`);
    });
    await this.#settle();
    return [...this.#answers.splice(0).toSorted(), ...(voice.isBusy ? [`${letter} waits`] : [])];
  }

  /** A backend that waits for a lock does not notice that its client has gone: it is told. */
  async close(): Promise<void> {
    for (const { connection } of this.#voices.values()) {
      await this.#watcher.ask(`SELECT pg_terminate_backend(${connection.processId}, 5000)`);
      connection.close();
    }
  }

  async #voice(letter: string): Promise<Voice> {
    const known = this.#voices.get(letter);
    if (known !== undefined) return known;
    const voice = { letter, connection: await this.#server.connect(), isBusy: false };
    this.#voices.set(letter, voice);
    return voice;
  }

  /** Until every session is idle, or known to wait for a lock. */
  async #settle(): Promise<void> {
    for (;;) {
      const busy = [...this.#voices.values()].filter(({ isBusy }) => isBusy);
      if (busy.length === 0) return;
      await pause();
      const ids = busy.map(({ connection }) => connection.processId).join(',');
      const waiting = await this.#watcher.ask(
        // Not pg_stat_activity: there a session still waits for a moment after its lock is free.
        `SELECT count(*) FROM unnest(ARRAY[${ids}]) id WHERE cardinality(pg_blocking_pids(id)) > 0`,
      );
      const still = busy.filter(({ isBusy }) => isBusy);
      if (still.length === busy.length && waiting === `SELECT 1 | ${busy.length}`) return;
    }
  }
}

export async function playOnServer(server: PostgresqlProcess, story: Story): Promise<string[][]> {
  const watcher = await server.connect();
  for (const sql of [...TABLES, ...story.before]) await watcher.ask(sql);
  const stage = new Stage(server, watcher);
  const played: string[][] = [];
  for (const step of story.steps) played.push(await stage.step(step));
  await stage.close();
  watcher.close();
  return played;
}
