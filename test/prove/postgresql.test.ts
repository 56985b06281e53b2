/** What is recorded of PostgreSQL is still what a real one answers. UPDATE_RECORDING=1 writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playOnServer } from '../postgresql-server/real-sessions.ts';
import { PostgresqlProcess } from '../postgresql-server/server-process.ts';
import { playOnModel } from '../postgresql-server/model-sessions.ts';
import { randomStory } from '../postgresql-server/random-stories.ts';
import { STORIES } from '../postgresql-server/stories.ts';

const FILE = join(import.meta.dirname, '../models/postgresql/recorded.json');

let server: PostgresqlProcess;
const played: Record<string, string[][]> = {};

beforeAll(async () => {
  // Long enough that both of a circle wait before the first looks for it, on a busy machine too.
  server = await PostgresqlProcess.start(['deadlock_timeout=3s']);
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

/** Rows come in no promised order. */
const settled = (answers: readonly (readonly string[])[]) =>
  answers.map((each) =>
    each.map((answer) => {
      const [head = '', ...rows] = answer.split(' | ');
      return [head, ...rows.toSorted()].join(' | ');
    }),
  );

test('and the model answers random stories as it does', { timeout: 1_800_000 }, async () => {
  // A deadlock would be found by the clock: neither has so much time.
  const patient = await PostgresqlProcess.start(['deadlock_timeout=600s']);
  try {
    await fc.assert(
      fc.asyncProperty(randomStory, async (story) => {
        const model = settled(playOnModel(story));
        expect(model).toEqual(settled(await playOnServer(patient, story)));
      }),
      { numRuns: Number(process.env['POSTGRESQL_RUNS'] ?? 500) },
    );
  } finally {
    patient.stop();
  }
});
