/** The import rule: a folder imports only from folders to its left, through their index.ts. */
import { posix } from 'node:path';
import { isCode, isNode, lineAt, treeOf, walkTree } from './source-file.ts';
import type { Fault, SourceFile } from './source-file.ts';

/** Left to right; app and cli both stand at the right end and do not know each other. */
export const FOLDERS_LEFT_OF_APP = [
  'kernel',
  'statechart',
  'models',
  'scenarios',
  'world',
  'measures',
  'checks',
  'explore',
  'lesson',
];
const RIGHT_END = ['app', 'cli'];

/** Doors of their own, so that they are loaded only where somebody asks for them. */
const OTHER_DOORS = ['src/models/cryptography/index.ts'];

const PACKAGES_LEFT_OF_APP: Record<string, RegExp> = {
  kernel: /^seedrandom(\/|$)/,
  statechart: /^xstate(\/|$)/,
  models: /^(xstate|@noble\/(curves|hashes|ciphers))(\/|$)/,
  // The world supplies machines with their random delays: machine.provide({ delays }).
  world: /^xstate(\/|$)/,
  // What benches measure against.
  explore: /^(tinyqueue|xstate)$/,
  lesson: /^(yaml|zod|mdast|mdast-util-.+|micromark-.+)(\/|$)/,
};

export type ImportLine = { specifier: string; line: number };

/** Every import of the file: static, dynamic, re-exports and types. */
export function importsOf(file: SourceFile): ImportLine[] {
  const found: ImportLine[] = [];
  walkTree(treeOf(file), (node) => {
    if (!/^(Import|Export\w+)Declaration$|^ImportExpression$|^TSImportType$/.test(node.type))
      return;
    const { source } = node;
    if (!isNode(source) || typeof source['value'] !== 'string') return;
    found.push({ specifier: source['value'], line: lineAt(file, node.start) });
  });
  return found;
}

/** Where a relative import leads, as a path from the root, without ?query; undefined for a package. */
export function target(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(file.path), specifier.replace(/\?.*$/, ''));
}

/** Breaches of the import rule. */
export function importFaults(files: SourceFile[]): Fault[] {
  return files
    .filter((file) => file.path.startsWith('src/') && isCode(file))
    .flatMap((file) =>
      importsOf(file).flatMap(({ specifier, line }) => {
        const fault = faultOf(file, specifier);
        return fault === undefined ? [] : [`${file.path}:${line} imports ${specifier}: ${fault}`];
      }),
    );
}

function faultOf(file: SourceFile, specifier: string): string | undefined {
  const to = target(file, specifier);
  const from = folderOf(file.path);
  if (to === undefined) return packageFault(from, specifier);
  if (!/\.\w+$/.test(to)) return 'write the ending too (.ts, .tsx), so that every tool finds it';
  if (!to.startsWith('src/')) return outsideFault(file.path, to);
  if (to.startsWith('src/app/build/') && !file.path.startsWith('src/app/build/')) {
    return 'app/build runs while building; only vite.config.ts imports it';
  }
  const into = folderOf(to);
  if (into !== from) return crossingFault(from, into, to);
  return from === 'models' ? componentFault(file.path, to) : undefined;
}

function crossingFault(from: string, into: string, to: string): string | undefined {
  if (!leftOf(from).includes(into)) {
    return `${into} is not to the left of ${from}; move the shared part left, or hand it in`;
  }
  if (OTHER_DOORS.includes(to)) return undefined;
  if (to !== `src/${into}/index.ts`) return `go through src/${into}/index.ts, the door of ${into}`;
  return undefined;
}

function componentFault(path: string, to: string): string | undefined {
  const from = componentOf(path);
  const into = componentOf(to);
  // Files directly in models compose all components; they are no component themselves.
  if (from === undefined || from === into) return undefined;
  if (from === 'protocol') return 'protocol is what components share; it imports none of them';
  if (into === undefined)
    return 'a component does not import what composes it; move it to protocol';
  if (into !== 'protocol')
    return `components share nothing but protocol; move it there from ${into}`;
  return to === 'src/models/protocol/index.ts' ? undefined : 'go through ../protocol/index.ts';
}

function packageFault(folder: string, specifier: string): string | undefined {
  if (folder === 'app' || folder === 'cli') return undefined;
  if (PACKAGES_LEFT_OF_APP[folder]?.test(specifier)) return undefined;
  return `${folder} uses no such package; take the value as an argument, or do it in app or cli`;
}

function outsideFault(path: string, to: string): string | undefined {
  if (path.startsWith('src/app/') && to.startsWith('lessons/')) return undefined;
  return 'src imports nothing outside src (app alone reads lessons/)';
}

function leftOf(folder: string): string[] {
  const place = FOLDERS_LEFT_OF_APP.indexOf(folder);
  return RIGHT_END.includes(folder) ? FOLDERS_LEFT_OF_APP : FOLDERS_LEFT_OF_APP.slice(0, place);
}

function folderOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function componentOf(path: string): string | undefined {
  const parts = path.split('/');
  return parts.length > 3 ? parts[2] : undefined;
}
