/** The error by which a machine is refused at start-up: every unsupported feature, by name. */

/**
 * A machine uses something the compiler does not run exactly as XState would. `problems` holds one
 * sentence for each place, so that all of them can be mended at once.
 */
export class UnsupportedFeature extends Error {
  readonly problems: readonly string[];

  constructor(machineId: string, problems: readonly string[]) {
    super(`machine "${machineId}": ${problems.join('; ')}`);
    this.name = 'UnsupportedFeature';
    this.problems = problems;
  }
}
