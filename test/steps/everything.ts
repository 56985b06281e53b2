/** `npm test` runs every step in order and stops at the first that fails; `npm run check`, the quick ones. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { commitOf } from '../../src/cli/commit.ts';
import { findBrowsers } from '../engines/browsers.ts';
import { installBrowsers } from './install-browsers.ts';
import { installRedis } from './install-redis.ts';
import { runCommand, type Command } from './run-command.ts';
import { readVitestReport } from './vitest-report.ts';

const ROOT = join(import.meta.dirname, '../..');

type Count = { passed: number; failed: number };
type Outcome = Count & { ok: boolean; output: string };
type Step = { title: string; quick: boolean; run: () => Promise<Outcome> };

/** Runs the steps. `--quick` leaves out browsers, lessons and dead code. Returns 0, or 1 on a failure. */
export async function main(args: string[]): Promise<number> {
  const unknown = args.filter((arg) => arg !== '--quick');
  if (unknown.length > 0) {
    process.stderr.write(`Unknown option ${unknown.join(' ')}; the only one is --quick.\n`);
    return 2;
  }
  const chosen = args.includes('--quick') ? STEPS.filter((step) => step.quick) : STEPS;
  process.chdir(ROOT);
  // Each commit explores other seeds, and any of them can be run again by its name.
  process.env['EXPLORE_SEED'] ??= commitOf(ROOT);
  // A quick check makes a sample of each long proof (test/proof-size.ts).
  if (!args.includes('--quick')) process.env['PROOFS'] ??= 'whole';
  const total: Count = { passed: 0, failed: 0 };
  for (const step of chosen) {
    const outcome = await timed(step);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    if (!outcome.ok) {
      process.stdout.write(`\n${outcome.output.trim()}\n\nStopped at "${step.title}".\n`);
      break;
    }
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
}

async function timed(step: Step): Promise<Outcome> {
  const start = performance.now();
  const outcome = await step.run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const tests = outcome.passed + outcome.failed > 1 ? `, ${outcome.passed} passed` : '';
  const verdict = outcome.ok ? 'ok    ' : 'FAILED';
  process.stdout.write(`${verdict} ${step.title} (${seconds} s${tests})\n`);
  return outcome;
}

/** A step that is one command: passed when the command exits with 0. */
function command(title: string, quick: boolean, line: Command): Step {
  const run = async (): Promise<Outcome> => {
    const { exitCode, output } = await runCommand(line);
    const ok = exitCode === 0;
    return { ok, output, passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  };
  return { title, quick, run };
}

/** A step that is a Vitest project: every test counts. */
function tests(title: string, quick: boolean, project: string): Step {
  const run = async (): Promise<Outcome> => {
    const report = join('reports', `${project}.json`);
    // The report of an earlier run must not speak for this one.
    rmSync(report, { force: true });
    const { exitCode, output } = await runCommand({
      program: 'vitest',
      args: [
        'run',
        // In a browser, Vitest adds the browser's name to the project's.
        `--project=${project}*`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      // WebKitGTK's browser has no headless mode; Playwright's own build has.
      display: project === 'webkit' && findBrowsers().webkit !== undefined,
    });
    const { passed, failed } = readVitestReport(report);
    // No test at all is a failure too: a project that finds nothing proves nothing.
    const ok = exitCode === 0 && failed === 0 && passed > 0;
    return { ok, output, passed, failed: ok ? 0 : Math.max(1, failed) };
  };
  return { title, quick, run };
}

/** A step that sees whether something is on this machine, and brings it when it can. */
function presence(title: string, quick: boolean, install: typeof installBrowsers): Step {
  const run = async (): Promise<Outcome> => {
    const { ok, message } = await install();
    return { ok, output: message, passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  };
  return { title, quick, run };
}

const STEPS: Step[] = [
  command('types', true, { program: 'tsc', args: ['-p', 'tsconfig.json'] }),
  command('lint', true, { program: 'oxlint', args: ['--type-aware', '--deny-warnings'] }),
  command('format', true, {
    program: 'prettier',
    args: ['--check', '--cache', '--log-level=warn', '.'],
  }),
  command('dead code', false, { program: 'npm', args: ['run', '--silent', 'lint:dead'] }),
  presence('redis-server is here', true, installRedis),
  tests('house rules and unit tests', true, 'unit'),
  command('lessons', false, { program: 'npm', args: ['run', '--silent', 'verify'] }),
  command('build', false, { program: 'vite', args: ['build', '--logLevel=warn'] }),
  presence('browsers are here', false, installBrowsers),
  tests('the built site', false, 'built'),
  tests('app and engine in Chromium', false, 'chromium'),
  tests('engine in Firefox', false, 'firefox'),
  tests('engine in WebKit', false, 'webkit'),
];
