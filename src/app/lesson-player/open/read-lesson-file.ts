/** Parses a lesson file in a worker of its own, which is ended after two seconds of it whatever it does. */
import type { ParsedLesson, Problem, ProblemCode } from '../../../lesson/index.ts';
import ParserWorker from './parser-worker.ts?worker&inline';

const BYTES_MAX = 256 * 1024;
const PARSE_MS = 2000;
/** For the script to come, which is no fault of the file: hundreds of modules while one develops. */
const START_MS = import.meta.env.PROD ? 15_000 : 60_000;

const refused = (code: ProblemCode, message: string): ParsedLesson => ({
  ok: false,
  problems: [{ line: 1, column: 1, code, message } satisfies Problem],
});

export interface ReadOptions {
  /** Started from a blob, so that the page's policy holds inside it. */
  readonly makeWorker?: () => Worker;
  readonly limitMs?: number;
  readonly startMs?: number;
}

/** Never rejects: a file that cannot be read is a problem like any other. */
export async function readLessonFile(
  file: File,
  { makeWorker = () => new ParserWorker(), ...limits }: ReadOptions = {},
): Promise<ParsedLesson> {
  if (file.size > BYTES_MAX) {
    const kib = Math.ceil(file.size / 1024);
    return refused('E-SIZE', `the file has ${kib} KiB, and a lesson at most 256: make it shorter`);
  }
  const text = await textOf(file);
  if (text === undefined) {
    return refused('E-NOT-TEXT', 'this is not UTF-8 text: save it as UTF-8 and try again');
  }
  return parseApart(makeWorker, { text, fileName: file.name }, limits);
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
  { limitMs = PARSE_MS, startMs = START_MS }: Omit<ReadOptions, 'makeWorker'>,
): Promise<ParsedLesson> {
  return new Promise((resolve) => {
    const worker = makeWorker();
    const tooLong = `reading took longer than ${limitMs / 1000} s: make the file simpler`;
    const tooLate = 'the reader did not start in time: try again';
    let timer = setTimeout(() => end(refused('E-SIZE', tooLate)), startMs);
    const end = (parsed: ParsedLesson) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(parsed);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<'ready' | ParsedLesson>) => {
      if (data !== 'ready') return end(data);
      clearTimeout(timer);
      timer = setTimeout(() => end(refused('E-SIZE', tooLong)), limitMs);
    });
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
