/** What a small mistake looks like: every place of a source file where one operator could be another. */
import {
  isNode,
  lineAt,
  treeOf,
  type SourceFile,
  type SyntaxNode,
} from '../house-rules/source-file.ts';

/** One mistake: the text from `start` to `end` is replaced. */
export interface Mutant {
  readonly path: string;
  readonly line: number;
  /** The line as it is written. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** Beside each operator those that are mistaken for it. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
};

const ASSIGNMENTS: Readonly<Record<string, string>> = {
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '|=': '&=',
  '&=': '|=',
  '^=': '&=',
  '<<=': '>>=',
  '>>>=': '<<=',
};

/** Types, and texts that people read: a mistake in them is not for a test of behaviour. */
const SKIPPED = /^TS(?!(?:As|NonNull|Satisfies)Expression)|^Import|^ThrowStatement$|^ExportAll/;

/** Every mutant of the file, in the order of the text. */
export function mutantsOf(file: SourceFile): Mutant[] {
  const found: Mutant[] = [];
  const lines = file.text.split('\n');
  const add = (start: number, end: number, after: string): void => {
    const before = file.text.slice(start, end);
    const line = lineAt(file, start);
    const code = (lines[line - 1] ?? '').trim();
    found.push({ path: file.path, line, code, start, end, before, after });
  };
  const visit = (node: SyntaxNode): void => {
    if (SKIPPED.test(node.type)) return;
    mutate(file, node, add);
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
    }
  };
  visit(treeOf(file));
  return found.toSorted(
    (one, other) => one.start - other.start || (one.after < other.after ? -1 : 1),
  );
}

type Add = (start: number, end: number, after: string) => void;

function mutate(file: SourceFile, node: SyntaxNode, add: Add): void {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return operator(file, node, add, OPERATORS[String(node['operator'])] ?? []);
    case 'AssignmentExpression': {
      const other = ASSIGNMENTS[String(node['operator'])];
      return operator(file, node, add, other === undefined ? [] : [other]);
    }
    case 'IfStatement':
    case 'ConditionalExpression':
      return condition(node['test'], add);
    case 'UnaryExpression':
      return unary(node, add);
    case 'UpdateExpression':
      return add(node.start, node.end, swapUpdate(file.text.slice(node.start, node.end)));
    case 'Literal':
      return literal(node, add);
    case 'ExpressionStatement':
      return statement(node, add);
    default:
  }
}

/** The operator stands between its two sides, with nothing else but blanks and brackets. */
function operator(file: SourceFile, node: SyntaxNode, add: Add, others: readonly string[]): void {
  const [left, right] = [node['left'], node['right']] as [SyntaxNode, SyntaxNode];
  const sign = String(node['operator']);
  const at = file.text.indexOf(sign, left.end);
  if (at < 0 || at >= right.start) return;
  // A text that is put together is made for reading.
  if (sign === '+' && [left, right].some(isText)) return;
  for (const other of others) add(at, at + sign.length, other);
}

function condition(test: unknown, add: Add): void {
  if (!isNode(test)) return;
  add(test.start, test.end, 'true');
  add(test.start, test.end, 'false');
}

function unary(node: SyntaxNode, add: Add): void {
  const { argument, operator: sign } = node as SyntaxNode & {
    argument: SyntaxNode;
    operator: string;
  };
  if (sign === '!' || sign === '-') add(node.start, argument.start, '');
}

function literal(node: SyntaxNode, add: Add): void {
  const { value } = node as SyntaxNode & { value: unknown };
  if (typeof value === 'boolean') add(node.start, node.end, String(!value));
  else if (typeof value === 'number') add(node.start, node.end, String(value + 1));
}

/** A call that is left out. */
function statement(node: SyntaxNode, add: Add): void {
  const { expression } = node as SyntaxNode & { expression: SyntaxNode };
  const isDone = /^(CallExpression|AssignmentExpression|UpdateExpression)$/.test(expression.type);
  if (isDone && !(expression.type === 'CallExpression' && isSuper(expression))) {
    add(node.start, node.end, ';');
  }
}

const isSuper = ({ callee }: SyntaxNode & { callee?: unknown }): boolean =>
  isNode(callee) && callee.type === 'Super';

const isText = (node: SyntaxNode): boolean =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node['value'] === 'string');

const swapUpdate = (text: string): string =>
  text.includes('++') ? text.replace('++', '--') : text.replace('--', '++');

/** The file with the mistake in it. */
export const mutated = (text: string, { start, end, after }: Mutant): string =>
  text.slice(0, start) + after + text.slice(end);
