/** Runs one command of this project and gathers everything it prints. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** `display` starts it under a virtual screen; `show` also prints its output as it comes. */
export type Command = { program: string; args: string[]; display?: boolean; show?: boolean };

export type CommandResult = { exitCode: number; output: string };

/** Programs of node_modules come first on the path. A program that cannot start gives exit code 127. */
export function runCommand(command: Command): Promise<CommandResult> {
  const { program, args, display = false, show = false } = command;
  const [started, startedArgs] = display
    ? ['xvfb-run', ['--auto-servernum', program, ...args]]
    : [program, args];
  const path = [join(process.cwd(), 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  return new Promise((resolve) => {
    const child = spawn(started, startedArgs, {
      env: { ...process.env, PATH: path, FORCE_COLOR: '0', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const parts: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        parts.push(text);
        if (show) process.stdout.write(text);
      });
    }
    child.on('error', (error) => {
      resolve({ exitCode: 127, output: `${started} did not start: ${error.message}` });
    });
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output: parts.join('') }));
  });
}
