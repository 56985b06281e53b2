/** The repository's text files as the house rules see them, and their syntax trees. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

/** `path` is from the repository's root, with forward slashes. */
export type SourceFile = { path: string; text: string };

/** One breach of a rule: where, what, and the cure, in one line. */
export type Fault = string;

/** A node of the syntax tree (ESTree with TypeScript's nodes). */
export type SyntaxNode = { type: string; start: number; end: number; [field: string]: unknown };

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', 'reports', '.git', '.DS_Store']);
const NOT_TEXT = /\.(png|jpe?g|gif|webp|ico|woff2?|ttf|zip|gz|wasm|log)$/;
const CODE = /\.(ts|tsx|mjs|js)$/;

/** Every text file below `root` that is ours, in path order. */
export function readRepository(root: string): SourceFile[] {
  const files: SourceFile[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (NOT_OURS.has(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (!NOT_TEXT.test(path))
        files.push({ path, text: readFileSync(join(root, path), 'utf8') });
    }
  };
  walk('');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether the file is TypeScript or JavaScript of ours, declarations included. */
export function isCode(file: SourceFile): boolean {
  return CODE.test(file.path);
}

/** The line of this position, counted from 1. */
export function lineAt(file: SourceFile, position: number): number {
  return file.text.slice(0, position).split('\n').length;
}

const trees = new Map<string, SyntaxNode>();

/** The file's syntax tree. A file that does not parse gives an empty tree: tsc reports it better. */
export function treeOf(file: SourceFile): SyntaxNode {
  const key = `${file.path}\n${file.text}`;
  const known = trees.get(key);
  if (known !== undefined) return known;
  const tree = parseSync(file.path, file.text).program as unknown as SyntaxNode;
  trees.set(key, tree);
  return tree;
}

/** Calls `visit` with every node below, parents first. */
export function walkTree(
  node: SyntaxNode,
  visit: (node: SyntaxNode, parent: SyntaxNode | undefined, field: string) => void,
  parent?: SyntaxNode,
  fieldInParent = '',
): void {
  visit(node, parent, fieldInParent);
  for (const [field, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walkTree(child, visit, node, field);
    }
  }
}

/** Whether a field's value is a syntax node. */
export function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string'
  );
}
