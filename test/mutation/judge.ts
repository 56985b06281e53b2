/**
 * A process that keeps one Vitest warm and answers, mutant by mutant, whether a test notices. It may
 * hang in a mutant that never ends: whoever started it then ends it and starts another.
 */
import { join } from 'node:path';
import { createVitest, type Vitest } from 'vitest/node';
import { parsedLessons } from '../../src/app/build/lessons-plugin.ts';

export interface Question {
  /** Path of the mutated file, and its text; '' for no mutant at all. */
  readonly path: string;
  readonly text: string;
  readonly tests: readonly string[];
}

/** `error`: the tests could not be run, as when a mutant does not parse. */
export type Answer = 'noticed' | 'unnoticed' | 'error';

const ROOT = join(import.meta.dirname, '../..');

export async function main(): Promise<number> {
  let [mutatedId, mutatedText] = ['', ''];
  const mutate = {
    name: 'mutate',
    enforce: 'pre' as const,
    load: (id: string) =>
      id.split('?')[0] === mutatedId ? { code: mutatedText, map: null } : null,
  };
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root: ROOT,
      watch: false,
      bail: 1,
      environment: 'node',
      include: ['test/**/*.test.ts'],
      setupFiles: ['test/setup.ts'],
      isolate: false,
      maxWorkers: 1,
      testTimeout: 60_000,
      reporters: [{}],
    },
    { plugins: [mutate, parsedLessons()], logLevel: 'silent' },
  );
  const answer = async ({ path, text, tests }: Question): Promise<Answer> => {
    const before = mutatedId;
    [mutatedId, mutatedText] = [path === '' ? '' : join(ROOT, path), text];
    for (const id of [before, mutatedId]) if (id !== '') vitest.invalidateFile(id);
    return judge(vitest, tests);
  };
  for await (const line of lines()) {
    const said = await answer(JSON.parse(line) as Question).catch((): Answer => 'error');
    process.stdout.write(`${said}\n`);
  }
  await vitest.close();
  return 0;
}

async function judge(vitest: Vitest, tests: readonly string[]): Promise<Answer> {
  const specifications = await vitest.globTestSpecifications([...tests]);
  const named = specifications.filter(({ moduleId }) =>
    tests.some((test) => moduleId.endsWith(test)),
  );
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(named, true);
  const isGreen = testModules.every((module) => module.ok());
  return isGreen && unhandledErrors.length === 0 ? 'unnoticed' : 'noticed';
}

async function* lines(): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of process.stdin) {
    rest += String(chunk);
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      yield rest.slice(0, end);
      rest = rest.slice(end + 1);
    }
  }
}
