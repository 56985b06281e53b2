/** What is wrong with a lesson file, and where. Every problem is collected; nothing is thrown. */

/** What kind of mistake it is, for tools; people read the message. */
export type ProblemCode =
  | 'E-EMPTY'
  | 'E-NOT-TEXT'
  | 'E-SIZE'
  | 'E-FRONT-MATTER'
  | 'E-HTML'
  | 'E-MARKDOWN'
  | 'E-MD-DEPTH'
  | 'E-MD-TABLE'
  | 'E-BEATS'
  | 'E-BLOCK'
  | 'E-YAML'
  | 'E-ALIAS'
  | 'E-DEPTH'
  | 'E-KEYS'
  | 'E-DUP'
  | 'E-TAG'
  | 'E-KEY'
  | 'E-FIELD'
  | 'E-TYPE'
  | 'E-RANGE'
  | 'E-REF'
  | 'E-DESIGN'
  | 'E-COUNT'
  | 'E-NEWER';

/** Lines and columns count from 1; a column is a UTF-16 code unit, as editors count them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Problem extends Place {
  readonly code: ProblemCode;
  /** One sentence: what, where it helps, what to do. */
  readonly message: string;
}

/** Beyond this many a list of problems helps nobody, and a hostile file could make it endless. */
const PROBLEMS_MOST = 200;

export class Problems {
  private readonly found: Problem[] = [];
  private readonly known = new Set<string>();

  get none(): boolean {
    return this.found.length === 0;
  }

  get count(): number {
    return this.found.length;
  }

  add(place: Place, code: ProblemCode, message: string): void {
    const { line, column } = place;
    // A scenario that others are like is looked at once for each of them.
    const key = `${line}:${column} ${message}`;
    if (this.found.length >= PROBLEMS_MOST || this.known.has(key)) return;
    this.known.add(key);
    this.found.push({ line, column, code, message });
  }

  /** In the order of the file; two problems at one place keep the order in which they were found. */
  list(): Problem[] {
    return [...this.found].sort((a, b) => a.line - b.line || a.column - b.column);
  }
}
