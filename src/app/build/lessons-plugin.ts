/** Vite plugin: `lessons/x.md?lesson` is the parsed lesson as plain JSON, so no parser is shipped for it. */
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport, type Plugin } from 'vite';
import type { parseLesson } from '../../lesson/index.ts';

interface LessonFolder {
  readonly parseLesson: typeof parseLesson;
}

const MARK = '.md?lesson';
const PARSER = fileURLToPath(new URL('../../lesson/index.ts', import.meta.url));

const ENTITIES = 'decode-named-character-reference';

/** The file of the package that needs no document. @throws Error when the Markdown reader has moved. */
function entityTable(): string {
  const markdown = createRequire(import.meta.url).resolve('mdast-util-from-markdown');
  return createRequire(markdown).resolve(ENTITIES);
}

export function parsedLessons(): Plugin {
  let parser: Promise<LessonFolder> | undefined;
  return {
    name: 'parsed-lessons',
    enforce: 'pre',
    // A lesson of one's own is parsed in a worker, where there is no document; and the page's policy
    // forbids what this package does with one. It has a table as well.
    config: () => ({ resolve: { alias: { [ENTITIES]: entityTable() } } }),
    load: {
      // Before Vite's own loaders, which would take the file for an asset.
      order: 'pre',
      async handler(id) {
        if (!id.endsWith(MARK)) return null;
        const path = id.slice(0, -'?lesson'.length);
        this.addWatchFile(path);
        // Loaded with the first lesson: the configuration itself stays quick to read.
        parser ??= runnerImport<LessonFolder>(PARSER, { logLevel: 'error' }).then(
          ({ module }) => module,
        );
        const { parseLesson: parse } = await parser;
        return { code: lessonModule(parse, await readFile(path, 'utf8'), path), map: null };
      },
    },
  };
}

/** The module for a lesson's text. @throws Error with file, line and column of every problem. */
export function lessonModule(
  parse: LessonFolder['parseLesson'],
  text: string,
  path: string,
): string {
  const parsed = parse(text, basename(path));
  if (!parsed.ok) {
    const lines = parsed.problems.map(
      ({ line, column, message }) => `${path}:${line}:${column}: ${message}`,
    );
    throw new Error(lines.join('\n'));
  }
  // One string is read by a browser sooner than the same object as source.
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(parsed.lesson))});`;
}
