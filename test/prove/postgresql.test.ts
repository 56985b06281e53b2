/** What is recorded of PostgreSQL is still what a real one answers. UPDATE_RECORDING=1 writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playOnServer } from '../postgresql-server/real-sessions.ts';
import { PostgresqlProcess } from '../postgresql-server/server-process.ts';
import { STORIES } from '../postgresql-server/stories.ts';

const FILE = join(import.meta.dirname, '../models/postgresql/recorded.json');

let server: PostgresqlProcess;
const played: Record<string, string[][]> = {};

beforeAll(async () => {
  server = await PostgresqlProcess.start(['deadlock_timeout=300ms']);
}, 60_000);

afterAll(() => {
  server?.stop();
  if (process.env['UPDATE_RECORDING'] === '1') {
    writeFileSync(FILE, `${JSON.stringify(played, null, 1)}\n`);
  }
});

test.each(STORIES)('$name', { timeout: 20_000 }, async (story) => {
  played[story.name] = await playOnServer(server, story);
  if (process.env['UPDATE_RECORDING'] === '1') return;
  const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string[][]>;
  expect(played[story.name]).toEqual(recorded[story.name]);
});
