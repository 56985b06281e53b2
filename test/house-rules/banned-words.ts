/** What the code left of app must not say: wall time, unkeyed chance, engine-dependent mathematics. */
import { FOLDERS_LEFT_OF_APP } from './imports.ts';
import { isCode, isNode, lineAt, treeOf, walkTree } from './source-file.ts';
import type { Fault, SourceFile, SyntaxNode } from './source-file.ts';

const MATH_ALLOWED = [
  'abs',
  'min',
  'max',
  'floor',
  'ceil',
  'trunc',
  'sqrt',
  'fround',
  'imul',
  'clz32',
];

const TIME = "wall time does not exist here; take the run's timeUs";
const LATER = 'nothing is asynchronous here; schedule an event with the kernel';
const BROWSER = 'the browser belongs to app; take the value as an argument';
const TERMINAL = 'the terminal belongs to cli; take the value as an argument';
const DYNAMIC = 'the page forbids code from text; write a table of closures';

const GLOBALS: Record<string, string> = {
  Date: TIME,
  performance: TIME,
  setTimeout: LATER,
  setInterval: LATER,
  setImmediate: LATER,
  queueMicrotask: LATER,
  requestAnimationFrame: LATER,
  requestIdleCallback: LATER,
  Promise: LATER,
  fetch: BROWSER,
  window: BROWSER,
  document: BROWSER,
  navigator: BROWSER,
  localStorage: BROWSER,
  sessionStorage: BROWSER,
  indexedDB: BROWSER,
  postMessage: BROWSER,
  globalThis: 'a global by another name is still a global; take the value as an argument',
  process: TERMINAL,
  Buffer: TERMINAL,
  Intl: 'it differs between engines; compare code units with < and >, format in app',
  crypto: 'chance is keyed; use luck(purpose, ...key)',
  eval: DYNAMIC,
  Function: DYNAMIC,
  WeakRef: 'garbage collection is not deterministic; free things explicitly',
  FinalizationRegistry: 'garbage collection is not deterministic; free things explicitly',
};

const METHODS: Record<string, string> = {
  localeCompare: 'it differs between engines; compare code units with < and >',
  toLocaleString: 'it differs between engines; format in app',
  toLocaleUpperCase: 'it differs between engines; use toUpperCase',
  toLocaleLowerCase: 'it differs between engines; use toLowerCase',
};

/** Breaches of the ban in the folders left of app. */
export function bannedWordFaults(files: SourceFile[]): Fault[] {
  return files
    .filter((file) => FOLDERS_LEFT_OF_APP.some((folder) => file.path.startsWith(`src/${folder}/`)))
    .filter((file) => isCode(file) && !file.path.endsWith('.d.ts'))
    .flatMap(faultsIn);
}

function faultsIn(file: SourceFile): Fault[] {
  const tree = treeOf(file);
  const own = declaredNames(tree);
  const faults: Fault[] = [];
  walkTree(tree, (node, parent, field) => {
    const told = wordFault(node, parent, field, own);
    if (told === undefined) return;
    faults.push(`${file.path}:${lineAt(file, node.start)} ${told}`);
  });
  return faults;
}

function wordFault(
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
  field: string,
  own: Set<string>,
): string | undefined {
  if (node.type === 'Identifier') return globalFault(node, parent, field, own);
  if (node.type === 'MemberExpression') return methodFault(node);
  if (node.type === 'CallExpression') return sortFault(node);
  if (node.type === 'ForInStatement') {
    return 'for...in: keys that look like integers jump the queue; use for...of over an array or a Map';
  }
  if (node['operator'] === '**' || node['operator'] === '**=') {
    return '**: it differs between engines; multiply, or use a table';
  }
  if (node.type === 'AwaitExpression' || node['async'] === true) return `async: ${LATER}`;
  return undefined;
}

function globalFault(
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
  field: string,
  own: Set<string>,
): string | undefined {
  const name = String(node['name']);
  if (own.has(name) || isOnlyAName(parent, field)) return undefined;
  if (name === 'Math') return mathFault(parent, field);
  const cure = Object.hasOwn(GLOBALS, name) ? GLOBALS[name] : undefined;
  return cure === undefined ? undefined : `${name}: ${cure}`;
}

function mathFault(parent: SyntaxNode | undefined, field: string): string | undefined {
  const property = parent?.['property'];
  const read = field === 'object' && isNode(property) && parent?.['computed'] !== true;
  if (!read)
    return 'Math: name the function where it is used (Math.floor), so that the rule can see it';
  const name = String(property['name']);
  if (MATH_ALLOWED.includes(name)) return undefined;
  if (name === 'random') return 'Math.random: chance is keyed; use luck(purpose, ...key)';
  if (name === 'round')
    return 'Math.round: round(-2.5) is -2; write Math.floor(x + 0.5) and mean it';
  return `Math.${name}: it differs between engines; use the kernel's portable functions, or a table`;
}

function methodFault(node: SyntaxNode): string | undefined {
  const { property } = node;
  if (!isNode(property) || node['computed'] === true) return undefined;
  const name = String(property['name']);
  const cure = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  return cure === undefined ? undefined : `${name}: ${cure}`;
}

function sortFault(node: SyntaxNode): string | undefined {
  const { callee } = node;
  const given = node['arguments'] as unknown[];
  if (!isNode(callee) || callee.type !== 'MemberExpression' || given.length > 0) return undefined;
  const property = callee['property'];
  if (!isNode(property) || !['sort', 'toSorted'].includes(String(property['name'])))
    return undefined;
  return '.sort() without a comparator orders numbers as text; give one that never returns 0 for two different things';
}

/** Names that mean a field, a key or a label rather than a variable. */
function isOnlyAName(parent: SyntaxNode | undefined, field: string): boolean {
  if (parent === undefined) return false;
  if (parent['computed'] === true) return false;
  if (field === 'key') return parent['shorthand'] !== true;
  return (
    ['property', 'label', 'imported', 'exported', 'right'].includes(field) &&
    /^(MemberExpression|ImportSpecifier|ExportSpecifier|LabeledStatement|TSQualifiedName|MetaProperty)$/.test(
      parent.type,
    )
  );
}

/** Every name the file declares anywhere: a queue's own `window` is not the browser's. */
function declaredNames(tree: SyntaxNode): Set<string> {
  const names = new Set<string>();
  walkTree(tree, (node) => {
    if (isNode(node['id'])) collectNames(node['id'], names);
    if (Array.isArray(node['params'])) {
      for (const parameter of node['params']) if (isNode(parameter)) collectNames(parameter, names);
    }
    if (isNode(node['local'])) collectNames(node['local'], names);
  });
  return names;
}

// Only the places of a pattern that declare; a default value or a type may name a global.
const DECLARING_FIELDS = ['properties', 'elements', 'argument', 'left', 'value', 'parameter'];

function collectNames(pattern: SyntaxNode, names: Set<string>): void {
  if (pattern.type === 'Identifier') names.add(String(pattern['name']));
  if (!/^(Object|Array|Assignment)Pattern$|^RestElement$|^Property$|^TSParam/.test(pattern.type))
    return;
  for (const field of DECLARING_FIELDS) {
    for (const part of [pattern[field]].flat()) if (isNode(part)) collectNames(part, names);
  }
}
