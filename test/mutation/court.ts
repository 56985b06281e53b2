/** Asks the judge about one mutant after another, and ends it when a mutant never does. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Answer, Question } from './judge.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A mutant whose tests take many times as long as without it never ends: that is noticed too. */
const PATIENCE_MS_LEAST = 60_000;
const PATIENCE_TIMES = 20;

export class Court {
  #judge: ChildProcess | undefined;
  /** How long each test file takes as things are; Infinity for one that fails by itself. */
  readonly #tookMs = new Map<string, number>();

  async ask(question: Question): Promise<Answer | 'timeout'> {
    const judge = (this.#judge ??= this.#start());
    const usualMs = question.tests.reduce((sum, test) => sum + (this.#tookMs.get(test) ?? 0), 0);
    const patienceMs = Math.max(PATIENCE_MS_LEAST, PATIENCE_TIMES * usualMs);
    const said = new Promise<Answer | 'timeout'>((resolve) => {
      const patience = setTimeout(() => settle('timeout'), patienceMs);
      const onData = (data: Buffer): void => {
        const word = /^(noticed|unnoticed|error)$/m.exec(String(data))?.[1];
        if (word !== undefined) settle(word as Answer);
      };
      const onClose = (): void => settle('error');
      const settle = (answer: Answer | 'timeout'): void => {
        clearTimeout(patience);
        judge.stdout!.off('data', onData);
        judge.off('close', onClose);
        if (answer === 'timeout' || answer === 'error') this.close();
        resolve(answer);
      };
      judge.stdout!.on('data', onData);
      judge.on('close', onClose);
    });
    judge.stdin!.write(`${JSON.stringify(question)}\n`);
    return said;
  }

  /** Those of the test files that pass without any mutant: the others would tell nothing. */
  async healthy(tests: readonly string[]): Promise<string[]> {
    const unknown = tests.filter((test) => !this.#tookMs.has(test));
    if (unknown.length > 0) await this.#tryOut(unknown);
    return tests.filter((test) => this.#tookMs.get(test) !== Infinity);
  }

  /** All at once, and one by one when something fails. */
  async #tryOut(tests: readonly string[]): Promise<void> {
    const startedMs = Date.now();
    for (const test of tests) this.#tookMs.set(test, PATIENCE_MS_LEAST);
    const passes = (await this.ask({ path: '', text: '', tests })) === 'unnoticed';
    const tookMs = (Date.now() - startedMs) / tests.length;
    if (passes) for (const test of tests) this.#tookMs.set(test, tookMs);
    else if (tests.length === 1) this.#tookMs.set(tests[0]!, Infinity);
    else for (const test of tests) await this.#tryOut([test]);
  }

  close(): void {
    this.#judge?.kill('SIGKILL');
    this.#judge = undefined;
  }

  #start(): ChildProcess {
    const launcher = join(ROOT, 'src/cli/run.mjs');
    return spawn(process.execPath, [launcher, 'test/mutation/judge.ts'], {
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  }
}
