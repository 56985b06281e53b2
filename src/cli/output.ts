/** What a command writes: with --json one object on standard output, and sentences on standard error. */
import { UsageError } from './arguments.ts';

/** Exit codes: 0 done, 1 something is wrong with a lesson or a run, 2 the command was not understood. */
export const DONE = 0;
export const WRONG = 1;
export const MISUSED = 2;

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function printJson(value: object): void {
  printLine(JSON.stringify(value, null, 2));
}

/** The same for a command that waits for something. */
export async function answerLater(
  args: readonly string[],
  command: () => Promise<number>,
): Promise<number> {
  try {
    return await command();
  } catch (error) {
    return answer(args, () => {
      throw error;
    });
  }
}

/**
 * Runs a command and turns its mistakes into one sentence on standard error and an exit code.
 * With --json the error is also the object on standard output, so that a program can read it.
 */
export function answer(args: readonly string[], command: () => number): number {
  const asJson = args.includes('--json');
  try {
    return command();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isUsage = error instanceof UsageError;
    complain(isUsage ? error.message : (error.stack ?? error.message));
    if (asJson) printJson({ error: error.message });
    return isUsage ? MISUSED : WRONG;
  }
}
