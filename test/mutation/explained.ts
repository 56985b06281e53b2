/** Mutants that no test can notice, or that need not be noticed, each with the reason. */

interface Explained {
  readonly path: RegExp;
  readonly before: RegExp;
  readonly after: RegExp;
  readonly because: string;
}

const EXPLAINED: readonly Explained[] = [];

/** Why it is right that a mutant went unnoticed; undefined when nobody has said so. */
export function whyUnnoticed(mutant: {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}): string | undefined {
  return EXPLAINED.find(
    ({ path, before, after }) =>
      path.test(mutant.path) && before.test(mutant.before) && after.test(mutant.after),
  )?.because;
}
