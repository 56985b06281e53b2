/** Parses a lesson file in a worker of its own, which is ended after two seconds whatever it does. */
import type { ParsedLesson, Problem, ProblemCode } from '../../../lesson/index.ts';
import ParserWorker from './parser-worker.ts?worker&inline';

const BYTES_MAX = 256 * 1024;
const PARSE_MS = 2000;

const refused = (code: ProblemCode, message: string): ParsedLesson => ({
  ok: false,
  problems: [{ line: 1, column: 1, code, message } satisfies Problem],
});

export interface ReadOptions {
  /** Started from a blob, so that the page's policy holds inside it. */
  readonly makeWorker?: () => Worker;
  readonly limitMs?: number;
}

/** Never rejects: a file that cannot be read is a problem like any other. */
export async function readLessonFile(
  file: File,
  { makeWorker = () => new ParserWorker(), limitMs = PARSE_MS }: ReadOptions = {},
): Promise<ParsedLesson> {
  if (file.size > BYTES_MAX) {
    const kib = Math.ceil(file.size / 1024);
    return refused('E-SIZE', `the file has ${kib} KiB, and a lesson at most 256: make it shorter`);
  }
  const text = await textOf(file);
  if (text === undefined) {
    return refused('E-NOT-TEXT', 'this is not UTF-8 text: save it as UTF-8 and try again');
  }
  return parseApart(makeWorker, { text, fileName: file.name }, limitMs);
}

/** Undefined when the bytes are not UTF-8. */
async function textOf(file: File): Promise<string | undefined> {
  try {
    const bytes = await file.arrayBuffer();
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseApart(
  makeWorker: () => Worker,
  order: { readonly text: string; readonly fileName: string },
  limitMs: number,
): Promise<ParsedLesson> {
  return new Promise((resolve) => {
    const worker = makeWorker();
    const end = (parsed: ParsedLesson) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(parsed);
    };
    const timer = setTimeout(
      () =>
        end(
          refused('E-SIZE', `reading took longer than ${limitMs / 1000} s: make the file simpler`),
        ),
      limitMs,
    );
    worker.addEventListener('message', ({ data }: MessageEvent<ParsedLesson>) => end(data));
    worker.addEventListener('error', () =>
      end(
        refused(
          'E-NOT-TEXT',
          'the reader stopped at this file because of a fault in the program: tell us, and send the file',
        ),
      ),
    );
    worker.postMessage(order);
  });
}
