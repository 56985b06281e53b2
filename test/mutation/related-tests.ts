/** Which test files may notice a mistake in a source file: the nearest first, then those further off. */
import { posix } from 'node:path';
import { importsOf, target } from '../house-rules/imports.ts';
import type { SourceFile } from '../house-rules/source-file.ts';

/** Stories of whole runs, which meet what they can. Sweeps take too long to be asked often. */
const FAR: Readonly<Record<string, RegExp>> = {
  kernel: /^test\/world\/(run|checkpoints)\.test\.ts$/,
  statechart: /^test\/world\/(run|checkpoints)\.test\.ts$/,
  models: /^test\/(models|world)\/(?!.*sweep)/,
  checks: /^test\/(world\/[\w-]+\.test\.ts$|explore\/kept)(?!.*sweep)/,
};

/**
 * Rounds of test files; the next one is run when the last has noticed nothing: the file of the same
 * name and whatever imports the source itself, the rest of its folder, and whole runs.
 */
export function relatedTests(source: string, files: readonly SourceFile[]): string[][] {
  const reach = importersOf(source, files);
  const tests = [...reach].filter((path) => path.endsWith('.test.ts'));
  const name = posix.basename(source, '.ts');
  const folder = posix.dirname(source).replace(/^src/, 'test');
  const direct = importGraph(files).get(source) ?? [];
  const isNear = (path: string): boolean => path.startsWith(`${folder}/`);
  const isFirst = (path: string): boolean =>
    isNear(path) && (path.includes(`/${name}`) || direct.includes(path));
  const far = FAR[source.split('/')[1] ?? ''];
  return [
    tests.filter(isFirst),
    tests.filter((path) => isNear(path) && !isFirst(path)),
    tests.filter((path) => !isNear(path) && far?.test(path) === true),
  ].map((round) => round.toSorted((a, b) => (a < b ? -1 : 1)));
}

/** Every file from which imports lead to this one. */
function importersOf(source: string, files: readonly SourceFile[]): ReadonlySet<string> {
  const importers = importGraph(files);
  const found = new Set<string>([source]);
  for (const path of found) for (const importer of importers.get(path) ?? []) found.add(importer);
  return found;
}

let graph: Map<string, string[]> | undefined;

/** By file: the files that import it. */
function importGraph(files: readonly SourceFile[]): Map<string, string[]> {
  if (graph !== undefined) return graph;
  graph = new Map();
  for (const file of files) {
    if (!file.path.endsWith('.ts') || !/^(src|test)\//.test(file.path)) continue;
    for (const { specifier } of importsOf(file)) {
      const to = target(file, specifier);
      if (to !== undefined) graph.set(to, [...(graph.get(to) ?? []), file.path]);
    }
  }
  return graph;
}
