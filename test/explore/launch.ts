/** Runs a program of this folder in parts, bundled, which is twice as fast as tests are. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const LAUNCHER = join(import.meta.dirname, '../../src/cli/run.mjs');

/**
 * What all parts print, one object a line. A program is told its part and how many there are after
 * the arguments given here; the part -1 has nothing to do.
 * @throws Error with what the program complained of.
 */
export async function launchInParts<Line>(
  program: string,
  args: readonly string[],
  parts = 2,
): Promise<readonly Line[]> {
  // The first start makes the bundle that all parts share.
  await launch(program, [...args, '-1', '1']);
  const outputs = await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      launch(program, [...args, String(part), String(parts)]),
    ),
  );
  const lines = outputs.join('').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
}

function launch(program: string, args: readonly string[]): Promise<string> {
  const child = spawn('node', [LAUNCHER, `test/explore/${program}`, ...args]);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(err))));
  });
}
