/** What we depend on: few packages, exact versions, a lock that installs on every platform. */
import type { Fault } from './source-file.ts';

const RUNTIME_MAX = 25;
const EXACT = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

export type Manifest = {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
};

export type Lock = {
  packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>;
};

/** Breaches in package.json. */
export function manifestFaults(manifest: Manifest): Fault[] {
  const runtime = Object.entries(manifest.dependencies ?? {});
  const all = [...runtime, ...Object.entries(manifest.devDependencies ?? {})];
  const faults = all
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `package.json: ${name} ${version}; write one exact version`);
  if (runtime.length > RUNTIME_MAX) {
    faults.push(
      `package.json: ${runtime.length} run-time dependencies, at most ${RUNTIME_MAX}; do without one`,
    );
  }
  return faults;
}

/** Breaches in package-lock.json: npm can write a lock that installs on no other platform. */
export function lockFaults(lock: Lock): Fault[] {
  const present = new Set(
    Object.keys(lock.packages).map((path) => path.split('node_modules/').pop()),
  );
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    const missing = Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !present.has(name),
    );
    const faults = missing.map(
      (name) =>
        `package-lock.json: ${path} lacks ${name}; pin a version that has every platform's part`,
    );
    if (entry.resolved !== undefined) {
      faults.push(
        `package-lock.json: ${path} names a download address; keep .npmrc and install again`,
      );
    }
    return faults;
  });
}
