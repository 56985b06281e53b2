/** `npm run sweep`: many seeds of one lesson from a terminal. */

/** Says that the command is not built yet; the exit code 2 means "could not run". */
export function main(): number {
  process.stderr.write(
    'sweep is not built yet; the app runs 1,000 seeds from its evidence dock.\n',
  );
  return 2;
}
