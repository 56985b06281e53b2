/** Caps on a lesson file, looked at line by line before anything is parsed: a hostile file costs nothing. */
import type { Problems } from './problem.ts';

/** Where a lesson file is refused. Bytes are those of UTF-8. */
export const LIMITS = {
  fileBytes: 256 * 1024,
  blockBytes: 20_000,
  markdownNesting: 16,
  /** Indentation before a list item or a quotation, which nests them as markers do. */
  markdownIndent: 64,
  tableColumns: 30,
  /** Signs that may open emphasis, links or code, in one paragraph. */
  markdownSigns: 2_000,
  yamlNesting: 32,
  yamlNodes: 20_000,
  yamlKeys: 1_000,
  yamlText: 20_000,
} as const;

/** Adds a problem for every cap that is passed; the text must not be parsed when it adds one. */
export function checkLimits(text: string, problems: Problems): void {
  const before = problems.count;
  checkText(text, problems);
  if (problems.count > before) return;
  const lines = text.split('\n');
  lines.forEach((line, index) => checkLine(line, index + 1, problems));
  checkParagraphs(lines, problems);
}

function checkText(text: string, problems: Problems): void {
  const start = { line: 1, column: 1 };
  if (text.trim() === '') {
    problems.add(
      start,
      'E-EMPTY',
      'the file is empty: start it with --- and a line such as id: L06',
    );
  }
  const bytes = utf8Bytes(text);
  if (bytes > LIMITS.fileBytes) {
    const kib = Math.ceil(bytes / 1024);
    problems.add(start, 'E-SIZE', `the file has ${kib} KiB; a lesson has at most 256 KiB`);
  }
  const strange = /[^\t\n\r\u0020-\u{10ffff}]|[\u007f-\u009f\ufffe\uffff]/u.exec(text);
  if (strange !== null) {
    const before = text.slice(0, strange.index).split('\n');
    const place = { line: before.length, column: before[before.length - 1]!.length + 1 };
    problems.add(place, 'E-NOT-TEXT', 'this is not text: a lesson is a Markdown file in UTF-8');
  }
}

function checkLine(line: string, number: number, problems: Problems): void {
  const column = line.length - line.trimStart().length + 1;
  const place = { line: number, column };
  const marks = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])(?=[ \t]|$|>))+/.exec(line)?.[0] ?? '';
  const nesting = marks.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0;
  if (nesting > LIMITS.markdownNesting || (nesting > 0 && column > LIMITS.markdownIndent)) {
    const most = LIMITS.markdownNesting;
    problems.add(place, 'E-MD-DEPTH', `lists and quotations nest at most ${most} deep`);
  }
  const bars = line.split('|').length - 1;
  if (bars > LIMITS.tableColumns + 1) {
    const most = LIMITS.tableColumns;
    problems.add(place, 'E-MD-TABLE', `a table has at most ${most} columns`);
  }
}

/** A paragraph is a run of lines without an empty one; the parser's work grows with its square. */
function checkParagraphs(lines: readonly string[], problems: Problems): void {
  let [start, size, signs] = [0, 0, 0];
  for (let index = 0; index <= lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() !== '') {
      size += line.length + 1;
      signs += line.match(/[*_[\]`~!]/g)?.length ?? 0;
      continue;
    }
    const place = { line: start + 1, column: 1 };
    if (size > LIMITS.blockBytes) {
      problems.add(place, 'E-SIZE', 'a paragraph or block has at most 20 KB; leave an empty line');
    } else if (signs > LIMITS.markdownSigns) {
      const most = LIMITS.markdownSigns;
      problems.add(place, 'E-MARKDOWN', `a paragraph has at most ${most} Markdown signs`);
    }
    [start, size, signs] = [index + 1, 0, 0];
  }
}

/** How many bytes a text takes in UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Each half of a surrogate pair brings two of the pair's four bytes.
    if (unit >= 0xd800 && unit <= 0xdfff) bytes += 2;
    else bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }
  return bytes;
}
