/** Where files may lie, what they may be called, how long they may be, and how they begin. */
import { posix } from 'node:path';
import { isCode } from './source-file.ts';
import type { Fault, SourceFile } from './source-file.ts';

const TOP_LEVEL = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'index.html',
  'src',
  'lessons',
  'test',
  'public',
  'README.md',
  'LICENSE',
];
const SRC_FOLDERS =
  'kernel statechart models scenarios world measures checks explore lesson app cli'.split(' ');
const NO_NAMES =
  /^(utils?|common|helpers?|core|services?|types|misc|lib|shared|stuff|manager)(\.|$)/i;

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*$/;
const LINES_MAX = 300;
// Code is broken at 100 by prettier; a sentence may run over a little.
const COMMENT_COLUMNS_MAX = 120;

/** Breaches of the fixed top level, of the folders in src and of the names. */
export function placeFaults(files: SourceFile[]): Fault[] {
  return files.flatMap((file) => [...folderFaults(file.path), ...nameFaults(file.path)]);
}

function folderFaults(path: string): Fault[] {
  const [top = '', second = ''] = path.split('/');
  if (!TOP_LEVEL.includes(top) && !top.startsWith('.')) {
    return [`${path}: the top level is fixed; put it under src, lessons, test or public`];
  }
  if (top === 'src' && !SRC_FOLDERS.includes(second)) {
    return [`${path}: src holds ${SRC_FOLDERS.join(', ')}; put it in one of them`];
  }
  if (
    top === 'lessons' &&
    path !== 'lessons/LICENSE' &&
    !/^lessons\/\d\d-[a-z0-9-]+\.md$/.test(path)
  ) {
    return [`${path}: lessons are single files named by number, as lessons/06-two-servers.md`];
  }
  return [];
}

function nameFaults(path: string): Fault[] {
  if (!/^(src|test)\//.test(path)) return [];
  const parts = path.split('/');
  const nameless = parts.filter((part) => NO_NAMES.test(part));
  if (nameless.length > 0) {
    return [
      `${path}: "${nameless[0]}" says nothing; name it after what it holds, a noun of the field`,
    ];
  }
  const strange = parts.slice(1, -1).filter((folder) => !KEBAB.test(folder));
  if (strange.length > 0) return [`${path}: write folder "${strange[0]}" in kebab-case`];
  return fileNameFaults(path);
}

function fileNameFaults(path: string): Fault[] {
  const file = posix.basename(path);
  const stem = file.split('.')[0] ?? '';
  const isTest = file.includes('.test.');
  if (
    path.startsWith('src/') &&
    file.endsWith('.tsx') &&
    file !== 'main.tsx' &&
    !PASCAL.test(stem)
  ) {
    return [`${path}: a component's file is named like the component, PascalCase.tsx`];
  }
  const mayBePascal = /\.(tsx|css)$/.test(file) || isTest;
  if (KEBAB.test(stem) || (mayBePascal && PASCAL.test(stem))) return [];
  return [`${path}: write the file's name in kebab-case`];
}

/** Breaches of length: files by lines, comments by columns (prettier sees to the code). */
export function lengthFaults(files: SourceFile[]): Fault[] {
  return ours(files).flatMap((file) => {
    const lines = file.text.trimEnd().split('\n');
    const faults: Fault[] = [];
    if (lines.length > LINES_MAX) {
      faults.push(
        `${file.path}: ${lines.length} lines, at most ${LINES_MAX}; split it where a second idea begins`,
      );
    }
    lines.forEach((line, index) => {
      if (!/^\s*(\/\/|\/?\*)/.test(line) || line.length <= COMMENT_COLUMNS_MAX) return;
      if (line.includes('https://')) return;
      faults.push(`${file.path}:${index + 1} a comment of ${line.length} columns; break it at 100`);
    });
    return faults;
  });
}

/** Files that do not open by saying what they are. A component's own styles need not. */
export function headerFaults(files: SourceFile[]): Fault[] {
  return ours(files)
    .filter((file) => !file.path.endsWith('.module.css') && !opensWithComment(file))
    .map((file) => `${file.path}: open with a /** ... */ comment that says what this file is`);
}

// A line that chooses the test's environment may stand before it.
const OPENING = /^(?:\/\/ @vitest-environment .*\n+)?\/\*\*?([\s\S]*?)\*\//;

function opensWithComment(file: SourceFile): boolean {
  return /\w+\W+\w+/.test(OPENING.exec(file.text)?.[1] ?? '');
}

function ours(files: SourceFile[]): SourceFile[] {
  return files.filter(
    (file) => /^(src|test)\//.test(file.path) && (isCode(file) || file.path.endsWith('.css')),
  );
}
