/** Reads one piece of YAML of a lesson as plain data in which every value and key knows its place. */
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type {
  Document,
  DocumentOptions,
  Pair,
  ParsedNode,
  ParseOptions,
  SchemaOptions,
  YAMLMap,
} from 'yaml';
import { LIMITS } from './limits.ts';
import type { Place, Problems } from './problem.ts';
import { tooDeepAt } from './yaml-nesting.ts';
import { checkYamlTree } from './yaml-tree.ts';

export type Path = readonly PropertyKey[];

/** Plain data out of a block, and where in the file each part of it stands. */
export class PlacedData {
  readonly data: unknown;
  readonly #document: Document.Parsed;
  readonly #placeOf: (offset: number) => Place;

  constructor(document: Document.Parsed, placeOf: (offset: number) => Place) {
    this.data = document.toJS({ maxAliasCount: 0 });
    this.#document = document;
    this.#placeOf = placeOf;
  }

  /** Where the value at a path stands; for a missing one, where the nearest thing around it does. */
  at(path: Path): Place {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#placeOf(node.range[0]);
    }
    const whole = this.#document.contents;
    return this.#placeOf(whole?.range?.[0] ?? 0);
  }

  has(path: Path): boolean {
    return this.#document.hasIn(path);
  }

  /** Where the key that ends a path stands, for complaints about the key itself. */
  atKey(path: Path): Place {
    const around: unknown =
      path.length === 1 ? this.#document.contents : this.#document.getIn(path.slice(0, -1), true);
    if (!isMap(around)) return this.at(path);
    const pair = pairOf(around, path[path.length - 1]!);
    return isNode(pair?.key) && pair.key.range ? this.#placeOf(pair.key.range[0]) : this.at(path);
  }
}

function pairOf(map: YAMLMap, key: PropertyKey): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Hints for the mistakes that people who do not write YAML every day make. */
const HINTS: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'put a text that contains ": " in quotes',
  MULTILINE_IMPLICIT_KEY: 'a field is missing its ":"',
  MISSING_CHAR: 'something that was opened is never closed, or a ":" or "," is missing',
  TAB_AS_INDENT: 'indent with spaces, not with tabs',
  BAD_INDENT: 'the fields of one thing start in the same column',
  UNEXPECTED_TOKEN: 'put a text with special signs in quotes',
  BAD_SCALAR_START: 'put a text that starts with @ or ` in quotes',
  MULTIPLE_DOCS: 'a block holds one document: remove the --- or ...',
};

/**
 * Reads the YAML whose first character stands in column 1 of `firstLine`. Answers undefined and
 * adds problems when it is not plain YAML 1.2 without anchors, tags and doubled or odd keys.
 */
export function readYaml(
  text: string,
  firstLine: number,
  problems: Problems,
): PlacedData | undefined {
  const before = problems.count;
  const lineCounter = new LineCounter();
  const placeOf = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  const deep = tooDeepAt(text);
  if (deep !== -1) {
    const lines = text.slice(0, deep).split('\n');
    const column = lines[lines.length - 1]!.length + 1;
    const message = `lists and fields nest at most ${LIMITS.yamlNesting} deep`;
    problems.add({ line: firstLine + lines.length - 1, column }, 'E-DEPTH', message);
    return undefined;
  }
  const document = parseDocument<ParsedNode>(text, { ...PLAIN_YAML, lineCounter });
  addSyntaxErrors(document, placeOf, problems);
  if (problems.count > before) return undefined;
  if (document.contents === null || isEmptyScalar(document.contents)) {
    const message = 'this block is empty: write its fields, one a line';
    problems.add({ line: firstLine, column: 1 }, 'E-EMPTY', message);
    return undefined;
  }
  checkYamlTree(document.contents, placeOf, problems);
  return problems.count === before ? new PlacedData(document, placeOf) : undefined;
}

const PLAIN_YAML: ParseOptions & DocumentOptions & SchemaOptions = {
  prettyErrors: false,
  version: '1.2',
  schema: 'core',
  customTags: [],
  merge: false,
  // The library compares every pair of keys; yaml-tree.ts finds doubled keys in one pass.
  uniqueKeys: false,
};

function addSyntaxErrors(
  document: Document.Parsed,
  placeOf: (offset: number) => Place,
  problems: Problems,
): void {
  let lastLine = 0;
  for (const error of document.errors) {
    const place = placeOf(error.pos[0]);
    // One slip makes the parser stumble several times in its line; the first says it all.
    if (place.line === lastLine) continue;
    lastLine = place.line;
    const hint = HINTS[error.code];
    const message = hint === undefined ? lowerFirst(error.message) : `${hint} (${error.message})`;
    problems.add(place, 'E-YAML', message);
  }
  for (const warning of document.warnings) {
    if (warning.code !== 'TAG_RESOLVE_FAILED') continue;
    const message = 'a value with ! is a tag, and a lesson holds plain values: use quotes or no !';
    problems.add(placeOf(warning.pos[0]), 'E-TAG', message);
  }
}

function isEmptyScalar(node: ParsedNode): boolean {
  return isScalar(node) && node.value === null;
}

function lowerFirst(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}
