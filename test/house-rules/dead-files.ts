/** Files that nothing leads to: no import, no `new URL('./x', import.meta.url)`, no configuration. */
import { posix } from 'node:path';
import { importsOf, target } from './imports.ts';
import { isCode, treeOf, walkTree } from './source-file.ts';
import type { Fault, SourceFile } from './source-file.ts';

// Programs and tests are started by name; declarations are read by the compiler alone.
const ENTRIES = [
  /^src\/cli\/[^/]+\.(ts|mjs)$/,
  /\.test\.tsx?$/,
  /\.d\.m?ts$/,
  /^test\/.*\.snap$/,
  /^test\/setup\.ts$/,
  /^test\/steps\/everything\.ts$/,
];

/** Code and style files of src and test that no entry reaches. */
export function deadFileFaults(files: SourceFile[]): Fault[] {
  const paths = files.map((file) => file.path).filter((path) => /^(src|test)\//.test(path));
  const referred = new Set<string>();
  for (const file of files) for (const path of referredBy(file, paths)) referred.add(path);
  return paths
    .filter((path) => /\.(ts|tsx|mjs|js|css)$/.test(path))
    .filter((path) => !referred.has(path) && !ENTRIES.some((entry) => entry.test(path)))
    .map((path) => `${path}: nothing leads here; import it where it is used, or delete it`);
}

function referredBy(file: SourceFile, paths: string[]): string[] {
  if (file.path === 'index.html') {
    return [...file.text.matchAll(/(?:src|href)="\.\/(src\/[^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
  }
  if (file.path.endsWith('.css')) {
    return [...file.text.matchAll(/@import\s+['"](\.[^'"]+)['"]/g)].flatMap((match) =>
      match[1] === undefined ? [] : [target(file, match[1]) ?? ''],
    );
  }
  if (!isCode(file)) return [];
  const imported = importsOf(file).map(({ specifier }) => target(file, specifier) ?? '');
  return [...imported, ...textPaths(file).flatMap((path) => matching(path, paths))].filter(
    (path) => path !== file.path,
  );
}

/** Texts that read as a relative path: worker addresses, glob patterns. */
function textPaths(file: SourceFile): string[] {
  const found: string[] = [];
  walkTree(treeOf(file), (node) => {
    const { value } = node;
    if (node.type !== 'Literal' || typeof value !== 'string' || !/^\.\.?\//.test(value)) return;
    found.push(posix.join(posix.dirname(file.path), value));
  });
  return found;
}

function matching(pattern: string, paths: string[]): string[] {
  if (!pattern.includes('*')) return [pattern];
  const source = pattern
    .split(/(\*\*\/|\*)/)
    .map(
      (part) =>
        ({ '**/': '(?:.*/)?', '*': '[^/]*' })[part] ?? part.replace(/[.+?()[\]{}$^|]/g, '\\$&'),
    )
    .join('');
  const expression = new RegExp(`^${source}$`);
  return paths.filter((path) => expression.test(path));
}
