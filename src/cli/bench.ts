/** `npm run bench`: the speed of the engine, measured. */

/** Says that the command is not built yet; the exit code 2 means "could not run". */
export function main(): number {
  process.stderr.write('bench is not built yet.\n');
  return 2;
}
