/** Asks the judge about one mutant after another, and ends it when a mutant never does. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Answer, Question } from './judge.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A mutant that takes many times as long as its tests has been noticed too. */
const PATIENCE_MS = 240_000;

export class Court {
  #judge: ChildProcess | undefined;
  /** Whether each test file passes as things are: one that fails by itself tells nothing. */
  readonly #healthy = new Map<string, boolean>();

  async ask(question: Question): Promise<Answer | 'timeout'> {
    const judge = (this.#judge ??= this.#start());
    const said = new Promise<Answer | 'timeout'>((resolve) => {
      const patience = setTimeout(() => settle('timeout'), PATIENCE_MS);
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

  /** Those of the test files that pass without any mutant. */
  async healthy(tests: readonly string[]): Promise<string[]> {
    const unknown = tests.filter((test) => !this.#healthy.has(test));
    if (unknown.length > 0 && (await this.#passes(unknown))) {
      for (const test of unknown) this.#healthy.set(test, true);
    } else {
      for (const test of unknown) this.#healthy.set(test, await this.#passes([test]));
    }
    return tests.filter((test) => this.#healthy.get(test) === true);
  }

  close(): void {
    this.#judge?.kill('SIGKILL');
    this.#judge = undefined;
  }

  async #passes(tests: readonly string[]): Promise<boolean> {
    return (await this.ask({ path: '', text: '', tests })) === 'unnoticed';
  }

  #start(): ChildProcess {
    const launcher = join(ROOT, 'src/cli/run.mjs');
    return spawn(process.execPath, [launcher, 'test/mutation/judge.ts'], {
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  }
}
